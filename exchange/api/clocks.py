"""The instant that a request asks the record for."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from rest_framework.request import Request

from analysis.asking.parameters import Moment
from editorial import publicplane


def instant_of(request: Request) -> datetime | None:
    """What `as_of` says; none if it says nothing, or nothing that is understood: then the form refuses it."""
    try:
        found = Moment().clean(request.query_params.getlist("as_of"))
    except ValidationError:
        return None
    return found if isinstance(found, datetime) else None


def turn_clock(request: Request) -> None:
    """Let the request's public plane read the record as of the instant that it asks for."""
    if instant := instant_of(request):
        publicplane.turn_clock(instant)
