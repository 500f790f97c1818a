"""Every change made to a published record, newest first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.corrections import change_count, corrections, first_published, together
from dashboard.pages import public_page

CHANGES_ON_A_PAGE = 30


@public_page
def correction_list(request: HttpRequest) -> HttpResponse:
    """What was changed, merged and withdrawn, with the reason; how many records were published is said beside it."""
    paginator = Paginator(range(change_count()), CHANGES_ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "changes": together(corrections((page.number - 1) * CHANGES_ON_A_PAGE, CHANGES_ON_A_PAGE)),
        "first_published": first_published(),
    }
    return render(request, "dashboard/corrections.html", context)
