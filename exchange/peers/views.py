"""The addresses of both shapes: the table alone, with its README, or the README."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Template
from typing import Any, ClassVar, cast
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import F
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from analysis.asking.filters import DatedFilters, PlacedFilters, SlugFilter
from analysis.asking.known import public_records
from analysis.serving import serve
from editorial.choices import RecordKind
from editorial.clock import record_day
from exchange.api.addresses import absolute, origin_of
from exchange.api.forms import AskedForm, at_an_instant
from exchange.api.rendering import CsvRenderer, ZipRenderer
from exchange.api.streaming import AT_ONCE, as_file, batches
from exchange.api.tables import Column, lines
from exchange.api.views import PublicView
from exchange.peers import acled, ucdp
from exchange.peers.crosswalk import frame

Row = dict[str, Any]
NOTICES = Path(__file__).parent / "notices"
HELD = 4_000_000
"""Bytes of an archive that are held in memory; a larger one goes to the disk."""


class TextRenderer(BaseRenderer):
    """A text, written past the renderer."""

    media_type = "text/plain"
    format = "txt"


class PeerFilters(DatedFilters, PlacedFilters):
    """What attacks and handovers can both be asked for with. Raises Invalid."""

    drawdown = SlugFilter(RecordKind.DRAWDOWN, "drawdown_slug", help_text=_("Records of these drawdowns."))
    base = SlugFilter(RecordKind.BASE, "base_slug", help_text=_("Records at these bases."), example="besmaya")

    class Meta:
        form = AskedForm


class PeerView(PublicView):
    """The record in the columns of a peer."""

    of_the_record = True
    renderer_classes = [CsvRenderer, ZipRenderer, TextRenderer]
    answer = {"type": "string"}
    name: ClassVar[str] = ""
    columns: ClassVar[list[str]] = []

    def events(self, asked: Callable[[str], PeerFilters], omitted: Counter[str]) -> Iterator[Row]:
        """The rows, and counted in `omitted` what has none."""
        raise NotImplementedError

    def form_class(self) -> type[AskedForm]:
        return cast(type[AskedForm], PeerFilters.form_class(at_an_instant()))

    def get(self, request: Request) -> HttpResponseBase:
        def asked(kind: str) -> PeerFilters:
            return PeerFilters(request.query_params, public_records(kind), at_an_instant())

        asked(RecordKind.ATTACK)  # what is not understood is refused before anything is sent
        if request.accepted_renderer.format == "csv":
            answer = as_file(request, self.name, lambda: map("".join, batches(self.table(asked, Counter()), AT_ONCE)))
            answer["Link"] = f'<{absolute(request, request.path)}?format=txt>; rel="describedby"; type="text/plain"'
            return answer
        if request.accepted_renderer.format == "txt":
            omitted = "The archive (format=zip) has this text with the number of records that were left out."
            return HttpResponse(self.readme(request, omitted), content_type="text/plain; charset=utf-8")
        return self.archive(request, asked)

    def table(self, asked: Callable[[str], PeerFilters], omitted: Counter[str]) -> Iterator[str]:
        """The lines of the CSV."""
        return lines([Column(name, reading(name)) for name in self.columns], self.events(asked, omitted))

    def archive(self, request: Request, asked: Callable[[str], PeerFilters]) -> HttpResponseBase:
        """The table and its README in one file."""
        file, omitted = tempfile.SpooledTemporaryFile(max_size=HELD), Counter[str]()  # noqa: SIM115  # the answer closes it
        with ZipFile(file, "w", ZIP_DEFLATED) as packed:
            with override("en"), packed.open(f"{self.name}.csv", "w", force_zip64=True) as table:
                for line in self.table(asked, omitted):
                    table.write(line.encode())
            packed.writestr("README.txt", self.readme(request, told(omitted)))
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=f"handover-watch-{self.name}.zip")

    def readme(self, request: Request, omitted: str) -> str:
        text = (NOTICES / f"{self.name}.txt").read_text(encoding="utf-8")
        return Template(text).substitute(origin=origin_of(request), day=record_day().isoformat(), omitted=omitted)


class AcledView(PeerView):
    meaning = _("Attacks and handovers in ACLED's columns; what is lost is in the README that goes with them.")
    name = "acled"
    columns = acled.COLUMNS

    def events(self, asked: Callable[[str], PeerFilters], omitted: Counter[str]) -> Iterator[Row]:
        read_against = frame()
        yield from acled.of_attacks(rows_of(RecordKind.ATTACK, asked), read_against, omitted)
        yield from acled.of_handovers(rows_of(RecordKind.HANDOVER, asked), read_against, omitted)


class UcdpView(PeerView):
    meaning = _("Attacks in the columns of UCDP GED; what is lost is in the README that goes with them.")
    name = "ucdp"
    columns = ucdp.COLUMNS

    def events(self, asked: Callable[[str], PeerFilters], omitted: Counter[str]) -> Iterator[Row]:
        yield from ucdp.of_attacks(rows_of(RecordKind.ATTACK, asked), frame(), omitted)


def reading(name: str) -> Callable[[Row], Any]:
    return lambda row: row[name]


def rows_of(kind: str, asked: Callable[[str], PeerFilters]) -> Iterator[Row]:
    """The rows that are asked for, by day and place."""
    order = (F("date_latest").asc(nulls_last=True), "base_slug", "latitude", "longitude", "slug")
    found = asked(kind).qs.order_by(*order).iterator(chunk_size=AT_ONCE)
    for batch in batches(found, AT_ONCE):
        yield from serve(kind, batch)


def told(omitted: Counter[str]) -> str:
    """How much was left out."""
    counts = [f"- {count} {what}" for what, count in sorted(omitted.items())]
    return "\n".join(["Left out of this file:", *(counts or ["- nothing"])])
