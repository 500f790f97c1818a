"""Locks that the kernel drops with their holder."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from config import locks


def test_a_shared_lock_lets_others_share_and_none_be_alone(tmp_path: Path) -> None:
    first = locks.share(tmp_path / "lock")
    second = locks.share(tmp_path / "lock")

    assert locks.try_alone(tmp_path / "lock") is None
    assert not locks.is_held_alone(tmp_path / "lock")
    os.close(first)
    assert locks.is_held(tmp_path / "lock")
    os.close(second)
    assert not locks.is_held(tmp_path / "lock")


def test_a_lock_is_held_while_a_child_that_inherited_it_lives(tmp_path: Path) -> None:
    held = locks.try_alone(tmp_path / "lock")
    assert held is not None
    child = subprocess.Popen(["sleep", "60"], pass_fds=[held])
    os.close(held)

    assert locks.is_held_alone(tmp_path / "lock")
    child.kill()
    child.wait()
    assert not locks.is_held(tmp_path / "lock")
