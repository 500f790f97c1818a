"""What every list of the API is asked for with: a noun's own filters, pages, and the members that are wanted."""

from __future__ import annotations

from typing import cast

from rest_framework.request import Request

from analysis.asking.filters import Filters, Rows
from analysis.asking.parameters import Parameter
from exchange.api.forms import AskedForm, PagedForm


class ListFilters(Filters):
    """The parameters of one list, and the rows that they choose. A noun's set stands beside it. Raises Invalid."""

    class Meta:
        form = PagedForm

    def __init__(self, request: Request, rows: Rows, further: dict[str, Parameter]) -> None:
        super().__init__(request.query_params, rows, further)

    @classmethod
    def form_class(cls, further: dict[str, Parameter]) -> type[AskedForm]:
        return cast(type[AskedForm], super().form_class(further))
