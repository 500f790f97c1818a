"""A timeline's answer made of texts: what is read is what is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rest_framework.request import Request

from analysis import timeline
from analysis.timeline import Wanted
from exchange.api import entrytexts, texts
from exchange.api.entries import FIELDS, LISTED, position_at, turned, written_at
from exchange.api.entrytexts import Told, position_of, texts_of
from exchange.api.pages import COUNTED, Pager, cut, exact
from exchange.api.streaming import collected
from exchange.api.surroundings import around_all, surroundings
from exchange.api.tables import columns, lines
from exchange.api.written import Written
from exchange.api.writtenlist import AT_ONCE


class WrittenTimeline(Written):
    """One request for a timeline, of the usual members and in English."""

    def __init__(self, request: Request, name: str, asked: dict[str, Any], wanted: Wanted) -> None:
        super().__init__(request, name, asked)
        self.wanted = wanted

    def page(self, pager: Pager) -> tuple[Mapping[str, Any], Sequence[bytes]]:
        position = position_at(pager.cursor) if pager.cursor else None

        def read(most: int, backward: bool) -> Sequence[Told]:
            return entrytexts.read(turned(self.wanted, backward=backward), self.style, position, most, COUNTED + 1)

        page = cut(read, pager.limit, pager.cursor)
        found = page.rows[0][-1] if page.rows else None
        count = counted(self.wanted) if found is None else exact(found)
        around = surroundings(self.request, pager.links(page, lambda told: written_at(position_of(told))), count)
        return around, texts_of(page.rows)

    def whole(self) -> Iterator[bytes]:
        if self.style == "csv":
            yield next(lines(columns(FIELDS, LISTED), ())).encode()
        for page in entrytexts.walk(self.wanted, self.style, AT_ONCE):
            yield texts.as_lines(texts_of(page), self.style, self.origin)

    def whole_collection(self) -> Iterator[bytes]:
        around = around_all(self.request, counted(self.wanted))
        pages = entrytexts.walk(self.wanted, self.style, AT_ONCE)
        yield from collected(around, (texts.as_features(texts_of(page), self.origin) for page in pages))


def counted(wanted: Wanted) -> int | None:
    """How many entries there are, null beyond ten thousand, as of any list."""
    return exact(timeline.count(wanted, COUNTED + 1))
