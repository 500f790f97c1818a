"""SQL that several documents share. Every expression is a constant of the code; no value from outside enters it.

`%(at)s` is the instant from which a version will be in force: what it embeds of other records is what is public then.
"""

from django.utils.translation import gettext_lazy as _

from editorial.choices import (
    ClaimStatus,
    DatePrecision,
    LocationBasis,
    NameKind,
    PublisherKind,
    Verification,
)
from editorial.fields import REGISTRY, Field, Label, ReferenceDocument, register_reference
from editorial.parts import CITATION_FIELDS, SOURCE_FIELDS

API = "/api/v1"


def embedded_reference(table: str, path: str, key: str, slug: str = "slug") -> str:
    """`{slug, name, name_ar, api_url}` of the reference row whose id is the expression `key`; null if that is null."""
    return (
        f"(SELECT jsonb_build_object('slug', e.{slug}, 'name', e.name, 'name_ar', nullif(e.name_ar, ''),"
        f" 'api_url', '{API}/{path}/' || e.{slug} || '/') FROM {table} e WHERE e.id = {key})"
    )


def embedded_area(key: str) -> str:
    """`{code, name, name_ar, api_url}` of an area."""
    return (
        "(SELECT jsonb_build_object('code', e.code, 'name', e.name, 'name_ar', nullif(e.name_ar, ''),"
        f" 'api_url', '{API}/areas/' || e.code || '/') FROM handovers_area e WHERE e.id = {key})"
    )


def embedded_record(published: str, path: str, key: str, name: str = "e.document->>'name'") -> str:
    """`{slug, name, name_ar, api_url}` of another record as it is public at the instant; null if it is not."""
    return (
        f"(SELECT jsonb_build_object('slug', e.slug, 'name', {name}, 'name_ar', e.document->>'name_ar',"
        f" 'api_url', '{API}/{path}/' || e.slug || '/') FROM {published} e WHERE e.record_id = {key}"
        " AND e.published_from <= %(at)s AND e.published_until > %(at)s AND NOT e.retracted)"
    )


SOURCE = (
    "jsonb_build_object('id', s.public_id, 'title', s.title, 'url', nullif(s.url, ''), 'published_on', s.published_on,"
    " 'published_precision', nullif(s.published_precision, ''), 'language', nullif(s.language, ''),"
    " 'is_general_knowledge', s.is_general_knowledge,"
    f" 'publisher', {embedded_reference('editorial_publisher', 'publishers', 's.publisher_id')},"
    f" 'relays_publisher', {embedded_reference('editorial_publisher', 'publishers', 's.relays_publisher_id')},"
    " 'relays', (SELECT jsonb_build_object('id', o.public_id, 'title', o.title, 'publisher', p.name,"
    f" 'api_url', '{API}/sources/' || o.public_id || '/')"
    " FROM editorial_source o JOIN editorial_publisher p ON p.id = o.publisher_id WHERE o.id = s.relays_id),"
    f" 'api_url', '{API}/sources/' || s.public_id || '/')"
)
"""A source whole, over `s`."""

SOURCE_ORIGIN = """(
  CASE WHEN s.relays_id IS NULL
       THEN (SELECT p.slug FROM editorial_publisher p WHERE p.id = coalesce(s.relays_publisher_id, s.publisher_id))
       ELSE (
  WITH RECURSIVE chain AS (
    SELECT s.id, s.publisher_id, s.relays_id, s.relays_publisher_id, 1 AS depth
    UNION ALL
    SELECT n.id, n.publisher_id, n.relays_id, n.relays_publisher_id, depth + 1
      FROM chain JOIN editorial_source n ON n.id = chain.relays_id WHERE depth < 8
  )
  SELECT p.slug FROM chain JOIN editorial_publisher p ON p.id = coalesce(chain.relays_publisher_id, chain.publisher_id)
   ORDER BY depth DESC LIMIT 1) END)"""
"""The slug of the publisher at the far end of what a source `s` passes on; a circle ends after eight steps."""

CLAIMS = (
    "jsonb_agg(jsonb_build_object('field', k.field, 'value', k.value, 'wording', nullif(k.wording, ''),"
    " 'status', k.status, 'note', nullif(k.note, ''), 'credibility', k.credibility) ORDER BY k.field, k.id)"
)

CITED_BY_RECORDS = f"""
cited_source AS MATERIALIZED (
  SELECT s.id, s.published_on, {SOURCE} AS document, {SOURCE_ORIGIN} AS origin FROM editorial_source s
   WHERE s.id IN (SELECT c.source_id FROM editorial_citation c WHERE c.record_id = ANY(%(ids)s::bigint[]))
), claimed AS MATERIALIZED (
  SELECT k.citation_id, {CLAIMS} AS claims FROM editorial_claim k JOIN editorial_citation c ON c.id = k.citation_id
   WHERE c.record_id = ANY(%(ids)s::bigint[]) GROUP BY k.citation_id
), cited AS MATERIALIZED (
  SELECT c.record_id, jsonb_agg(jsonb_build_object(
         'source', s.document, 'said_by', nullif(c.said_by, ''),
         'relays', CASE WHEN c.relays_id IS NOT NULL
                        THEN {embedded_reference("editorial_publisher", "publishers", "c.relays_id")} END,
         'locator', nullif(c.locator, ''), 'verification', c.verification, 'note', nullif(c.note, ''),
         'origin', CASE WHEN c.relays_id IS NULL THEN s.origin
                        ELSE (SELECT slug FROM editorial_publisher WHERE id = c.relays_id) END,
         'claims', coalesce(k.claims, '[]')) ORDER BY s.published_on NULLS LAST, c.id) AS citations
    FROM editorial_citation c JOIN cited_source s ON s.id = c.source_id LEFT JOIN claimed k ON k.citation_id = c.id
   WHERE c.record_id = ANY(%(ids)s::bigint[]) GROUP BY c.record_id
)"""
"""The citations of the records `%(ids)s`, made once for all of them: many records cite the same source."""

CITATIONS = "coalesce(cited.citations, '[]')"
"""The citations of a record with their sources and claims, in the order of publication."""

NAMES = (
    "(SELECT coalesce(jsonb_agg(jsonb_build_object('text', n.text, 'lang', n.lang, 'kind', n.kind) ORDER BY n.kind DESC, n.lang, n.text), '[]')"
    " FROM editorial_name n WHERE n.record_id = r.id)"
)

NAME_FIELDS = (
    Field("text", "text", _("The spelling.")),
    Field("lang", "text", _("Its language, BCP 47.")),
    Field("kind", "code", _("What kind of name it is."), vocabulary=NameKind),
)

SLUG = Field(
    "slug",
    "text",
    _("The record's own part of its address; it never changes without a redirect."),
    "r.slug",
    required=True,
)
SUMMARY = Field("summary", "text", _("What happened or what it is, in the editors' words."), "nullif(r.summary, '')")
NOTE = Field("note", "text", _("The editors' note: what is uncertain or disputed, and why."), "nullif(r.note, '')")
CITED = Field(
    "citations",
    "objects",
    _("What the record rests on: each source, who said it there, and what it claims."),
    CITATIONS,
    subfields=CITATION_FIELDS,
    csv=False,
    in_list=False,
)

ADDRESSES = (
    Field("url", "address", _("The public page."), required=True),
    Field("api_url", "address", _("This record in the API."), required=True),
)

TAIL = (
    SUMMARY,
    NOTE,
    Field("source_count", "integer", _("Sources that support the record."), required=True),
    Field(
        "independent_source_count",
        "integer",
        _("Origins among them: a repost or a relayed statement counts as its origin."),
        required=True,
    ),
    Field("unopened_source_count", "integer", _("Sources that no editor has opened yet."), required=True),
    Field("disputed_fields", "texts", _("Names of the fields on which sources disagree."), required=True),
    Field("version", "integer", _("The number of this published version."), required=True),
    Field("published_at", "datetime", _("When the record was first public."), required=True),
    Field("updated_at", "datetime", _("When this version became public."), required=True),
    CITED,
)


def window(prefix: str, meaning: Label) -> tuple[Field, ...]:
    """The three columns of a window."""
    return (
        Field(f"{prefix}_earliest", "date", meaning, f"w.{prefix}_earliest"),
        Field(f"{prefix}_latest", "date", meaning, f"w.{prefix}_latest"),
        Field(
            f"{prefix}_precision",
            "code",
            _("How exactly it is known."),
            f"nullif(w.{prefix}_precision, '')",
            vocabulary=DatePrecision,
        ),
    )


DATED = (
    Field("date", "date", _("The day, where it is known to the day; otherwise null.")),
    Field("date_edtf", "text", _("The window as EDTF (ISO 8601-2).")),
    *window("date", _("A bound of the window in which it happened, inclusive, local to the place.")),
)

POINT = {
    "latitude": ("number", _("Degrees north, WGS 84."), _("°")),
    "longitude": ("number", _("Degrees east, WGS 84."), _("°")),
    "uncertainty_m": ("integer", _("Radius that very likely contains the true place."), _("m")),
}


def placed(**sql: str) -> tuple[Field, ...]:
    """A place, each column from its own expression: latitude, longitude, uncertainty_m, location_basis, governorate."""
    point = tuple(Field(name, kind, meaning, sql[name], unit) for name, (kind, meaning, unit) in POINT.items())
    return (
        *point,
        Field("location_basis", "code", _("What the point rests on."), sql["location_basis"], vocabulary=LocationBasis),
        Field("governorate", "reference", _("The governorate, as the sources say."), sql["governorate"], key="code"),
    )


CODES = {"verification": Verification, "status": ClaimStatus}
"""The vocabularies inside citations and claims."""


def public_record(key: str) -> str:
    """`{kind, slug, api_url}` of the record of any kind whose id is `key`, if it is public at the instant."""
    of_each_kind = " UNION ALL ".join(
        f"SELECT '{each.kind}' AS kind, e.slug, '{each.path}' || e.slug || '/' AS api_url FROM {each.published_table} e"
        f" WHERE e.record_id = {key} AND e.published_from <= %(at)s AND e.published_until > %(at)s AND NOT e.retracted"
        for each in REGISTRY.values()
    )
    return f"(SELECT to_jsonb(one) FROM ({of_each_kind}) one LIMIT 1)"


PUBLISHER = register_reference(
    ReferenceDocument(
        kind="publisher",
        table="editorial_publisher",
        path=f"{API}/publishers/",
        key="w.slug",
        fields=(
            Field("slug", "text", _("Its part of the address."), "w.slug", required=True),
            Field("name", "text", _("Its name."), "w.name", required=True),
            Field("name_ar", "text", _("Its name in Arabic."), "nullif(w.name_ar, '')"),
            Field("kind", "code", _("What kind of publisher it is."), "w.kind", vocabulary=PublisherKind),
            Field("country", "text", _("ISO 3166-1 alpha-2."), "nullif(w.country, '')"),
            Field("language", "text", _("BCP 47."), "nullif(w.language, '')"),
            Field("note", "text", _("The editors' note."), "nullif(w.note, '')"),
            Field(
                "api_url", "address", _("This row in the API."), f"'{API}/publishers/' || w.slug || '/'", required=True
            ),
        ),
    )
)

SOURCE_DOCUMENT = register_reference(
    ReferenceDocument(
        kind="source",
        table="editorial_source",
        path=f"{API}/sources/",
        key="s.public_id",
        alias="s",
        name="s.title",
        name_ar="''",
        origin=SOURCE_ORIGIN,
        document=SOURCE + " || jsonb_build_object('note', nullif(s.note, ''))",
        fields=(
            *SOURCE_FIELDS[:-1],
            Field("note", "text", _("The editors' note.")),
            SOURCE_FIELDS[-1],
        ),
    )
)
