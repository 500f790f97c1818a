"""What the map's script asks for: attacks as columns or sums, counts beside choices, one attack, a bundle."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

import analysis
import attacks
import dashboard
import editorial
import handovers
from analysis.asking.forms import NotUnderstoodError
from analysis.kept import Answers, etag_for
from analysis.serving import serve_one
from dashboard.finding import MovedError, WithdrawnError, public_version
from dashboard.fire.card import card
from dashboard.fire.choices import choices
from dashboard.fire.columns import MOST, columns
from dashboard.fire.question import FireFilters, in_words, question
from dashboard.fire.summed import bars_that_fit, cells, summed
from dashboard.fire.writing import compact
from dashboard.pages import SECONDS_KEPT, public_page
from editorial.choices import RecordKind

JSON = "application/json"
answers = Answers()


def answering(answer: Callable[[FireFilters], str]) -> Callable[[HttpRequest], HttpResponse]:
    """A view that answers a question about attacks; one that is not understood is a 400 that says why.

    Its ETag is known before anything is read: an answer that the asker has, or that was made before, is not made again.
    """

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        etag = etag_of(request)
        judged = get_conditional_response(request, etag=etag) if etag else None
        response = judged or answered(request, etag)
        patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
        return response

    def answered(request: HttpRequest, etag: str) -> HttpResponse:
        known = answers.get(etag) if etag else None
        if known is None:
            try:
                content = answer(question(request.GET, strict=True))
            except NotUnderstoodError as error:
                return JsonResponse({"problem": in_words(error), "invalid_params": error.problems}, status=400)
            known = content.encode(), JSON
        response = HttpResponse(known[0], content_type=known[1])
        if etag:
            answers.put(etag, *known)
            response["ETag"] = etag
        return response

    return view


def etag_of(request: HttpRequest) -> str:
    """The ETag of what the request would be answered now; empty where the record has no mark."""
    asked = request.get_full_path(), get_language()
    return etag_for(asked, editorial, handovers, attacks, analysis, dashboard)


@answering
def attack_set(asked: FireFilters) -> str:
    """Up to ten thousand attacks as columns, more as sums; or the hexagons alone, for a map that was moved."""
    if asked.asked["part"] == "cells":
        return compact({"cells": cells(asked)})
    found = bars_that_fit(asked)
    if found.count > MOST:
        return summed(asked, found)
    told, words = columns(asked.qs)
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
