"""Rows as one request sees them: chosen members, absolute addresses, names in its language, claims beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework.request import Request

from editorial.claims import claims_of
from editorial.fields import Field
from exchange.api.addresses import origin_of
from exchange.api.forms import AREA
from exchange.api.outlines import outline
from exchange.api.problems import Invalid
from exchange.api.tables import columns

Row = dict[str, Any]
CLAIMS = "claims"
INCLUDED = {"sources": "citations", "claims": CLAIMS}


@dataclass(frozen=True)
class Presentation:
    """Which members rows have, where the site is, whether names are in Arabic, and areas outlined where no point is."""

    names: tuple[str, ...]
    origin: str
    arabic: bool
    outlines: bool = False

    def row(self, served: Row) -> Row:
        """The row as it is answered."""
        whole = served | {CLAIMS: claims(served)} if CLAIMS in self.names else served
        return {name: self._told(self._worded(whole, name), name) for name in self.names}

    def feature(self, served: Row) -> Row:
        """The row as a GeoJSON feature."""
        key = served.get("slug") or served.get("id") or served.get("code")
        geometry = self.geometry(served)
        return {"type": "Feature", **({"id": key} if key else {}), "geometry": geometry, "properties": self.row(served)}

    def geometry(self, served: Row) -> Row | None:
        """Its point; where none is known, null, or its governorate's outline if that is wanted."""
        if served.get("latitude") is not None and served.get("longitude") is not None:
            return {"type": "Point", "coordinates": [served["longitude"], served["latitude"]]}
        governorate = served.get("governorate") if self.outlines else None
        return outline(governorate["code"]) if governorate else None

    def _told(self, value: object, name: str = "") -> object:
        if isinstance(value, str):
            return self.origin + value if name in {"url", "api_url"} and value.startswith("/") else value
        if isinstance(value, list):
            return [self._told(each) for each in value]
        if isinstance(value, dict):
            return {key: self._told(self._worded(value, key), key) for key in value}
        return value

    def _worded(self, members: Row, name: str) -> object:
        return (self.arabic and members.get(f"{name}_ar")) or members.get(name)


def presented(request: Request, fields: Sequence[Field], asked: Row, *, whole: bool) -> Presentation:
    """How the request wants rows of these fields; a whole row has all that lists leave out.

    Raises Invalid where it asks for what its format cannot tell.
    """
    if refused := list(_untold(request.accepted_renderer.format, fields, asked)):
        raise Invalid(refused)
    chosen = asked.get("fields") or [each.name for each in fields if each.in_list or whole]
    added = {INCLUDED[name] for name in asked.get("include") or []}
    wanted = (set(chosen) | added) - set(asked.get("omit") or [])
    names = tuple(each.name for each in fields if each.name in wanted)
    return Presentation(names, origin_of(request), get_language() == "ar", bool(asked.get(AREA)))


def _untold(style: str, fields: Sequence[Field], asked: Row) -> Iterator[Row]:
    """Parameters that ask for outlines without geometries, and for members that have no column."""
    if asked.get(AREA) and style != "geojson":
        yield {"name": AREA, "reason": _("Ask for format=geojson with it.")}
    if style == "csv":
        for parameter, named in (("fields", asked.get("fields")), ("include", asked.get("include"))):
            if lacking := [name for name in named or [] if not columns(fields, [INCLUDED.get(name, name)])]:
                told = _("CSV has no column for lists of objects: %s. Ask for JSON or NDJSON.") % ", ".join(lacking)
                yield {"name": parameter, "reason": told}


def claims(served: Row) -> list[Row]:
    """What each citation claims of a field, with who said so and where."""
    return [
        {
            "field": claim["field"],
            "value": claim["value"],
            "wording": claim["wording"],
            "status": claim["status"],
            "note": claim["note"],
            "source": {name: citation["source"][name] for name in ("id", "title", "url", "api_url")},
            "credibility": claim["credibility"],
            "said_by": citation["said_by"],
        }
        for citation, claim in claims_of(served)
    ]
