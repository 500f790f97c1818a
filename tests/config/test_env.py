"""Settings as the environment gives them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config import env
from config.errors import StartError

CHECKOUT = Path(__file__).resolve().parents[2]
OF_THE_SHELL = {"PATH", "FORCE", "DJANGO_SETTINGS_MODULE", "PROMETHEUS_MULTIPROC_DIR"}


def test_a_setting_comes_from_the_file_that_its_file_setting_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("from the file\n")
    monkeypatch.setenv("SOME_SETTING", "from the environment")
    monkeypatch.setenv("SOME_SETTING_FILE", str(tmp_path / "secret"))

    assert env.text("SOME_SETTING") == "from the file"


@pytest.mark.parametrize(("said", "meant"), [("true", True), ("Yes", True), ("0", False), ("off", False), ("", True)])
def test_a_flag_is_read_in_several_ways(monkeypatch: pytest.MonkeyPatch, said: str, meant: bool) -> None:
    monkeypatch.setenv("SOME_SETTING", said)

    assert env.flag("SOME_SETTING", default=True) is meant


def test_what_cannot_be_read_is_refused_by_the_name_of_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_SETTING", "many")

    with pytest.raises(StartError, match="SOME_SETTING must be a whole number, not 'many'"):
        env.number("SOME_SETTING", 1)
    with pytest.raises(StartError, match="SOME_SETTING must be true or false, not 'many'"):
        env.flag("SOME_SETTING")


def test_words_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_SETTING", "a.example, b.example,")

    assert env.words("SOME_SETTING") == ["a.example", "b.example"]


def test_a_database_address_is_taken_apart() -> None:
    assert env.database("postgresql://an%40editor:p%3Aw@db.example:5433/record?sslmode=require") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "record",
        "USER": "an@editor",
        "PASSWORD": "p:w",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_address_may_name_the_folder_of_a_socket() -> None:
    found = env.database("postgresql://postgres@/record?host=/run/postgresql&port=5432")

    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "5432", {})


def test_a_database_that_is_not_postgresql_is_refused() -> None:
    with pytest.raises(StartError, match="needs PostgreSQL 15 or newer"):
        env.database("sqlite:///record.db")


def test_the_example_explains_every_setting_and_no_other() -> None:
    read = re.compile(
        r"""(?:env\.(?:text|flag|number|words|choice)|text)\(\s*["']([A-Z_]+)["']|environ(?:\.get\(|\[)"([A-Z_]+)\""""
    )
    code = "\n".join(path.read_text() for path in sorted((CHECKOUT / "config").rglob("*.py")))
    used = {first or second for first, second in read.findall(code)} - OF_THE_SHELL
    used |= set(re.findall(r"\$\{([A-Z_]+)", (CHECKOUT / "docker-compose.yml").read_text()))
    explained = set(re.findall(r"^([A-Z_]+)=", (CHECKOUT / ".env.example").read_text(), re.MULTILINE))

    assert explained == used
