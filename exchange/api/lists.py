"""A noun's list and detail, in every format, from one declaration of its fields and one of its filters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from analysis.asking.forms import form_of
from analysis.asking.parameters import Parameter
from exchange.api import texts
from exchange.api.filters import ListFilters
from exchange.api.forms import AskedForm, at_an_instant, members, outlined
from exchange.api.pages import Pager, counted, page_of
from exchange.api.presenting import Presentation, Row, presented
from exchange.api.rendering import LIST, ONE
from exchange.api.streaming import AT_ONCE, STREAMED, as_collection, batches, streamed
from exchange.api.surroundings import around_all, is_whole, rows_name, surroundings, wants_features
from exchange.api.views import PublicView
from exchange.api.writtenlist import WrittenList


class ListedViewSet(ViewSetMixin, PublicView):
    """Rows of one noun, as a list and one by one."""

    filters: ClassVar[type[ListFilters]]
    includes: ClassVar[Sequence[str]] = ()
    beside: ClassVar[Mapping[str, Parameter]] = {}
    """Parameters of a detail that its list declares among the filters."""
    lookup_field = "slug"
    basename = ""
    of_the_record = True

    def rows(self) -> QuerySet[Any]:
        """The public rows."""
        raise NotImplementedError

    def find(self, key: str) -> object:
        """One public row. Raises what is to be answered where there is none."""
        raise NotImplementedError

    def served(self, rows: Sequence[Any], asked: Row) -> list[Row]:
        """Rows with all their members."""
        raise NotImplementedError

    def members(self) -> dict[str, Parameter]:
        names = tuple(each.name for each in self.fields)
        asked = members(names, tuple(self.includes)) | (outlined() if "governorate" in names else {})
        return asked | at_an_instant() if self.of_the_record else asked

    def form_class(self) -> type[AskedForm]:
        if self.action == "list":
            return self.filters.form_class(self.members())
        return form_of(AskedForm, tuple({**self.beside, **self.members()}.items()))

    def get_renderers(self) -> list[BaseRenderer]:
        return [renderer() for renderer in (LIST if self.action == "list" else ONE)]

    def list(self, request: Request) -> HttpResponseBase:
        filters = self.filters(request, self.rows(), self.members())
        view = presented(request, self.fields, filters.asked, whole=False)
        if texts.are_wanted(self.noun, view):
            return WrittenList(request, self.noun, self.basename, filters).answer()
        if request.accepted_renderer.format in STREAMED:
            return streamed(request, self.basename, self.fields, view, lambda: self.walk(filters))
        if is_whole(request, filters.asked):
            around = around_all(request, counted(filters))
            return as_collection(request, self.basename, around, lambda: map(view.feature, self.walk(filters)))
        pager = Pager(request, filters.asked)
        page = page_of(filters, pager.limit, pager.cursor)
        links = pager.links(page, filters.order.position)
        return listed(request, view, self.served(page.rows, filters.asked), links, counted(filters))

    def retrieve(self, request: Request, **key: str) -> HttpResponseBase:
        row = self.find(key[self.lookup_field])
        asked = self.form_class()(request.query_params).validated()
        view = presented(request, self.fields, asked, whole=True)
        served = self.served([row], asked)[0]
        if request.accepted_renderer.format in STREAMED:
            return streamed(request, key[self.lookup_field], self.fields, view, lambda: [served])
        return Response(view.feature(served) if wants_features(request) else view.row(served))

    def walk(self, filters: ListFilters) -> Iterator[Row]:
        """Every row of the filtered list, in its order."""
        rows = filters.order.sorted(filters.qs).iterator(chunk_size=AT_ONCE)
        for batch in batches(rows, AT_ONCE):
            yield from self.served(batch, filters.asked)


def listed(request: Request, view: Presentation, rows: Sequence[Row], links: Row, count: int | None) -> Response:
    """A list's answer, or the same as a FeatureCollection."""
    rows_as = view.feature if wants_features(request) else view.row
    return Response({**surroundings(request, links, count), rows_name(request): [rows_as(row) for row in rows]})
