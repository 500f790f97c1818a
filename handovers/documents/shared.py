"""Expressions that the documents of this app and of those above it share."""

from django.utils.translation import gettext_lazy as _

from editorial.documents import embedded_area, embedded_record, embedded_reference, placed
from editorial.fields import Field

DRAWDOWN_OF = embedded_record("handovers_publisheddrawdown", "drawdowns", "w.drawdown_id")
BASE_OF = embedded_record("handovers_publishedmilitarybase", "bases", "w.base_id")
PUBLIC_BASE = (
    "LEFT JOIN handovers_publishedmilitarybase b ON b.record_id = w.base_id"
    " AND b.published_from <= %(at)s AND b.published_until > %(at)s AND NOT b.retracted"
)
"""The public version of the record's base, as `b`."""

PLACED_AT_BASE = placed(
    latitude="b.latitude",
    longitude="b.longitude",
    uncertainty_m="b.uncertainty_m",
    location_basis="b.location_basis",
    governorate="b.document->'governorate'",
)


def force(key: str) -> str:
    return embedded_reference("handovers_force", "forces", key)


def area(key: str) -> str:
    return embedded_area(key)


def slug_of(field: str, key: str = "slug") -> str:
    """The slug in an embedded object of the document, as jsonb."""
    return f"document->'{field}'->'{key}'"


def milestones(belongs: str) -> str:
    """The milestones that match a condition over `m`, in order, each with the source that reports it."""
    return (
        "(SELECT coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'title', m.title, 'title_ar', nullif(m.title_ar, ''),"
        " 'date_earliest', m.date_earliest, 'date_latest', m.date_latest, 'date_precision', nullif(m.date_precision, ''),"
        " 'source', (SELECT jsonb_build_object('id', s.public_id, 'title', s.title, 'url', nullif(s.url, ''),"
        " 'publisher', (SELECT jsonb_build_object('slug', p.slug, 'name', p.name, 'name_ar', nullif(p.name_ar, ''),"
        " 'api_url', '/api/v1/publishers/' || p.slug || '/') FROM editorial_publisher p WHERE p.id = s.publisher_id),"
        " 'api_url', '/api/v1/sources/' || s.public_id || '/') FROM editorial_source s WHERE s.id = m.source_id))"
        f" ORDER BY m.date_latest NULLS LAST, m.id), '[]') FROM handovers_milestone m WHERE {belongs})"
    )


DRAWDOWN_FIELD = Field("drawdown", "reference", _("The drawdown it belongs to."), DRAWDOWN_OF, required=True)
BASE_FIELD = Field("base", "reference", _("The base."), BASE_OF)
