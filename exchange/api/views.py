"""What every view of the API is: public, in the request's language, and a problem where there is nothing."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response
from django.utils.functional import Promise
from django.utils.translation import activate
from rest_framework.request import Request
from rest_framework.views import APIView

from editorial.fields import Field
from editorial.publicplane import mark_read
from exchange.api.clocks import turn_clock
from exchange.api.forms import AskedForm
from exchange.api.kept import answers, etag_of
from exchange.api.languages import language_of
from exchange.api.pageshapes import Schema
from exchange.api.problems import Known, Moved, not_found


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
    answer_as: ClassVar[Mapping[str, Schema]] = {}
    """By format, the shapes of answers that are other than `answer`."""
    example: ClassVar[object] = None
    """An answer as the API's document shows it."""
    lookup_value_regex: ClassVar[str] = "[a-z0-9-]+"
    gone: ClassVar[str] = "Tombstone"
    """The shape of what is told of a row that was public and is not any more."""
    of_the_record: ClassVar[bool] = False
    """Whether the answer depends on nothing but the address, the language and the public record."""
    etag = ""

    def form_class(self) -> type[AskedForm]:
        """The form that reads the request's parameters."""
        return AskedForm

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        activate(language_of(request))
        super().initial(request, *args, **kwargs)
        if self.of_the_record:
            turn_clock(request)
        if self.of_the_record and request.method in {"GET", "HEAD"}:
            self.etag = etag_of(request)
        if self.etag:
            self.answer_from_what_is_known(request)

    def answer_from_what_is_known(self, request: Request) -> None:
        """Raises Known if the asker has the answer, or if it was made before."""
        marked = HttpResponse(headers={"ETag": self.etag})
        judged = get_conditional_response(request._request, etag=self.etag, response=marked)  # noqa: SLF001
        if judged is not None and judged is not marked:
            raise Known(judged)
        if kept := answers.get(self.etag):
            raise Known(HttpResponse(kept[0], content_type=kept[1], headers={"ETag": self.etag}))

    def finalize_response(self, request: Request, response: Any, *args: object, **kwargs: object) -> Any:
        """The answer with its ETag, kept once it is written; it says of which mark it is, if that is the one of now."""
        answer: HttpResponseBase = super().finalize_response(request, response, *args, **kwargs)
        if self.etag:
            answer.of_mark = mark_read()  # type: ignore[attr-defined]
        if not self.etag or answer.status_code != HTTPStatus.OK or "ETag" in answer:
            return answer
        answer["ETag"] = self.etag
        if isinstance(answer, SimpleTemplateResponse):
            answer.add_post_render_callback(self.keep)
        elif isinstance(answer, HttpResponse):
            self.keep(answer)
        return answer

    def keep(self, answer: HttpResponse) -> None:
        answers.put(self.etag, answer.content, answer["Content-Type"])

    def options(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:  # type: ignore[override]
        # Past the renderers: a format that is written row by row cannot write nothing.
        return HttpResponse(status=204)


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
