"""What each role may do: groups and their permissions, made anew after every migration."""

from django.apps import AppConfig, apps
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, Model, Q

from editorial.choices import Role
from editorial.fields import REFERENCES
from editorial.models import (
    Change,
    Job,
    PublicLogEntry,
    Publisher,
    Record,
    Redirect,
    Revision,
    Source,
    SourceArchive,
    User,
)
from editorial.models.published import Versioned

WRITE = ("add", "change", "view")
PUBLISH, RETRACT, OVERRIDE = "editorial.publish_record", "editorial.retract_record", "editorial.override_review"
"""Permissions that no model's form grants: to publish, to retract, and to publish alone with a reason."""

OWN_PERMISSIONS = {
    PUBLISH: ("Can publish a record", {Role.EDITOR, Role.EDITOR_IN_CHIEF}),
    RETRACT: ("Can retract a published record", {Role.EDITOR, Role.EDITOR_IN_CHIEF}),
    OVERRIDE: ("Can publish without a second person", {Role.EDITOR_IN_CHIEF}),
}
LOGS = {Change, Revision, PublicLogEntry, Redirect, SourceArchive}


def grant_after_migration(sender: AppConfig, **_given: object) -> None:
    """Give each group what its role may do with the rows of an app that has just been migrated, and nothing else."""
    # django.contrib.auth has made the app's own permissions by now: it listens from further up in INSTALLED_APPS.
    if sender is apps.get_app_config("editorial"):
        _make_own_permissions()
    for role in Role:
        group = Group.objects.get_or_create(name=role.value)[0]
        granted = set(group.permissions.filter(content_type__app_label=sender.label))
        wanted = _wanted(sender, role)
        group.permissions.remove(*granted - wanted)
        group.permissions.add(*wanted - granted)


def _wanted(sender: AppConfig, role: Role) -> set[Permission]:
    wanted = Q(pk__in=[])
    for model in sender.get_models():
        codenames = [f"{action}_{model._meta.model_name}" for action in actions_by_role(model).get(role, ())]
        wanted |= Q(codename__in=codenames)
    for name, (_label, roles) in OWN_PERMISSIONS.items():
        if role in roles:
            wanted |= Q(codename=name.partition(".")[2])
    return set(Permission.objects.filter(wanted, content_type__app_label=sender.label))


def _make_own_permissions() -> None:
    kind = ContentType.objects.get_for_model(Record)
    for name, (label, _roles) in OWN_PERMISSIONS.items():
        codename = name.partition(".")[2]
        Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": label})


def actions_by_role(model: type[Model]) -> dict[Role, tuple[str, ...]]:
    """What each role may do with rows of a model; what it may do with one row is the desk's to say.

    A model of a higher floor says so itself.
    """
    if granted := getattr(model, "GRANTED", None):
        return granted
    if model is User:
        return {Role.EDITOR_IN_CHIEF: WRITE}
    if model in {Record, Job}:
        return dict.fromkeys(Role, ("view",))
    if model in LOGS:
        return {Role.EDITOR: ("view",), Role.EDITOR_IN_CHIEF: ("view",)}
    if issubclass(model, Record):
        return {Role.CONTRIBUTOR: WRITE, Role.EDITOR: WRITE, Role.EDITOR_IN_CHIEF: (*WRITE, "delete")}
    if _is_part(model):
        return dict.fromkeys(Role, (*WRITE, "delete"))
    if model._meta.db_table in {each.table for each in REFERENCES.values()}:
        may_add = ("add", "view") if model in {Publisher, Source} else ("view",)
        return {Role.CONTRIBUTOR: may_add, Role.EDITOR: WRITE, Role.EDITOR_IN_CHIEF: (*WRITE, "delete")}
    return {}


def _is_part(model: type[Model]) -> bool:
    """Whether its rows belong to a record, or to a part of one."""
    if issubclass(model, Versioned | Record):
        return False
    targets = [field.related_model for field in model._meta.get_fields() if isinstance(field, ForeignKey)]
    return any(
        isinstance(target, type) and (issubclass(target, Record) or _is_part(target))
        for target in targets
        if target is not model
    )


def is_editor(user: User | AnonymousUser) -> bool:
    """Whether the person sees every record, not only their own."""
    return user.is_active and user.has_perm(PUBLISH)
