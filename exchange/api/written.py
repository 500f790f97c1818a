"""An answer made of texts that are written already: what is read is what is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from exchange.api import texts
from exchange.api.addresses import origin_of
from exchange.api.pages import Pager
from exchange.api.streaming import STREAMED, as_file
from exchange.api.surroundings import is_whole, rows_name


class Written:
    """One request for rows that have texts; each noun's sort of rows says how they are read."""

    def __init__(self, request: Request, name: str, asked: dict[str, Any]) -> None:
        self.request, self.name, self.asked = request, name, asked
        self.style = request.accepted_renderer.format
        self.origin = origin_of(request)

    def answer(self) -> HttpResponseBase:
        """A page, or the whole list as a file."""
        if self.style in STREAMED:
            return as_file(self.request, self.name, self.whole)
        if is_whole(self.request, self.asked):
            return as_file(self.request, self.name, self.whole_collection)
        around, rows = self.page(Pager(self.request, self.asked))
        before = texts.opening(around, rows_name(self.request))
        content = texts.together(rows, self.style, self.origin, (before, b",", b"]}"))
        return HttpResponse(content, content_type=self.request.accepted_renderer.media_type)

    def page(self, pager: Pager) -> tuple[Mapping[str, Any], Sequence[bytes]]:
        """What stands around the rows of a page, and their texts."""
        raise NotImplementedError

    def whole(self) -> Iterator[bytes]:
        """The file, in parts of many rows."""
        raise NotImplementedError

    def whole_collection(self) -> Iterator[bytes]:
        """The same as one FeatureCollection."""
        raise NotImplementedError
