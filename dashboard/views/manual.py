"""The manual: what can be done with the data, a page for each task."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.manual import TASKS
from dashboard.pages import public_page


@public_page
def manual(request: HttpRequest) -> HttpResponse:
    """All tasks, each with what it is for."""
    return render(request, "dashboard/manual.html", {"tasks": TASKS})


@public_page
def manual_task(request: HttpRequest, task: str) -> HttpResponse:
    """One task, with its commands as they can be pasted."""
    found = next(each for each in TASKS if each.slug == task)
    site = f"{request.scheme}://{request.get_host()}"
    context = {"task": found, "commands": found.commands(site), "others": [each for each in TASKS if each != found]}
    return render(request, "dashboard/manual_task.html", context)
