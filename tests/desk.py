"""The editors' desk as a person meets it: pages of the admin, and their forms filled in as they are shown."""

from datetime import date, time
from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse

from editorial.choices import Role
from tests.factories import make_user


def sign_in(username: str = "layla", role: Role = Role.EDITOR) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(make_user(username, role))
    return client


def page(row: Model | type[Model], name: str = "change") -> str:
    """The address of a page of a row at the desk, or of its model's list or form."""
    key = [row.pk] if isinstance(row, Model) else []
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=key)


def filled(response: Any, **changes: Any) -> dict[str, Any]:
    """What the form shown would send, with some of it changed; a change to None leaves the field out."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {name: value for name, value in (values(*forms) | changes).items() if value is not None}


def values(*forms: BaseForm) -> dict[str, Any]:
    """What the fields of these forms would send."""
    sent = {bound.html_name: _as_sent(bound.value()) for form in forms for bound in form}
    return {name: value for name, value in sent.items() if value is not None and value is not False}


def _as_sent(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value


def errors(response: Any) -> str:
    """All that the page says is wrong, in one text."""
    return " ".join(str(each) for each in response.context["errors"])
