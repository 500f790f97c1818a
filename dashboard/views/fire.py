"""What the map's script asks for: attacks as columns or sums, counts beside choices, one attack, a bundle."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from analysis.asking.forms import NotUnderstoodError
from analysis.asking.question import FireFilters, in_words, question
from analysis.serving import serve_one
from analysis.setbased import found_once
from dashboard.finding import MovedError, WithdrawnError, public_version
from dashboard.fire.card import card
from dashboard.fire.choices import choices
from dashboard.fire.columns import MOST, columns
from dashboard.fire.summed import cells_told, hexagons, summed, sums
from dashboard.fire.writing import compact
from dashboard.marked import marked
from dashboard.pages import public_page
from editorial.choices import RecordKind


def answering(answer: Callable[[FireFilters], str]) -> Callable[[HttpRequest], HttpResponse]:
    """A view that answers a question about attacks; one that is not understood is a 400 that says why."""

    @marked
    @wraps(answer)
    def write(request: HttpRequest) -> str | HttpResponse:
        try:
            return answer(question(request.GET, strict=True))
        except NotUnderstoodError as error:
            return JsonResponse({"problem": in_words(error), "invalid_params": error.problems}, status=400)

    return write


@answering
def attack_set(asked: FireFilters) -> str:
    """Up to ten thousand attacks as columns, more as sums; or the hexagons alone, for a map that was moved."""
    if asked.asked["part"] == "cells":
        return compact({"cells": cells_told(hexagons(asked))})
    found, seen = sums(asked)
    if found.count > MOST:
        return summed(asked, found, seen)
    told, words = columns(found_once(asked.qs, asked.queryset))
    return f'{{"count":{found.count},"all":true,"columns":{told},"words":{compact(words)}}}'


@answering
def choice_counts(asked: FireFilters) -> str:
    """The counts beside the choices of each filter."""
    return compact(choices(asked))


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
        return JsonResponse({"problem": reason}, status=410)
    except Http404:
        return JsonResponse({"problem": "404"}, status=404)
    return JsonResponse(card(serve_one(RecordKind.ATTACK, version)))
