"""Answers of the API, kept by their ETag, which names the address, its language and its format."""

from __future__ import annotations

from django.utils.translation import get_language
from rest_framework.request import Request

import analysis
import attacks
import editorial
import exchange
import handovers
from analysis.kept import Answers, etag_for
from exchange.api.addresses import origin_of


def etag_of(request: Request) -> str:
    """The ETag of what the request would be answered now; empty where the record has no mark."""
    asked = (origin_of(request), request.get_full_path(), get_language(), request.accepted_renderer.format)
    return etag_for(asked, editorial, handovers, attacks, analysis, exchange)


answers: Answers[str, str] = Answers()
