"""Releases: dated, immutable bundles of the whole public record."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.db.models import F, QuerySet
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from analysis.asking.filters import SortFilter
from analysis.asking.orders import Key, Order
from editorial.documents import API
from editorial.fields import Field
from exchange.api.filters import ListFilters
from exchange.api.lists import ListedViewSet
from exchange.api.presenting import Row
from exchange.api.problems import instant, not_found
from exchange.api.rendering import ZipRenderer
from exchange.api.views import PublicView
from exchange.choices import ReleaseState
from exchange.models import Release
from exchange.releases import store
from exchange.releases.care import UNSAFE

PATH = f"{API}/releases/"
NAME = "[a-z0-9-]+"
LATEST = "latest"
FOR_EVER = "public, max-age=31536000, s-maxage=3600, immutable"
"""A bundle never changes. A cache that many share asks hourly all the same, since a release may be withdrawn."""

TABLE_FIELDS = (
    Field("name", "text", gettext_lazy("The table."), required=True),
    Field("rows", "integer", gettext_lazy("Its rows."), required=True),
)
FIELDS = (
    Field("id", "text", gettext_lazy("Its name: the day of its instant, UTC."), required=True),
    Field("url", "address", gettext_lazy("The bundle, a zip; null if it was withdrawn.")),
    Field("api_url", "address", gettext_lazy("This release in the API."), required=True),
    Field("cut_at", "datetime", gettext_lazy("It holds the record as of this instant."), required=True),
    Field("state", "code", gettext_lazy("Whether it can be had."), vocabulary=ReleaseState, required=True),
    Field("size", "integer", gettext_lazy("How large the bundle is."), unit=gettext_lazy("bytes"), required=True),
    Field("sha256", "text", gettext_lazy("The bundle's checksum."), required=True),
    Field("tables", "objects", gettext_lazy("What it holds."), subfields=TABLE_FIELDS, required=True, csv=False),
    Field("log_seq", "integer", gettext_lazy("The newest entry of the public log at its instant.")),
    Field("log_digest", "text", gettext_lazy("That entry's digest.")),
    Field("withdrawn_at", "datetime", gettext_lazy("When it was withdrawn.")),
    Field("reason", "text", gettext_lazy("Why it was withdrawn.")),
)


class WithdrawnError(APIException):
    """The release was published and has been withdrawn: when and why."""

    status_code = HTTPStatus.GONE

    def __init__(self, release: Release, reason: str = "") -> None:
        super().__init__(_("This release has been withdrawn."))
        told = {"id": release.slug, "reason": reason or release.reason}
        self.members = told | ({"withdrawn_at": instant(release.withdrawn_at)} if release.withdrawn_at else {})


class LostError(APIException):
    """The bundle is not where it should be; it will be made again."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    wait = 600

    def __init__(self) -> None:
        super().__init__(_("The bundle is being made again."))


class ReleaseFilters(ListFilters):
    sort = SortFilter({"date": Order((Key(F("cut_at")),))}, "-date")


class ReleaseViewSet(ListedViewSet):
    meaning = gettext_lazy(
        "Dated, immutable bundles of the whole public record; `latest` is the newest one's name too."
    )
    noun = "release"
    of_the_record = False
    fields = FIELDS
    filters = ReleaseFilters
    gone = "Problem"
    lookup_field = "id"
    lookup_value_regex = NAME

    def rows(self) -> QuerySet[Release]:
        return Release.objects.all()

    def find(self, key: str) -> Release:
        return found(key)

    def served(self, rows: Sequence[Release], asked: Row) -> list[Row]:
        return [served(row) for row in rows]


def found(key: str) -> Release:
    """The release of this name. Raises NotFound or WithdrawnError."""
    named = Release.objects.published().newest_first() if key == LATEST else Release.objects.filter(slug=key)
    release = named.first()
    if release is None:
        raise not_found()
    if not release.is_published:
        raise WithdrawnError(release)
    return release


def served(release: Release) -> Row:
    address = f"{PATH}{release.slug}/"
    return {
        "id": release.slug,
        "url": f"{address}bundle.zip" if release.is_published else None,
        "api_url": address,
        "cut_at": release.cut_at,
        "state": release.state,
        "size": release.size,
        "sha256": release.sha256,
        "tables": [{"name": name, "rows": rows} for name, rows in sorted(release.counts.items())],
        "log_seq": release.log_seq,
        "log_digest": release.log_digest or None,
        "withdrawn_at": release.withdrawn_at,
        "reason": release.reason or None,
    }


class BundleView(PublicView):
    meaning = gettext_lazy("The bundle of a release: every public record as CSV and GeoJSON, described.")
    renderer_classes = [ZipRenderer]
    answer = {"type": "string", "contentMediaType": "application/zip"}
    gone = "Problem"
    lookup_value_regex = NAME

    def get(self, request: Request, id: str) -> HttpResponseBase:  # noqa: A002
        release = found(id)
        self.form_class()(request.query_params).validated()
        if Release.objects.filter(pk=release.pk).holding_erased().exists():
            # The clock withdraws it within a minute; until then nobody gets it either.
            raise WithdrawnError(release, reason=UNSAFE)
        etag = f'"{release.sha256}"'
        answer = get_conditional_response(request, etag=etag) or bundle(release)
        answer["ETag"] = etag
        if id != LATEST:
            answer["Cache-Control"] = FOR_EVER
        return answer


def bundle(release: Release) -> HttpResponseBase:
    """The file itself. Raises LostError."""
    try:
        content = store.path_of(release.slug).open("rb")
    except FileNotFoundError:
        raise LostError from None
    name = f"handover-watch-{release.slug}.zip"
    return FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")
