"""The editors' desk: what it has, who may enter, and what is kept of its pages."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client

from attacks.models import Actor, Attack
from editorial.choices import Role
from editorial.models import (
    Editing,
    Erasure,
    Note,
    OpenRevision,
    PublishedAnswer,
    PublishedUse,
    Record,
    RevisionRequest,
    User,
    WaitingVersion,
)
from editorial.models.published import Versioned
from tests.desk import page, sign_in
from tests.factories import make_attack, make_presence, make_user, publish

pytestmark = pytest.mark.django_db
OURS = ("editorial", "handovers", "attacks")
MACHINERY = {OpenRevision, WaitingVersion, PublishedUse, RevisionRequest, Erasure, PublishedAnswer, Note, Editing}


def test_every_model_is_at_the_desk_by_itself_or_within_its_record() -> None:
    registered = admin.site._registry
    inlines = {
        inline.model for desk in registered.values() for inline in [*desk.inlines, *getattr(desk, "own_inlines", [])]
    }
    ours = {model for app in OURS for model in apps.get_app_config(app).get_models()}
    changes = apps.get_model("editorial", "Change")

    missing = {
        model for model in ours - set(registered) - inlines - MACHINERY - {changes} if not issubclass(model, Versioned)
    }

    assert missing == set()


@pytest.mark.parametrize("model", [Attack, Actor, Record, User])
def test_a_page_of_the_desk_is_never_stored_and_keeps_the_content_policy(model: type) -> None:
    response = sign_in("chief", Role.EDITOR_IN_CHIEF).get(page(model, "changelist"))

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    assert "<style" not in response.text
    assert " style=" not in response.text


def test_who_has_not_signed_in_is_asked_to_whether_or_not_the_record_exists() -> None:
    attack = make_attack()
    there, nowhere = Client().get(page(attack)), Client().get(page(Attack(pk=999_999)))

    assert there.status_code == nowhere.status_code == 302
    assert there["Location"].replace(str(attack.pk), "999999") == nowhere["Location"]


def test_the_start_page_names_no_record_in_a_list_of_recent_actions() -> None:
    text = sign_in().get("/admin/").text

    assert "recent-actions" not in text


def test_the_start_page_and_the_lists_show_an_editor_no_accounts() -> None:
    client = sign_in()

    assert "/admin/editorial/user/" not in client.get("/admin/").text
    assert client.get(page(User, "changelist")).status_code == 403


def test_the_editor_in_chief_makes_an_account_with_a_role_that_may_enter() -> None:
    client = sign_in("chief", Role.EDITOR_IN_CHIEF)
    group = make_user("someone", Role.EDITOR).groups.get()
    secret = "a-long-and-odd-secret"

    response = client.post(
        page(User, "add"),
        {"username": "amal", "password1": secret, "password2": secret, "usable_password": "true", "groups": [group.pk]},
    )

    assert response.status_code == 302
    amal = User.objects.get(username="amal")
    assert (amal.is_staff, amal.is_superuser, amal.roles) == (True, False, [Role.EDITOR])


def test_the_editor_in_chief_does_not_touch_a_superuser_and_nobody_deletes_an_account() -> None:
    root = User.objects.create_superuser("root", password="x")
    client = sign_in("chief", Role.EDITOR_IN_CHIEF)

    assert client.post(page(root), {"email": "x@example.org"}).status_code == 403
    assert client.get(f"/admin/editorial/user/{root.pk}/password/").status_code == 403
    assert client.post(page(root, "delete"), {"post": "yes"}).status_code == 403


def test_who_signs_out_leaves_nothing_in_the_browsers_cache() -> None:
    assert sign_in().post("/admin/logout/")["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize(("make", "address"), [(make_attack, "/attacks/2020-07-24-besmaya/"), (make_presence, "")])
def test_a_public_record_leads_to_its_public_page_where_it_has_one(make: Any, address: str) -> None:
    record = make()
    publish(record)

    assert sign_in().get(page(record)).context["public_page"] == address
