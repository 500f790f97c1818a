"""Members of the objects that documents of all records embed: sources, citations, claims."""

from django.utils.translation import gettext_lazy as _

from editorial.choices import ClaimStatus, SourceDatePrecision, Verification
from editorial.fields import Field

RELAYED_FIELDS = (
    Field("id", "text", _("The source's public id."), required=True),
    Field("title", "text", _("Its title, or a short factual description."), required=True),
    Field("publisher", "text", _("The name of who published it."), required=True),
    Field("api_url", "address", _("The source in the API."), required=True, csv=False),
)

SOURCE_FIELDS = (
    Field("id", "text", _("Its public id; random."), required=True),
    Field("title", "text", _("Its title, or a short factual description."), required=True),
    Field("url", "address", _("Its address.")),
    Field("published_on", "date", _("The day it was published; the first of the month where only that is known.")),
    Field("published_precision", "code", _("How exactly that is known."), vocabulary=SourceDatePrecision),
    Field("language", "text", _("BCP 47.")),
    Field(
        "is_general_knowledge", "boolean", _("Whether it stands for what the editors knew themselves."), required=True
    ),
    Field("publisher", "reference", _("Who published it."), required=True),
    Field("relays_publisher", "reference", _("Whose report it carries.")),
    Field("relays", "object", _("The source that it passes on."), subfields=RELAYED_FIELDS, csv=False),
    Field("api_url", "address", _("This source in the API."), required=True),
)

BRIEF_SOURCE_FIELDS = tuple(each for each in SOURCE_FIELDS if each.name in {"id", "title", "url", "api_url"})
"""A source as claims name it."""

STATED_CLAIM_FIELDS = (
    Field("field", "text", _("The field, or the group of fields, that it speaks of."), required=True),
    Field("value", "any", _("What the source says, typed as the field is; null is “not reported”.")),
    Field("wording", "text", _("Its wording in a few words of ours, where that matters.")),
    Field("status", "code", _("How the editors weighed it."), vocabulary=ClaimStatus, required=True),
    Field("note", "text", _("Why they decided so.")),
    Field("credibility", "integer", _("Admiralty credibility, 1 to 6; null while nobody has graded it.")),
)

CLAIM_FIELDS = (
    *STATED_CLAIM_FIELDS[:5],
    Field("source", "object", _("The source that says so."), subfields=BRIEF_SOURCE_FIELDS, required=True),
    STATED_CLAIM_FIELDS[5],
    Field("said_by", "text", _("Who says so in it.")),
)
"""A claim beside its record, with where it comes from."""

CITATION_FIELDS = (
    Field("source", "object", _("The source, whole."), subfields=SOURCE_FIELDS, required=True),
    Field("said_by", "text", _("Who says so in it.")),
    Field("relays", "reference", _("Whose statement it passes on.")),
    Field("locator", "text", _("Where in the source.")),
    Field("verification", "code", _("How far the editors checked it."), vocabulary=Verification, required=True),
    Field("note", "text", _("The editors' note.")),
    Field(
        "origin", "text", _("The slug of the publisher at its origin; those of one origin count as one."), required=True
    ),
    Field("claims", "objects", _("What it claims of which field."), subfields=STATED_CLAIM_FIELDS, required=True),
)
