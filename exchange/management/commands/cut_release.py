"""`manage.py cut_release`: the whole public record as of an instant, in one file; or one such file taken back."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from exchange import releases
from exchange.models import Release
from exchange.releases import store


class Command(BaseCommand):
    """Cuts the release of an instant, or withdraws one."""

    help = "Cut a release of the public record as of now, or of an instant; or withdraw one, with a reason."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", metavar="INSTANT", help="with its zone, as 2026-11-25T00:00:00Z; now, if not given")
        parser.add_argument("--withdraw", metavar="NAME", help="the release to withdraw, as 2026-11-25")
        parser.add_argument("--reason", default="", help="why it is withdrawn, for the public")

    def handle(self, *, at: str | None, withdraw: str | None, reason: str, **options: Any) -> None:
        try:
            said = withdrawn(withdraw, reason) if withdraw else cut(instant_of(at))
        except (ValidationError, releases.NotSettledError, releases.DiffersError) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from None
        self.stdout.write(said)


def instant_of(text: str | None) -> datetime:
    if text is None:
        return timezone.now()
    found = parse_datetime(text)
    if found is None or timezone.is_naive(found):
        raise CommandError(_("“%s” is not an instant with its zone, as 2026-11-25T00:00:00Z.") % text)
    return found


def cut(instant: datetime) -> str:
    release = releases.cut(instant)
    told = {"name": release.slug, "size": release.size, "sum": release.sha256, "path": store.path_of(release.slug)}
    if not release.is_published:
        return _("%(name)s was withdrawn: %(reason)s") % (told | {"reason": release.reason})
    return _("%(name)s: %(size)d bytes, sha256 %(sum)s, %(path)s") % told


def withdrawn(name: str, reason: str) -> str:
    release = Release.objects.filter(slug=name).first()
    if release is None:
        raise CommandError(_("There is no release %s.") % name)
    if releases.withdraw(release, reason=reason):
        return _("%s is withdrawn.") % name
    return _("%s was withdrawn already.") % name
