"""What the public reads of actors and of statements about a series of attacks."""

from django.utils.translation import gettext_lazy as _

from attacks.choices import ActorKind, Stance
from editorial.choices import RecordKind
from editorial.documents import ADDRESSES, API, DATED, SLUG, TAIL, embedded_reference
from editorial.fields import Document, Field, ReferenceDocument, register, register_reference
from handovers.documents.shared import DRAWDOWN_FIELD, slug_of

ACTOR = register_reference(
    ReferenceDocument(
        kind="actor",
        table="attacks_actor",
        path=f"{API}/actors/",
        key="w.slug",
        fields=(
            Field("slug", "text", _("Its part of the address."), "w.slug", required=True),
            Field("name", "text", _("Its name."), "w.name", required=True),
            Field("name_ar", "text", _("Its name in Arabic."), "nullif(w.name_ar, '')"),
            Field("aliases", "texts", _("Other names it goes by."), "w.aliases"),
            Field("kind", "code", _("What kind of actor it is."), "w.kind", vocabulary=ActorKind),
            Field("affiliation", "text", _("What it is said to belong to."), "nullif(w.affiliation, '')"),
            Field("note", "text", _("The editors' note."), "nullif(w.note, '')"),
            Field("api_url", "address", _("This row in the API."), f"'{API}/actors/' || w.slug || '/'", required=True),
        ),
    )
)

SERIES_ATTRIBUTION = register(
    Document(
        kind=RecordKind.SERIES_ATTRIBUTION,
        table="attacks_seriesattribution",
        published_table="attacks_publishedseriesattribution",
        path=f"{API}/series-attributions/",
        page="/about/#",
        typed={"drawdown_slug": slug_of("drawdown"), "actor_slug": slug_of("actor")},
        searched="concat_ws(' ', w.speaker, r.summary)",
        fields=(
            SLUG,
            *ADDRESSES,
            DRAWDOWN_FIELD,
            Field(
                "actor",
                "reference",
                _("Of whom it is said."),
                embedded_reference("attacks_actor", "actors", "w.actor_id"),
                required=True,
            ),
            Field("stance", "code", _("What is said of it."), "w.stance", vocabulary=Stance, required=True),
            Field("speaker", "text", _("Who says so."), "w.speaker", required=True),
            Field("said_on", "date", _("The day it was said; null for a standing statement."), "w.said_on"),
            *DATED,
            *TAIL,
        ),
    )
)
