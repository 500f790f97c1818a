"""What the public reads of drawdowns and context events."""

from django.utils.translation import gettext_lazy as _

from editorial.choices import RecordKind
from editorial.documents import ADDRESSES, API, DATED, SLUG, TAIL, public_record
from editorial.fields import Document, Field, register
from handovers.documents.parts import COVERAGE_FIELDS, MILESTONE_FIELDS, RECORD_FIELDS
from handovers.documents.shared import DRAWDOWN_FIELD, area, force, milestones, slug_of

COVERAGE = (
    "(SELECT coalesce(jsonb_agg(jsonb_build_object('what', v.what, 'date_earliest', v.date_earliest, 'date_latest', v.date_latest,"
    " 'area', nullif(v.area, ''), 'languages', v.languages, 'searched_on', v.searched_on, 'result', nullif(v.result, ''))"
    " ORDER BY v.id), '[]') FROM handovers_coverage v WHERE v.drawdown_id = r.id)"
)

DRAWDOWN = register(
    Document(
        kind=RecordKind.DRAWDOWN,
        table="handovers_drawdown",
        published_table="handovers_publisheddrawdown",
        path=f"{API}/drawdowns/",
        page="/",
        searched="concat_ws(' ', w.name, w.name_ar, r.summary)",
        fields=(
            SLUG,
            *ADDRESSES,
            Field("name", "text", _("Its name."), "w.name", required=True),
            Field("name_ar", "text", _("Its name in Arabic."), "nullif(w.name_ar, '')"),
            Field("coalition", "reference", _("Whose bases are handed over."), force("w.coalition_id")),
            Field("host", "reference", _("Who receives them."), force("w.host_id")),
            Field("country", "reference", _("Where."), area("w.country_id"), key="code"),
            Field("timezone", "text", _("The IANA time zone that its days are local to."), "w.timezone", required=True),
            Field("starts_on", "date", _("The day it starts."), "w.starts_on", required=True),
            Field("ends_on", "date", _("The day it ends; null while it goes on."), "w.ends_on"),
            Field(
                "checked_on", "date", _("The day up to which its record was checked."), "w.checked_on", required=True
            ),
            Field(
                "stale_after_days",
                "integer",
                _("How long a presence is believed after it was last confirmed."),
                "w.stale_after_days",
                _("days"),
                required=True,
            ),
            Field("handed_over_count", "integer", _("Counted, completed handovers up to the day asked for, or today.")),
            Field(
                "milestones",
                "objects",
                _("Steps of the drawdown as a whole."),
                milestones("m.drawdown_id = r.id"),
                subfields=MILESTONE_FIELDS,
                csv=False,
            ),
            Field(
                "coverage",
                "objects",
                _("What was searched for, over which months and places, and when last."),
                COVERAGE,
                subfields=COVERAGE_FIELDS,
                csv=False,
            ),
            *TAIL,
        ),
    )
)

CONTEXT_EVENT = register(
    Document(
        kind=RecordKind.CONTEXT_EVENT,
        table="handovers_contextevent",
        published_table="handovers_publishedcontextevent",
        path=f"{API}/context-events/",
        page="/timeline/#",
        typed={"drawdown_slug": slug_of("drawdown"), "refers_to": "document->'refers_to'->'api_url'"},
        searched="concat_ws(' ', w.title, w.title_ar, r.summary)",
        fields=(
            SLUG,
            *ADDRESSES,
            Field("title", "text", _("What happened, in a few words."), "w.title", required=True),
            Field("title_ar", "text", _("The same in Arabic."), "nullif(w.title_ar, '')"),
            DRAWDOWN_FIELD,
            *DATED,
            Field(
                "refers_to",
                "object",
                _("The record that this event is, where it is one."),
                lambda: public_record("w.refers_to_id"),
                subfields=RECORD_FIELDS,
            ),
            *TAIL,
        ),
    )
)
