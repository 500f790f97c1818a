"""Attacks counted: the same questions as of their list, answered with rows of counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from analysis.asking import attacks
from analysis.asking.known import versions
from analysis.asking.parameters import Parameter
from analysis.places import within_degrees
from editorial.choices import RecordKind
from editorial.clock import record_clock
from editorial.fields import Field
from exchange.api.forms import AskedForm, at_an_instant
from exchange.api.pageshapes import Schema
from exchange.api.shapes import Shapes
from exchange.api.views import PublicView


class CountedFilters(attacks.AttackFilters):
    """Which attacks are counted: the filters of their list, without an order and pages. Raises Invalid."""

    sort = None  # type: ignore[assignment]
    boxed = staticmethod(within_degrees)

    class Meta:
        form = AskedForm


class CountingView(PublicView):
    """Counts of the attacks that the filters choose."""

    of_the_record = True
    further: Mapping[str, Parameter] = {}

    def parameters(self) -> dict[str, Parameter]:
        return {**self.further, **at_an_instant()}

    def form_class(self) -> type[AskedForm]:
        return cast(type[AskedForm], CountedFilters.form_class(self.parameters()))

    def filters(self, request: Request) -> CountedFilters:
        """What is asked for, and the attacks that it chooses.

        The clock is read once: the database would read it twice for each version that it looks at.
        """
        public = versions(RecordKind.ATTACK).at(record_clock())
        return CountedFilters(request.query_params, public, self.parameters())


def answer_of(name: str, fields: tuple[Field, ...], beside: Mapping[str, Schema]) -> Schema:
    """The shape of an answer that holds rows of counts, and what stands beside them."""
    shapes = Shapes()
    shapes.add_object(name, fields)
    rows: Schema = {"type": "array", "items": shapes.named[name]}
    members: dict[str, Any] = {**beside, "results": rows}
    return {"type": "object", "properties": members, "required": list(members)}


TOTAL: Schema = {"type": "integer", "description": _("All attacks that the filters choose.")}
