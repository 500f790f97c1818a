"""Accounts of the staff, by service and by command."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from editorial.choices import Role
from editorial.models import User
from editorial.services import people

PASSWORD = "seventh-site-handed-over"


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_an_editor_may_sign_in_and_has_the_one_role(role: Role) -> None:
    people.create_editor("noor", role, password=PASSWORD)

    noor = User.objects.get(username="noor")
    assert (noor.is_staff, noor.is_superuser, noor.roles) == (True, False, [role.value])
    assert noor.check_password(PASSWORD)


@pytest.mark.django_db
def test_a_taken_name_is_refused_and_its_password_stays() -> None:
    people.create_editor("noor", Role.EDITOR, password=PASSWORD)

    with pytest.raises(ValidationError, match="already an account named noor"):
        people.create_editor("noor", Role.CONTRIBUTOR, password="another-long-password")
    assert User.objects.get(username="noor").check_password(PASSWORD)


@pytest.mark.django_db
@pytest.mark.parametrize("easy", ["short", "password123456", "123456789012"])
def test_an_easy_password_is_refused_and_leaves_no_account(easy: str) -> None:
    with pytest.raises(ValidationError):
        people.create_editor("noor", Role.EDITOR, password=easy)

    assert not User.objects.filter(username="noor").exists()


@pytest.mark.django_db
def test_a_made_up_password_is_printed_once_and_works() -> None:
    out = StringIO()

    call_command("create_editor", "noor", "editor", "--random", stdout=out)

    shown = out.getvalue().strip().removeprefix("Created noor, editor. Password: ")
    assert User.objects.get(username="noor").check_password(shown)


@pytest.mark.django_db
def test_a_given_password_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR_PASSWORD", PASSWORD)
    out = StringIO()

    call_command("create_editor", "noor", "editor-in-chief", stdout=out)

    assert out.getvalue() == "Created noor, editor-in-chief.\n"


@pytest.mark.django_db
def test_a_new_password_replaces_the_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    people.create_editor("noor", Role.EDITOR, password=PASSWORD)
    monkeypatch.setenv("EDITOR_PASSWORD", "another-long-password")
    out = StringIO()

    call_command("reset_password", "noor", stdout=out)

    assert out.getvalue() == "noor has a new password.\n"
    assert User.objects.get(username="noor").check_password("another-long-password")


@pytest.mark.django_db
def test_an_unknown_name_is_refused_by_the_command() -> None:
    with pytest.raises(CommandError, match="no account named nobody-here"):
        call_command("reset_password", "nobody-here", "--random")
