"""Handovers that may be the same as one that is being typed."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.admin.access import own_records
from editorial.admin.similar import Similar, days_in, days_of, overlap, public_page
from editorial.choices import RecordKind
from editorial.intake.spellings import alike
from editorial.intake.windows import Window
from editorial.models import User
from editorial.roles import is_editor
from handovers.models import Drawdown, Handover, MilitaryBase, PublishedHandover


def similar_handovers(
    user: User, drawdown: Drawdown, base: MilitaryBase, window: Window, site: str
) -> Iterator[Similar]:
    """Handovers of the base in the drawdown that are of a site called alike, or of none in particular, or overlap.

    A person is told what they may know of: a handover of somebody else's is compared as it is public.
    """
    every = is_editor(user)
    seen = Handover.objects.filter(Q() if every else own_records(user))
    for handover in seen.filter(drawdown=drawdown, base=base).select_related("base").order_by("-date_latest", "pk"):
        if _same(site, handover.site_name) or overlap(window, Window.from_columns(handover, "date")):
            yield _working(handover)
    public = PublishedHandover.objects.at().filter(base_slug=base.slug, drawdown_slug=drawdown.slug)
    for version in () if every else public.exclude(record__in=seen.values("pk")).order_by("-date_latest", "pk"):
        document: dict[str, Any] = version.document or {}
        days = Window(version.date_earliest, version.date_latest, version.date_precision or "")
        if _same(site, document.get("site_name") or "") or overlap(window, days):
            yield _public(version.slug, document)


def _same(site: str, other: str) -> bool:
    return not site or not other or alike(site, other)


def _working(handover: Handover) -> Similar:
    days = days_of(handover) or days_of(handover, "scheduled") or _("no day")
    parts = [str(handover), handover.get_status_display(), days, handover.get_working_state_display()]
    link = reverse("admin:handovers_handover_change", args=[handover.pk])
    return Similar(handover.address, " · ".join(map(str, parts)), link)


def _public(slug: str, document: dict[str, Any]) -> Similar:
    where = (document.get("base") or {}).get("name", "") + (
        f" ({document['site_name']})" if document.get("site_name") else ""
    )
    days = days_in(document) or days_in(document, "scheduled") or _("no day")
    kind = RecordKind.HANDOVER
    return Similar(f"{kind}:{slug}", f"{where} · {days} · {_('published')}", public_page(kind, slug))
