"""What the public reads of bases and presences."""

from django.utils.translation import gettext_lazy as _

from editorial.choices import RecordKind
from editorial.documents import ADDRESSES, API, NAME_FIELDS, NAMES, SLUG, TAIL, embedded_record, placed, window
from editorial.fields import Document, Field, register
from handovers.choices import BaseKind, BaseStatus, EndKnown, PresenceRole
from handovers.documents.parts import HANDOVER_OF_BASE_FIELDS, MEMBERSHIP_FIELDS
from handovers.documents.shared import BASE_FIELD, area, force, slug_of

DRAWDOWNS = (
    "(SELECT coalesce(jsonb_agg(jsonb_build_object('drawdown', "
    + embedded_record("handovers_publisheddrawdown", "drawdowns", "t.drawdown_id")
    + ", 'counts', t.counts, 'reason', t.reason) ORDER BY t.id), '[]') FROM handovers_drawdownbase t WHERE t.base_id = r.id)"
)

BASE = register(
    Document(
        kind=RecordKind.BASE,
        table="handovers_militarybase",
        published_table="handovers_publishedmilitarybase",
        path=f"{API}/bases/",
        page="/bases/",
        typed={
            "base_kind": "document->'kind'",
            "within_slug": slug_of("within"),
            "governorate_code": slug_of("governorate", "code"),
            "drawdown_slugs": "jsonb_path_query_array(document, '$.drawdowns[*].drawdown.slug')",
            "counted_in": "jsonb_path_query_array(document, '$.drawdowns[*] ? (@.counts == true).drawdown.slug')",
        },
        searched="concat_ws(' ', w.name, w.name_ar, replace(r.slug, '-', ' '),"
        " (SELECT string_agg(n.text, ' ') FROM editorial_name n WHERE n.record_id = r.id))",
        fields=(
            SLUG,
            *ADDRESSES,
            Field("name", "text", _("Its name."), "w.name", required=True),
            Field("name_ar", "text", _("Its name in Arabic."), "nullif(w.name_ar, '')"),
            Field(
                "names", "objects", _("Every spelling under which it was met."), NAMES, subfields=NAME_FIELDS, csv=False
            ),
            Field("kind", "code", _("What kind of place it is."), "w.base_kind", vocabulary=BaseKind, required=True),
            Field(
                "within",
                "reference",
                _("The place it lies within."),
                embedded_record("handovers_publishedmilitarybase", "bases", "w.within_id"),
            ),
            *placed(
                latitude="w.latitude",
                longitude="w.longitude",
                uncertainty_m="w.uncertainty_m",
                location_basis="nullif(w.location_basis, '')",
                governorate=area("w.governorate_id"),
            ),
            Field(
                "drawdowns",
                "objects",
                _("The drawdowns it belongs to, whether it counts in each, and why."),
                DRAWDOWNS,
                subfields=MEMBERSHIP_FIELDS,
                csv=False,
            ),
            Field(
                "status",
                "code",
                _("Who holds it on the day asked for, or today; null where it counts in no drawdown."),
                vocabulary=BaseStatus,
            ),
            Field("status_since", "date", _("The day from which that holds, where it is known.")),
            Field("handovers", "references", _("Its handovers."), subfields=HANDOVER_OF_BASE_FIELDS),
            Field("attack_count", "integer", _("Attacks on it in the record."), required=True),
            Field("last_attack_on", "date", _("The latest day of the last of them.")),
            *TAIL,
        ),
    )
)

PRESENCE = register(
    Document(
        kind=RecordKind.PRESENCE,
        table="handovers_presence",
        published_table="handovers_publishedpresence",
        path=f"{API}/presences/",
        page="/bases/",
        typed={"base_slug": slug_of("base"), "force_slug": slug_of("force")},
        searched="concat_ws(' ', w.unit, r.summary)",
        fields=(
            SLUG,
            *ADDRESSES,
            BASE_FIELD,
            Field("force", "reference", _("Who was there."), force("w.force_id"), required=True),
            Field("unit", "text", _("The unit, where reported."), "nullif(w.unit, '')"),
            Field("role", "code", _("In what role."), "w.role", vocabulary=PresenceRole, required=True),
            *window("start", _("A bound of the window in which it began.")),
            *window("end", _("A bound of the window in which it ended.")),
            Field("end_known", "code", _("How its end is known."), "w.end_known", vocabulary=EndKnown, required=True),
            Field(
                "last_confirmed_on", "date", _("The last day on which a source has it there."), "w.last_confirmed_on"
            ),
            *TAIL,
        ),
    )
)
