"""Cutting a release, and withdrawing one."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from editorial.services import seal_public_log
from editorial.slugs import first_free
from exchange.choices import ReleaseState
from exchange.models import Release
from exchange.releases import store
from exchange.releases.bundle import Bundle, make_bundle
from exchange.releases.instants import wait_until_settled
from exchange.releases.watching import Nobody, Watch

NOBODY = Nobody()


class DiffersError(Exception):
    """A release that was to be made again is not as it was; the old one's file is not replaced by another."""


def cut(instant: datetime, watch: Watch = NOBODY) -> Release:
    """The release of an instant: the one there is, else a new one. A lost file is made again.

    Refuses (ValidationError) an instant ahead; raises NotSettledError where the record as of then may still change,
    and DiffersError where a lost file cannot be made as it was.
    """
    instant = instant.astimezone(UTC)
    wait_until_settled(instant, watch)
    standing = Release.objects.filter(cut_at=instant).first()
    if standing and (not standing.is_published or store.is_there(standing.slug)):
        return standing
    seal_public_log()
    origin = standing.origin if standing else settings.SITE_URL.rstrip("/")
    with store.workplace() as place:
        bundle = make_bundle(place, instant, origin, watch)
        return _put_back(standing, bundle) if standing else _register(bundle)


def _put_back(release: Release, bundle: Bundle) -> Release:
    if bundle.sha256 != release.sha256:
        raise DiffersError(_("Cut again, %s is not as it was; its file stays missing.") % release)
    store.put(bundle.path, release.slug)
    return release


def _register(bundle: Bundle) -> Release:
    """The row and the file, both or neither; readers of the table are not held up."""
    head = bundle.about.head
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE exchange_release IN SHARE ROW EXCLUSIVE MODE")
        if standing := Release.objects.filter(cut_at=bundle.about.instant).first():
            return standing
        release = Release.objects.create(
            slug=first_free(bundle.about.instant.date().isoformat(), Release.objects.values_list("slug", flat=True)),
            cut_at=bundle.about.instant,
            sha256=bundle.sha256,
            size=bundle.size,
            counts=bundle.counts,
            origin=bundle.about.origin,
            log_seq=head.seq if head else None,
            log_digest=head.digest if head else "",
        )
        store.put(bundle.path, release.slug)
    return release


def withdraw(release: Release, *, reason: str) -> bool:
    """Take a release back: its file goes, and the reason is told to whoever asks for it. Whether this did it.

    Refuses (ValidationError) without a reason.
    """
    if not reason.strip():
        raise ValidationError(_("Say why, for the public."), code="reason")
    published = Release.objects.published().filter(pk=release.pk)
    withdrawn = published.update(state=ReleaseState.WITHDRAWN, reason=reason.strip(), withdrawn_at=Now())
    # Also where somebody else was faster, or died between the two.
    transaction.on_commit(lambda: store.remove(release.slug))
    return bool(withdrawn)
