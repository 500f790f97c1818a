"""The words of the code come into the catalogue, and what they were translated as stays."""

from __future__ import annotations

from pathlib import Path

from config.messages import bring_in_step, missing

HEAD = (
    '# Words in Arabic.\nmsgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
)
CODE = """
NAME = _("Bases")
SAID = ngettext("%(n)d base", "%(n)d bases", 3)
OF_A_FIELD = pgettext_lazy("field", "Bases")
"""
TEMPLATE = """{% load i18n %}<p title="{% translate 'All of it' %}">
  {% blocktranslate trimmed count n=bases|length %}
    One base of
    {{ name }}.
  {% plural %}
    {{ n }} bases of
    {{ name }}.
  {% endblocktranslate %}
</p>"""
IN_STEP = """msgid "Bases"
msgstr "القواعد"

#, python-format
msgid "%(n)d base"
msgid_plural "%(n)d bases"
msgstr[0] ""
msgstr[1] ""

msgctxt "field"
msgid "Bases"
msgstr ""

msgid "All of it"
msgstr "كله"

#, python-format
msgid "One base of %(name)s."
msgid_plural "%(n)s bases of %(name)s."
msgstr[0] ""
msgstr[1] ""
"""


def checkout(folder: Path, *messages: str) -> Path:
    """The catalogue of a checkout with some code."""
    for name, text in {"analysis/titles.py": CODE, "templates/base.html": TEMPLATE, "tests/x.py": '_("No")'}.items():
        (folder / name).parent.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
    catalogue = folder / "django.po"
    catalogue.write_text(HEAD + "\n".join(messages), encoding="utf-8")
    return catalogue


def test_the_catalogue_has_the_words_of_code_and_templates_in_their_order_and_no_others(tmp_path: Path) -> None:
    catalogue = checkout(
        tmp_path,
        'msgid "All of it"\nmsgstr "كله"\n',
        'msgid "Old"\nmsgstr "قديم"\n',
        'msgid "Bases"\nmsgstr "القواعد"\n',
    )

    bring_in_step(catalogue, tmp_path)

    assert catalogue.read_text(encoding="utf-8") == HEAD + IN_STEP
    assert list(missing(tmp_path, catalogue)) == []


def test_a_catalogue_in_step_is_written_as_it_is(tmp_path: Path) -> None:
    catalogue = checkout(tmp_path, IN_STEP)

    bring_in_step(catalogue, tmp_path)

    assert catalogue.read_text(encoding="utf-8") == HEAD + IN_STEP


def test_a_word_that_is_counted_now_is_missing_until_it_can_be(tmp_path: Path) -> None:
    catalogue = checkout(
        tmp_path, IN_STEP.replace('msgid_plural "%(n)d bases"\nmsgstr[0] ""\nmsgstr[1] ""', 'msgstr "x"')
    )

    assert list(missing(tmp_path, catalogue)) == ["%(n)d base"]


def test_a_word_like_another_is_no_translation_of_it(tmp_path: Path) -> None:
    catalogue = checkout(tmp_path, 'msgid "Base"\nmsgstr "قاعدة"\n')

    bring_in_step(catalogue, tmp_path)

    assert "قاعدة" not in catalogue.read_text(encoding="utf-8")
