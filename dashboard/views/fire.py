"""What the map's script asks for: attacks as columns or sums, counts beside choices, one attack, a bundle."""

from __future__ import annotations

import re
from collections.abc import Callable
from gzip import compress

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

import analysis
import attacks
import dashboard
import editorial
import handovers
from analysis.asking.forms import NotUnderstoodError
from analysis.asking.question import FireFilters, in_words, question
from analysis.kept import Answers, etag_for
from analysis.serving import serve_one
from analysis.setbased import found_once
from dashboard.finding import MovedError, WithdrawnError, public_version
from dashboard.fire.card import card
from dashboard.fire.choices import choices
from dashboard.fire.columns import MOST, columns
from dashboard.fire.summed import cells_told, hexagons, summed, sums
from dashboard.fire.writing import compact
from dashboard.pages import SECONDS_KEPT, public_page
from editorial.choices import RecordKind

JSON = "application/json"
LEVEL = 5
"""How hard answers are compressed: harder costs more than it saves."""

GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
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
        patch_vary_headers(response, ["Accept-Encoding"])
        patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
        return response

    def answered(request: HttpRequest, etag: str) -> HttpResponse:
        known = answers.get(etag) if etag else None
        if known is None:
            try:
                content = answer(question(request.GET, strict=True)).encode()
            except NotUnderstoodError as error:
                return JsonResponse({"problem": in_words(error), "invalid_params": error.problems}, status=400)
            known = compress(content, LEVEL) if takes_gzip(request) else content, JSON
        response = HttpResponse(known[0], content_type=known[1])
        if takes_gzip(request):
            response["Content-Encoding"] = "gzip"
        if etag:
            answers.put(etag, *known)
            response["ETag"] = etag
        return response

    return view


def etag_of(request: HttpRequest) -> str:
    """The ETag of what the request would be answered now; empty where the record has no mark."""
    asked = request.get_full_path(), get_language(), takes_gzip(request)
    return etag_for(asked, editorial, handovers, attacks, analysis, dashboard)


def takes_gzip(request: HttpRequest) -> bool:
    """Whether the answer may come compressed."""
    return bool(GZIP.search(request.headers.get("Accept-Encoding", "")))


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
