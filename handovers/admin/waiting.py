"""What waits at the desk because of the calendar."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from editorial.admin import access
from editorial.admin.waiting import PANELS, Waiting
from editorial.clock import record_day
from editorial.models import Record, User
from editorial.roles import is_editor
from handovers.choices import HandoverStatus
from handovers.models import Handover


def overdue(user: User) -> Iterable[Waiting]:
    """Handovers whose scheduled days have passed, and of which nothing has been recorded since."""
    late = Handover.objects.filter(status=HandoverStatus.SCHEDULED, scheduled_latest__lt=record_day())
    seen = Record.objects.all() if is_editor(user) else access.own(user)
    yield Waiting("overdue", _("Scheduled handovers whose day has passed"), seen.filter(pk__in=late.values("pk")))


PANELS.append(overdue)
