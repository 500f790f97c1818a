"""People who edit the record."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _

from editorial.choices import Role


class User(AbstractUser):
    """One person of the editorial staff, or an account that signs what no person did (the dataset's)."""

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    @property
    def roles(self) -> list[str]:
        """The editorial roles this person has, least first."""
        names = set(self.groups.values_list("name", flat=True))
        return [role.value for role in Role if role.value in names]
