"""Accounts of the editorial staff: making one with a role, and giving one a new password."""

import secrets

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from editorial.choices import Role
from editorial.models import User


@transaction.atomic
def create_editor(name: str, role: Role, *, password: str) -> User:
    """A person of the staff with one role. Refuses a name that is taken and a password that is easily guessed."""
    if User.objects.filter(username=name).exists():
        raise ValidationError(_("There is already an account named %(name)s.") % {"name": name})
    user = User(username=name, is_staff=True)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    return user


def reset_password(name: str, *, password: str) -> User:
    """Give an account a new password, which also ends its sessions. Refuses an unknown name and an easy password."""
    user = User.objects.filter(username=name).first()
    if user is None:
        raise ValidationError(_("There is no account named %(name)s.") % {"name": name})
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def random_password() -> str:
    """A password that cannot be guessed and can be typed."""
    return "-".join(secrets.token_hex(3) for _part in range(4))
