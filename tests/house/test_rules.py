"""The rules of the house hold, and each is able to fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import rules

Rule = Callable[[Path], list[str]]
# Each rule, with a file that breaks it.
PLANTED: list[tuple[Rule, str, str]] = [
    (rules.long_files, "editorial/models.py", "x = 1\n" * (rules.LONGEST_FILE + 1)),
    (rules.long_functions, "editorial/models.py", "def f() -> None:\n" + "    x = 1\n" * rules.LONGEST_FUNCTION),
    (rules.modules_without_a_first_line, "editorial/models.py", "x = 1\n"),
    (rules.migrations_named_by_the_machine, "editorial/migrations/0002_auto_20260101.py", ""),
    (rules.model_links_upwards, "editorial/models.py", 'x = models.ForeignKey("attacks.Attack")\n'),
    (rules.model_links_upwards, "handovers/models.py", 'x = ManyToManyField(to="attacks.Attack")\n'),
    (rules.inline_code_in_templates, "templates/a.html", "<script>x()</script>\n"),
    (rules.inline_code_in_templates, "templates/a.html", '<p style="x">\n'),
    (rules.inline_code_in_templates, "templates/a.html", '<p onclick="x">\n'),
    (rules.talk_with_other_hosts, "editorial/models.py", "from urllib import request\n"),
    (rules.talk_with_other_hosts, "editorial/models.py", "import http.client as web\n"),
    (rules.talk_with_other_hosts, "editorial/models.py", "from requests.adapters import HTTPAdapter\n"),
    (rules.words_in_no_catalogue, "editorial/models.py", 'x = _("A word")\n'),
    (rules.words_in_no_catalogue, "editorial/models.py", 'x = pgettext_lazy("field", "A word")\n'),
    (rules.words_in_no_catalogue, "templates/a.html", '<p>\n  {% translate "A word" %} {{ x }}\n</p>'),
    (rules.addresses_in_lock_files, "requirements/base.txt", "--index-url somewhere\n"),
]
RULES = list(dict.fromkeys(rule for rule, _name, _text in PLANTED))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rule_against(rule: Rule) -> None:
    assert rule(rules.CHECKOUT) == []


@pytest.mark.parametrize(("rule", "name", "text"), PLANTED, ids=lambda value: getattr(value, "__name__", None))
def test_a_planted_fault_is_found_among(rule: Rule, name: str, text: str, tmp_path: Path) -> None:
    planted = tmp_path / name
    planted.parent.mkdir(parents=True)
    planted.write_text(text)

    assert len(rule(tmp_path)) == 1


def test_a_model_link_downwards_is_no_offence(tmp_path: Path) -> None:
    (tmp_path / "attacks").mkdir()
    (tmp_path / "attacks/models.py").write_text('x = models.ForeignKey("handovers.MilitaryBase")\n')

    assert rules.model_links_upwards(tmp_path) == []
