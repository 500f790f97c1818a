"""Tests of when a catalogue of translations counts as complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.catalogue import is_complete

HEADER = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n\n'
TRANSLATED = 'msgid "Bases"\nmsgstr "القواعد"\n'
LONG = 'msgid "A long one"\nmsgstr ""\n"في أكثر من سطر"\n'
PLURAL = '#, python-format\nmsgid "%(n)d base"\nmsgid_plural "%(n)d bases"\nmsgstr[0] "قاعدة"\nmsgstr[1] "قواعد"\n'


def catalogue(folder: Path, *messages: str, compiled: bool = True) -> Path:
    path = folder / "django.po"
    path.write_text(HEADER + "\n".join(messages), encoding="utf-8")
    if compiled:
        path.with_suffix(".mo").write_bytes(b"")
    return path


def test_a_catalogue_with_every_message_translated_is_complete(tmp_path: Path) -> None:
    assert is_complete(catalogue(tmp_path, TRANSLATED, LONG, PLURAL))


@pytest.mark.parametrize(
    "message",
    [
        'msgid "About"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "About"\nmsgstr "حول"\n',
        'msgid "%(n)d base"\nmsgid_plural "%(n)d bases"\nmsgstr[0] "قاعدة"\nmsgstr[1] ""\n',
    ],
)
def test_one_message_untranslated_fuzzy_or_without_a_plural_leaves_it_incomplete(tmp_path: Path, message: str) -> None:
    assert not is_complete(catalogue(tmp_path, TRANSLATED, message, LONG))


def test_a_catalogue_that_is_missing_or_not_compiled_is_not_complete(tmp_path: Path) -> None:
    assert not is_complete(tmp_path / "django.po")
    assert not is_complete(catalogue(tmp_path, TRANSLATED, compiled=False))


def test_a_message_no_longer_used_does_not_count(tmp_path: Path) -> None:
    assert is_complete(catalogue(tmp_path, TRANSLATED, '#~ msgid "Old"\n#~ msgstr ""\n'))
