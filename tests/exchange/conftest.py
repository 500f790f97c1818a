"""What the tests of loading share."""

from __future__ import annotations

from pathlib import Path

import pytest

from editorial.models import User
from tests.exchange.sets import Files


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A small set of files that can be loaded as it stands."""
    return Files(tmp_path)


@pytest.fixture
def editor() -> User:
    """Somebody who edits the record by hand."""
    return User.objects.create_user("anna")
