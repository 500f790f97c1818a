"""Catalogues of translations: compiled as gettext's own tools would, and when one counts as complete."""

from __future__ import annotations

import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest

from config.catalogue import LOCALE, compile_all, is_complete, read
from config.errors import StartError
from tests.config.checkouts import make_checkout

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
)
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


def read_by_gettext(folder: Path, *messages_: str) -> GNUTranslations:
    """What Python's gettext makes of messages that were compiled here."""
    place = folder / "ar/LC_MESSAGES"
    place.mkdir(parents=True)
    catalogue(place, *messages_, compiled=False)
    compile_all(folder)
    with (place / "django.mo").open("rb") as file:
        return GNUTranslations(file)


def test_what_is_compiled_is_what_gettext_reads(tmp_path: Path) -> None:
    quoted = 'msgid "Say \\"yes\\"\\nor no"\nmsgstr "قل \\"نعم\\"\\nأو لا"\n'
    found = read_by_gettext(
        tmp_path, TRANSLATED, LONG, PLURAL, quoted, 'msgctxt "field"\nmsgid "open"\nmsgstr "مفتوح"\n'
    )

    assert found.gettext("Bases") == "القواعد"
    assert found.gettext("A long one") == "في أكثر من سطر"
    assert found.gettext('Say "yes"\nor no') == 'قل "نعم"\nأو لا'
    assert [found.ngettext("%(n)d base", "%(n)d bases", count) for count in (1, 2)] == ["قاعدة", "قواعد"]
    assert (found.pgettext("field", "open"), found.gettext("open")) == ("مفتوح", "open")


def test_what_is_not_translated_is_said_in_english(tmp_path: Path) -> None:
    found = read_by_gettext(
        tmp_path,
        'msgid "About"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "Data"\nmsgstr "معلومات"\n',
        'msgid "%(n)d day"\nmsgid_plural "%(n)d days"\nmsgstr[0] "يوم"\nmsgstr[1] ""\n',
        '#~ msgid "Old"\n#~ msgstr "قديم"\n',
    )

    assert [found.gettext(each) for each in ("About", "Data", "Old")] == ["About", "Data", "Old"]
    assert found.ngettext("%(n)d day", "%(n)d days", 1) == "%(n)d day"


def test_a_catalogue_that_is_compiled_already_is_left_alone(tmp_path: Path) -> None:
    read_by_gettext(tmp_path, TRANSLATED)
    compiled = tmp_path / "ar/LC_MESSAGES/django.mo"
    before = compiled.stat()
    compile_all(tmp_path)

    assert (compiled.stat().st_ino, compiled.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert {each.name for each in compiled.parent.iterdir()} == {"django.po", "django.mo"}


def test_no_message_of_the_shipped_catalogue_stands_in_it_twice() -> None:
    text = (LOCALE / "ar/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    # The head has a key too, though an empty one.
    assert text.count("\nmsgid ") == len(read(LOCALE / "ar/LC_MESSAGES/django.po")) + 1 > 1000


def test_every_translation_fills_in_what_the_message_does() -> None:
    wrong = {
        message.id: [str(each) for each in errors]
        for message, errors in read(LOCALE / "ar/LC_MESSAGES/django.po").check()
    }

    assert wrong == {}


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ('msgid "About\nmsgstr ""\n', 10),
        ('msgid About\nmsgstr ""\n', 10),
        ('msgid "About"\nmsgstr "a \\"\n', 11),
        ('msgid "About"\nmsgstr "حول"\nmsgstring "x"\n', 12),
        ('msgid "About"\n\nmsgid "Data"\nmsgstr ""\n', 10),
        ('msgid "%d"\nmsgid_plural "%d"\nmsgstr[0] "x"\nmsgstr[4] "x"\n', 10),
        ("<<<<<<< ours\n", 10),
    ],
)
def test_a_broken_catalogue_is_refused_with_its_file_and_the_line(tmp_path: Path, message: str, line: int) -> None:
    path = catalogue(tmp_path, TRANSLATED, message)

    with pytest.raises(StartError) as refused:
        read(path)

    assert str(refused.value).startswith(f"{path}:{line}: ")


def test_whoever_starts_the_site_is_told_of_a_broken_catalogue_in_one_line(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    folder = checkout / "locale/ar/LC_MESSAGES"
    folder.mkdir(parents=True)
    path = catalogue(folder, TRANSLATED, "msgid About\n", compiled=False)

    command = [sys.executable, "-m", "config.catalogue"]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{path}:10: This is no line of a catalogue: msgid About\n"
    assert not path.with_suffix(".mo").exists()


def test_a_counted_word_is_also_said_by_itself(tmp_path: Path) -> None:
    found = read_by_gettext(tmp_path, PLURAL)
    # Looked up under its own key: not every Python falls back on the counted one.
    assert vars(found)["_catalog"]["%(n)d base"] == "قاعدة"
    assert found.ngettext("%(n)d base", "%(n)d bases", 3) == "قواعد"
