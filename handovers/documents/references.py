"""What the public reads of areas and forces."""

from django.utils.translation import gettext_lazy as _

from editorial.documents import API
from editorial.fields import Field, ReferenceDocument, register_reference
from handovers.choices import AreaKind, ForceKind

AREA = register_reference(
    ReferenceDocument(
        kind="area",
        table="handovers_area",
        path=f"{API}/areas/",
        key="w.code",
        fields=(
            Field("code", "text", _("ISO 3166."), "w.code", required=True),
            Field("name", "text", _("Its name."), "w.name", required=True),
            Field("name_ar", "text", _("Its name in Arabic."), "nullif(w.name_ar, '')"),
            Field("kind", "code", _("What kind of area it is."), "w.kind", vocabulary=AreaKind),
            Field("pcode", "text", _("OCHA's p-code."), "nullif(w.pcode, '')"),
            Field(
                "part_of",
                "text",
                _("The code of the area it is part of."),
                "(SELECT o.code FROM handovers_area o WHERE o.id = w.parent_id)",
            ),
            Field("api_url", "address", _("This row in the API."), f"'{API}/areas/' || w.code || '/'", required=True),
        ),
    )
)

FORCE = register_reference(
    ReferenceDocument(
        kind="force",
        table="handovers_force",
        path=f"{API}/forces/",
        key="w.slug",
        fields=(
            Field("slug", "text", _("Its part of the address."), "w.slug", required=True),
            Field("name", "text", _("Its name."), "w.name", required=True),
            Field("name_ar", "text", _("Its name in Arabic."), "nullif(w.name_ar, '')"),
            Field("kind", "code", _("What kind of force it is."), "w.kind", vocabulary=ForceKind),
            Field("country", "text", _("ISO 3166-1 alpha-2."), "nullif(w.country, '')"),
            Field("note", "text", _("The editors' note."), "nullif(w.note, '')"),
            Field("api_url", "address", _("This row in the API."), f"'{API}/forces/' || w.slug || '/'", required=True),
        ),
    )
)
