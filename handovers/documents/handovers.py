"""What the public reads of handovers."""

from django.utils.translation import gettext_lazy as _

from editorial.choices import RecordKind
from editorial.documents import ADDRESSES, API, DATED, SLUG, TAIL, window
from editorial.fields import Document, Field, register
from handovers.choices import HandoverStatus, Portion
from handovers.documents.parts import MILESTONE_FIELDS, REPORTED_ORDINAL_FIELDS
from handovers.documents.shared import (
    BASE_FIELD,
    DRAWDOWN_FIELD,
    PLACED_AT_BASE,
    PUBLIC_BASE,
    force,
    milestones,
    slug_of,
)

FORCES = (
    "(SELECT coalesce(jsonb_agg(" + force("t.force_id") + " ORDER BY t.position, t.id), '[]')"
    " FROM handovers_transferringforce t WHERE t.handover_id = r.id)"
)

HANDOVER = register(
    Document(
        kind=RecordKind.HANDOVER,
        table="handovers_handover",
        published_table="handovers_publishedhandover",
        path=f"{API}/handovers/",
        page="/handovers/",
        joins=PUBLIC_BASE,
        typed={
            "drawdown_slug": slug_of("drawdown"),
            "base_slug": slug_of("base"),
            "governorate_code": slug_of("governorate", "code"),
            "force_slugs": "jsonb_path_query_array(document, '$.transferring_forces[*].slug')",
            "receiving_force_slug": slug_of("receiving_force"),
        },
        searched="concat_ws(' ', w.site_name, w.site_name_ar, r.summary)",
        fields=(
            SLUG,
            *ADDRESSES,
            BASE_FIELD,
            DRAWDOWN_FIELD,
            Field("status", "code", _("How far it has come."), "w.status", vocabulary=HandoverStatus, required=True),
            Field(
                "portion", "code", _("How much of the base it covers."), "w.portion", vocabulary=Portion, required=True
            ),
            Field("site_name", "text", _("The part of the base, as the sources name it."), "nullif(w.site_name, '')"),
            Field("site_name_ar", "text", _("The same in Arabic."), "nullif(w.site_name_ar, '')"),
            Field("transferring_forces", "references", _("Who gives it up."), FORCES),
            Field("receiving_force", "reference", _("Who receives it."), force("w.receiving_force_id")),
            Field("receiving_detail", "text", _("Who receives it, in detail."), "nullif(w.receiving_detail, '')"),
            *DATED,
            *PLACED_AT_BASE,
            Field("announced_on", "date", _("The earliest day on which it was spoken of in public."), "w.announced_on"),
            Field("scheduled_for", "text", _("When it is or was due, as EDTF.")),
            *window("scheduled", _("A bound of the window for which it was scheduled.")),
            Field("counted", "boolean", _("Whether it counts in its drawdown."), "w.counted", required=True),
            Field("counted_reason", "text", _("Why it counts or not."), "w.counted_reason", required=True),
            Field("ordinal", "integer", _("Its place in its drawdown; null unless completed and counted.")),
            Field("ordinal_min", "integer", _("Its earliest possible place, where windows overlap.")),
            Field("ordinal_max", "integer", _("Its latest possible place, where windows overlap.")),
            Field(
                "reported_ordinals",
                "objects",
                _("The places that sources give it."),
                subfields=REPORTED_ORDINAL_FIELDS,
                csv=False,
            ),
            Field(
                "on_schedule", "boolean", _("Whether it kept to the timetable; null is not reported."), "w.on_schedule"
            ),
            Field(
                "onward_destination",
                "text",
                _("Where the forces went; null is not reported."),
                "nullif(w.onward_destination, '')",
            ),
            Field(
                "days_since_last_attack",
                "integer",
                _("Days from the last attack on the base to the handover; null if none."),
                unit=_("days"),
            ),
            Field(
                "milestones",
                "objects",
                _("Its dated steps."),
                milestones("m.handover_id = r.id"),
                subfields=MILESTONE_FIELDS,
                csv=False,
            ),
            *TAIL,
        ),
    )
)
