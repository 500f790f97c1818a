"""What a source says is not known is a null in JSON, and not a missing value."""

import pytest
from django.db import connection

from editorial.models import Claim
from tests.factories import cite, make_attack

pytestmark = pytest.mark.django_db


def test_none_is_stored_as_the_null_that_was_said() -> None:
    claim = Claim.objects.create(citation=cite(make_attack(cited=False)), field="killed", value=None)
    claim.wording = "nobody could say"
    claim.save()

    claim.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute("SELECT jsonb_typeof(value) FROM editorial_claim WHERE id = %s", [claim.pk])
        assert cursor.fetchone() == ("null",)
    assert claim.value is None
