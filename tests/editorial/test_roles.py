"""What each role may do."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from attacks.models import Attack
from editorial import roles
from editorial.choices import Role
from editorial.models import Citation, Revision, Source, User
from handovers.models import Force
from tests.factories import make_user

pytestmark = pytest.mark.django_db

RIGHTS = [
    (Attack, "add", (True, True, True)),
    (Attack, "change", (True, True, True)),
    (Attack, "delete", (False, False, True)),
    (Citation, "delete", (True, True, True)),
    (Source, "add", (True, True, True)),
    (Source, "change", (False, True, True)),
    (Force, "add", (False, True, True)),
    (Force, "delete", (False, False, True)),
    (Revision, "view", (False, True, True)),
    (User, "change", (False, False, True)),
    (User, "delete", (False, False, False)),
]


@pytest.mark.parametrize(("model", "action", "allowed"), RIGHTS)
def test_each_role_may_do_what_the_table_says(model: type, action: str, allowed: tuple[bool, ...]) -> None:
    right = f"{model._meta.app_label}.{action}_{model._meta.model_name}"

    assert tuple(make_user(role, role).has_perm(right) for role in Role) == allowed


@pytest.mark.parametrize(
    ("right", "allowed"),
    [
        (roles.PUBLISH, (False, True, True)),
        (roles.RETRACT, (False, True, True)),
        (roles.OVERRIDE, (False, False, True)),
    ],
)
def test_only_editors_publish_and_only_the_editor_in_chief_publishes_alone(
    right: str, allowed: tuple[bool, ...]
) -> None:
    assert tuple(make_user(role, role).has_perm(right) for role in Role) == allowed


def test_a_right_that_a_role_lost_is_taken_from_its_group_at_the_next_migration() -> None:
    group = Group.objects.get(name=Role.CONTRIBUTOR)
    group.permissions.add(Permission.objects.get(codename="delete_attack"))

    roles.grant_after_migration(apps.get_app_config("attacks"))

    assert not group.permissions.filter(codename="delete_attack").exists()
