"""What the staff say to each other about a record: a conversation that stays with it and is never public."""

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.choices import NoteKind, Role
from editorial.models.record import Record


class Note(models.Model):
    """One thing that somebody said. It is not edited or taken back; another note corrects it.

    It goes with a draft that is deleted before it was ever public, and the staff log keeps it even then.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="notes", verbose_name=_("record"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    kind = models.CharField(_("kind"), max_length=9, choices=NoteKind, default=NoteKind.SAID)
    text = models.TextField(_("note"))
    written_at = models.DateTimeField(_("written at"), db_default=TransactionNow(), editable=False)

    GRANTED = dict.fromkeys(Role, ("view",))

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["written_at", "pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["record", "written_at"], name="note_by_record")]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=NoteKind.values), name="note_kind_is_known"),
            models.CheckConstraint(condition=~models.Q(text=""), name="note_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:60]}"
