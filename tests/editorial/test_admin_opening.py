"""Opening sources where citations are edited, and what becomes of one that does not say what is cited."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from editorial.choices import Verification, WorkingState
from editorial.models import Citation, Record
from tests.desk import filled, page, sign_in
from tests.editorial.test_admin_evidence import sent
from tests.editorial.test_admin_waiting import waiting
from tests.factories import cite, make_attack, make_base, make_source, publish

pytestmark = pytest.mark.django_db

EDITED = "citations-0"


@pytest.mark.parametrize(("name", "fill"), [("change", filled), ("evidence", sent)])
def test_what_was_found_is_told_where_citations_are_edited_with_all_else_that_was_typed(
    name: str, fill: Callable[..., dict[str, str]]
) -> None:
    attack, layla = make_attack(cited=False), sign_in("layla")
    cite(attack, make_source("Another account", url="https://example.org/a"))
    shown = layla.get(page(attack, name))
    typed = {f"{EDITED}-locator": "paragraph 2", f"{EDITED}-found": "not_there", f"{EDITED}-found_words": "Of Taji."}

    layla.post(page(attack, name), fill(shown, **typed))

    citation = attack.citations.get()
    assert 'href="https://example.org/a" target="_blank"' in shown.text
    assert (citation.verification, citation.does_not_say, citation.locator) == (
        Verification.OPENED,
        True,
        "paragraph 2",
    )
    assert str(citation.opened_by) == "layla"
    assert [note.text for note in attack.notes.all()] == [f"{citation.source}: Of Taji."]


@pytest.mark.parametrize(("name", "fill"), [("change", filled), ("evidence", sent)])
def test_what_was_found_otherwise_wants_words_and_nothing_typed_is_lost(
    name: str, fill: Callable[..., dict[str, str]]
) -> None:
    attack, layla = make_attack(), sign_in("layla")
    typed = {f"{EDITED}-locator": "paragraph 2", f"{EDITED}-found": "not_there"}

    refused = layla.post(page(attack, name), fill(layla.get(page(attack, name)), **typed))

    assert "Say what was found" in refused.text
    assert 'value="paragraph 2"' in refused.text
    assert not Citation.objects.exclude(opened_by=None).exists()


def test_a_source_that_does_not_say_it_stands_in_the_way_until_it_is_taken_out_or_says_it() -> None:
    attack, layla = make_attack(), sign_in("layla")
    publish(make_base())
    Record.objects.filter(pk=attack.pk).update(working_state=WorkingState.IN_REVIEW)
    told = {"citation": attack.citations.get().pk, "words": "It speaks of Taji."}

    layla.post(page(attack, "opening"), told | {"found": "not_there"})

    shown = layla.get(page(attack, "review"))
    assert [line for line in shown.context["obstacles"] if "does not say what is cited" in line]
    assert "1 does not say what is cited" in shown.text
    assert waiting(layla)["not-there"] == [attack.slug]
    layla.post(page(attack, "opening"), told | {"found": "says_it"})
    assert layla.get(page(attack, "review")).context["obstacles"] == []
    assert waiting(layla)["not-there"] == []


def test_a_citation_that_is_no_longer_opened_forgets_what_was_not_found() -> None:
    attack, layla = make_attack(), sign_in("layla")
    told = {"citation": attack.citations.get().pk, "words": "It speaks of Taji."}
    layla.post(page(attack, "opening"), told | {"found": "not_there"})

    layla.post(page(attack, "opening"), told | {"found": "unreachable"})

    citation = attack.citations.get()
    assert (citation.verification, citation.does_not_say, citation.opened_at) == (Verification.NONE, False, None)


def test_the_summary_of_what_sources_say_is_true_in_each_case() -> None:
    layla = sign_in("layla")

    def summary(slug: str, *values: int, status: str = "accepted") -> str:
        attack = make_attack(slug, cited=False, munitions_min=4, munitions_max=4)
        for value in values or [None]:
            claims = {} if value is None else {"munitions": {"min": value, "max": value}}
            citation = cite(attack, make_source(f"{slug} {value}"), claims)
            citation.claims.update(status=status, note="Not so." if status == "conflict" else "")
        return layla.get(page(attack)).text

    assert "No source contradicts another." in summary("agreed", 4)
    overruled = summary("overruled", 3, status="conflict")
    assert "No source contradicts another." in overruled
    assert "is said and was decided against; the record has" in overruled
    assert "“3 munitions exactly” is accepted, and the record has" in summary("unfounded", 3)
    assert "They disagree on" in summary("disputed", 3, 4)
    assert "No citation says yet what it claims of a field." in summary("silent")
