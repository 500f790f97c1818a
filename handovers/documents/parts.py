"""Members of the objects that documents of bases, handovers and drawdowns embed."""

from django.utils.translation import gettext_lazy as _

from editorial.choices import ClaimStatus, DatePrecision
from editorial.fields import Field
from editorial.parts import BRIEF_SOURCE_FIELDS
from handovers.choices import HandoverStatus, MilestoneKind

ADDRESS = Field("api_url", "address", _("It in the API."), required=True, csv=False)

MEMBERSHIP_FIELDS = (
    Field("drawdown", "reference", _("The drawdown."), required=True),
    Field("counts", "boolean", _("Whether the base counts in it."), required=True),
    Field("reason", "text", _("Why, or why not."), required=True),
)

HANDOVER_OF_BASE_FIELDS = (
    Field("slug", "text", _("The handover's slug."), required=True),
    Field("status", "code", _("How far it has come."), vocabulary=HandoverStatus, required=True),
    ADDRESS,
)

MILESTONE_SOURCE_FIELDS = (
    *BRIEF_SOURCE_FIELDS[:3],
    Field("publisher", "reference", _("Who published it."), required=True),
    BRIEF_SOURCE_FIELDS[3],
)

MILESTONE_FIELDS = (
    Field("kind", "code", _("What kind of step it is."), vocabulary=MilestoneKind, required=True),
    Field("title", "text", _("What happened, in a few words."), required=True),
    Field("title_ar", "text", _("The same in Arabic.")),
    Field("date_earliest", "date", _("A bound of the window in which it happened.")),
    Field("date_latest", "date", _("A bound of the window in which it happened.")),
    Field("date_precision", "code", _("How exactly it is known."), vocabulary=DatePrecision),
    Field("source", "object", _("The source that reports it."), subfields=MILESTONE_SOURCE_FIELDS),
)

COVERAGE_FIELDS = (
    Field("what", "text", _("What was searched for."), required=True),
    Field("date_earliest", "date", _("Over which days: the first.")),
    Field("date_latest", "date", _("Over which days: the last.")),
    Field("area", "text", _("Over which places.")),
    Field("languages", "texts", _("In which languages, BCP 47."), required=True),
    Field("searched_on", "date", _("When last."), required=True),
    Field("result", "text", _("What came of it.")),
)

REPORTED_ORDINAL_FIELDS = (
    Field("value", "any", _("The place that the source gives it.")),
    Field("status", "code", _("How the editors weighed it."), vocabulary=ClaimStatus, required=True),
    Field("said_by", "text", _("Who says so.")),
    Field("source", "text", _("The source's public id."), required=True),
)

RECORD_FIELDS = (
    Field("kind", "text", _("The kind of record."), required=True),
    Field("slug", "text", _("Its slug."), required=True),
    ADDRESS,
)
