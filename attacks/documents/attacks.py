"""What the public reads of attacks."""

from django.utils.translation import gettext_lazy as _

from attacks.cells import CELL
from attacks.choices import Outcome, Target, Weapon
from attacks.documents.parts import ATTRIBUTION_FIELDS, CASUALTY_FIELDS, LAUNCH_AREA_FIELDS
from editorial.choices import RecordKind
from editorial.documents import ADDRESSES, API, DATED, SLUG, TAIL, embedded_reference, placed
from editorial.fields import Document, Field, Label, register
from handovers.documents.shared import BASE_FIELD, DRAWDOWN_FIELD, PUBLIC_BASE, area, slug_of

CASUALTIES = (
    "(SELECT coalesce(jsonb_agg(jsonb_build_object('side', v.side, 'killed_min', v.killed_min, 'killed_max', v.killed_max,"
    " 'wounded_min', v.wounded_min, 'wounded_max', v.wounded_max, 'note', nullif(v.note, '')) ORDER BY v.side), '[]')"
    " FROM attacks_casualties v WHERE v.attack_id = r.id)"
)

ATTRIBUTIONS = (
    "(SELECT coalesce(jsonb_agg(jsonb_build_object('actor', "
    + embedded_reference("attacks_actor", "actors", "t.actor_id")
    + ", 'stance', t.stance, 'speaker', t.speaker, 'said_on', t.said_on, 'note', nullif(t.note, ''),"
    " 'source', (SELECT jsonb_build_object('id', s.public_id, 'title', s.title, 'api_url', '/api/v1/sources/' || s.public_id || '/')"
    " FROM editorial_source s WHERE s.id = t.source_id)) ORDER BY t.stance, t.id), '[]')"
    " FROM attacks_attribution t WHERE t.attack_id = r.id)"
)

OCCURRED_AT = (
    "CASE WHEN w.time_local IS NOT NULL AND w.date_earliest = w.date_latest THEN"
    " to_char((w.date_earliest + w.time_local) AT TIME ZONE (SELECT z.timezone FROM handovers_drawdown z WHERE z.record_ptr_id = w.drawdown_id)"
    " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') END"
)

LAUNCH_AREA = (
    "CASE WHEN w.launch_area_text <> '' OR w.launch_area_id IS NOT NULL THEN"
    f" jsonb_build_object('text', nullif(w.launch_area_text, ''), 'area', {area('w.launch_area_id')}) END"
)

OWN = "(w.latitude IS NOT NULL OR w.base_id IS NULL)"
"""Whether the attack has a place of its own; otherwise its place is the base's."""


def own_or_base(column: str) -> str:
    return f"CASE WHEN {OWN} THEN w.{column} ELSE b.{column} END"


def counted(name: str, unit: Label, least: Label, most: Label) -> tuple[Field, ...]:
    return (
        Field(f"{name}_min", "integer", least, f"w.{name}_min", unit),
        Field(f"{name}_max", "integer", most, f"w.{name}_max", unit),
    )


def blamed(condition: str) -> str:
    """The actors of whom somebody says so, as jsonb."""
    return f"jsonb_path_query_array(document, '$.attributions[*] ? ({condition}).actor.slug')"


VERIFICATIONS = (
    "(SELECT coalesce(jsonb_agg(DISTINCT c), '[]') FROM jsonb_path_query(document, '$.citations[*].verification') c)"
)

FACETS = {
    "drawdown": "document->'drawdown'->>'slug'",
    "base": "document->'base'->>'slug'",
    "governorate": "document->'governorate'->>'code'",
    "weapon": "(SELECT string_agg(w, ' ' ORDER BY w) FROM jsonb_array_elements_text(document->'weapons') w)",
    "outcome": "document->>'outcome'",
    "date_precision": "document->>'date_precision'",
    "location_basis": "document->>'location_basis'",
    "verification": "(SELECT string_agg(DISTINCT c #>> '{}', ' ') FROM jsonb_path_query(document, '$.citations[*].verification') c)",
}
"""By filter, the codes of an attack: several with spaces between, none where nothing is reported."""

_OR_EMPTY = ", ".join(f"coalesce({each}, '')" for each in FACETS.values())
FACETS_IN_ONE = f"concat_ws('|', {_OR_EMPTY})"
"""All of them in one text, so that many attacks are grouped by it at once."""


NAMED = (
    "(SELECT CASE WHEN length(n) > 1000 THEN '…' ELSE n END FROM (SELECT string_agg(DISTINCT (t->>'stance') || ':' ||"
    " (t->'actor'->>'slug'), ' ') FROM jsonb_path_query(document, '$.attributions[*]') t) x (n))"
)
"""Who is named, and with what stance, as one text; a mark where it would be too long for a row of an index."""


ATTACK = register(
    Document(
        kind=RecordKind.ATTACK,
        table="attacks_attack",
        published_table="attacks_publishedattack",
        path=f"{API}/attacks/",
        page="/attacks/",
        joins=PUBLIC_BASE,
        typed={
            "drawdown_slug": slug_of("drawdown"),
            "base_slug": slug_of("base"),
            "governorate_code": slug_of("governorate", "code"),
            "launch_area_code": "document->'launch_area'->'area'->'code'",
            "launch_text": "document->'launch_area'->'text'",
            "claimed_by": blamed('@.stance == "claimed"'),
            "accused": blamed('@.stance == "accused" || @.stance == "suspected"'),
            "suspected": blamed('@.stance == "suspected"'),
            "denied": blamed('@.stance == "denied"'),
            "verifications": VERIFICATIONS,
            "source_count": "(SELECT count(DISTINCT i) FROM jsonb_path_query(document, '$.citations[*].source.id') i)",
            "cell": CELL,
            "facets": FACETS_IN_ONE,
            "named": NAMED,
        },
        searched="concat_ws(' ', w.place, w.place_ar, w.munition, r.summary)",
        fields=(
            SLUG,
            *ADDRESSES,
            BASE_FIELD,
            DRAWDOWN_FIELD,
            Field("place", "text", _("Where, as the sources name it."), "nullif(w.place, '')"),
            Field("place_ar", "text", _("The same in Arabic."), "nullif(w.place_ar, '')"),
            *DATED,
            Field("time_local", "time", _("The local time."), "to_char(w.time_local, 'HH24:MI')"),
            Field("occurred_at", "datetime", _("The instant, where day and time are known."), OCCURRED_AT),
            *placed(
                latitude=own_or_base("latitude"),
                longitude=own_or_base("longitude"),
                uncertainty_m=own_or_base("uncertainty_m"),
                location_basis=f"CASE WHEN {OWN} THEN nullif(w.location_basis, '') ELSE b.location_basis END",
                governorate=f"coalesce({area('w.governorate_id')}, nullif(b.document->'governorate', 'null'))",
            ),
            Field("location_from_base", "boolean", _("Whether the place is the base's."), f"NOT {OWN}", required=True),
            Field("weapons", "codes", _("With what."), "to_jsonb(w.weapons)", vocabulary=Weapon, required=True),
            Field("munition", "text", _("The munition, as reported."), "nullif(w.munition, '')"),
            *counted(
                "munitions",
                _("munitions"),
                _("How many munitions, at least; null is not reported."),
                _("How many, at most; null beside a minimum is “at least”."),
            ),
            *counted(
                "killed",
                _("people"),
                _("Killed, at least; null is not reported, 0 is reported as none."),
                _("Killed, at most."),
            ),
            *counted(
                "wounded",
                _("people"),
                _("Wounded, at least; null is not reported, 0 is reported as none."),
                _("Wounded, at most."),
            ),
            Field("casualty_note", "text", _("On the casualties."), "nullif(w.casualty_note, '')"),
            Field(
                "casualties",
                "objects",
                _("By side; never summed into the totals."),
                CASUALTIES,
                subfields=CASUALTY_FIELDS,
                csv=False,
            ),
            Field(
                "outcome", "code", _("What became of the munitions."), "w.outcome", vocabulary=Outcome, required=True
            ),
            Field("target", "code", _("What was aimed at."), "w.target", vocabulary=Target, required=True),
            Field("launch_area", "object", _("From where it was launched."), LAUNCH_AREA, subfields=LAUNCH_AREA_FIELDS),
            Field(
                "attributions",
                "objects",
                _("Who says, and on which day, that an actor did it or did not."),
                ATTRIBUTIONS,
                subfields=ATTRIBUTION_FIELDS,
                csv=False,
            ),
            *TAIL,
        ),
    )
)
