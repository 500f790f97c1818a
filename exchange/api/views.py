"""What every view of the API is: public, in the request's language, and a problem where there is nothing."""

from __future__ import annotations

from typing import ClassVar

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import activate
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from editorial.fields import Field
from exchange.api.forms import AskedForm
from exchange.api.languages import language_of
from exchange.api.pageshapes import Schema
from exchange.api.problems import Moved, not_found


class PublicView(APIView):
    """A view of the public plane: no one is asked who they are, and the language is the request's.

    What it is made of is declared, so that the API's document can be written from it.
    """

    describes: ClassVar[str] = "page"
    """`list` and `retrieve` answer rows of the noun; a `page` answers what `answer` describes."""
    meaning: ClassVar[str | Promise] = ""
    """What the address is for, said to its readers."""
    noun: ClassVar[str] = ""
    fields: ClassVar[tuple[Field, ...]] = ()
    answer: ClassVar[Schema] = {"type": "object"}
    lookup_value_regex: ClassVar[str] = "[a-z0-9-]+"
    gone: ClassVar[str] = "Tombstone"
    """The shape of what is told of a row that was public and is not any more."""

    def form_class(self) -> type[AskedForm]:
        """The form that reads the request's parameters."""
        return AskedForm

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        activate(language_of(request))
        super().initial(request, *args, **kwargs)

    def options(self, request: HttpRequest, *args: object, **kwargs: object) -> Response:
        return Response(status=204)


class Nowhere(PublicView):
    """Every address that is none of the API's; one that lacks its closing slash leads to itself."""

    schema = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        if _leads_somewhere(f"{request.path}/"):
            raise Moved(path=f"{request.path}/")
        raise not_found()


def _leads_somewhere(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "cls", Nowhere) is not Nowhere
    except Resolver404:
        return False
