"""What the map's script asks for: attacks as columns or sums, counts beside choices, one attack, a bundle."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from analysis.asking.forms import NotUnderstoodError
from analysis.bars import bars
from analysis.serving import serve_one
from dashboard.finding import MovedError, WithdrawnError, public_version
from dashboard.fire.card import card
from dashboard.fire.choices import choices
from dashboard.fire.columns import MOST, columns
from dashboard.fire.question import FireFilters, in_words, question
from dashboard.fire.summed import summed
from dashboard.pages import public_page
from editorial.choices import RecordKind

Answer = Callable[[FireFilters], HttpResponse]
COMPACT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


def answering(answer: Answer) -> Callable[[HttpRequest], HttpResponse]:
    """A view that answers a question about attacks; one that is not understood is a 400 that says why."""

    @public_page
    def view(request: HttpRequest) -> HttpResponse:
        try:
            asked = question(request.GET, strict=True)
        except NotUnderstoodError as error:
            told = {"problem": in_words(error), "invalid_params": error.problems}
            return JsonResponse(told, status=400, json_dumps_params=COMPACT)
        return answer(asked)

    return view


@answering
def attacks(asked: FireFilters) -> HttpResponse:
    """Up to ten thousand attacks as columns, more as sums."""
    found = bars(asked.qs, asked.asked["by"] or "month")
    if found.count > MOST:
        told = {"count": found.count, "all": False, **summed(asked, found)}
        return JsonResponse(told, json_dumps_params=COMPACT)
    columns_of, words = columns(asked.qs)
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    content = f'{{"count":{found.count},"all":true,"columns":{columns_of},"words":{text}}}'
    return HttpResponse(content, content_type="application/json")


@answering
def choices_view(asked: FireFilters) -> HttpResponse:
    """The counts beside the choices of each filter."""
    return JsonResponse(choices(asked), json_dumps_params=COMPACT)


@public_page
def attack(request: HttpRequest) -> HttpResponse:
    """One attack for a card: 404 where it never was public, 410 where it was withdrawn, its new slug where it moved."""
    slug = request.GET.get("slug", "")[:120].replace("\x00", "")
    try:
        version = public_version(RecordKind.ATTACK, slug)
    except MovedError as moved:
        return JsonResponse({"moved": moved.address})
    except WithdrawnError as withdrawn:
        reason = withdrawn.tombstone.retraction_reason
        return JsonResponse({"problem": reason}, status=410, json_dumps_params=COMPACT)
    except Http404:
        return JsonResponse({"problem": "404"}, status=404)
    return JsonResponse(card(serve_one(RecordKind.ATTACK, version)), json_dumps_params=COMPACT)
