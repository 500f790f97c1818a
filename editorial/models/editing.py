"""Who has a record open at the desk just now, so that two people do not start the same."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from editorial.choices import Role
from editorial.models.record import Record


class Editing(models.Model):
    """One person at one record: since when, and when their page last said so. It holds no word of what is typed."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="editing", verbose_name=_("record"))
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("editor"))
    since = models.DateTimeField(_("since"), db_default=Now())
    seen_at = models.DateTimeField(_("seen at"), db_default=Now())

    GRANTED: dict[Role, tuple[str, ...]] = dict.fromkeys(Role, ())

    class Meta:
        verbose_name = _("editing")
        verbose_name_plural = _("editing")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["record", "editor"], name="editing_is_noted_once_for_each")]
        indexes = [models.Index(fields=["seen_at"], name="editing_by_time")]

    def __str__(self) -> str:
        return f"{self.editor}: {self.record}"
