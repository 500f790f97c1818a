"""A sample of the meetings that `benchmarks.conflicting_saves` has by the thousand."""

import pytest

from tests.editorial.conflicts import meet_often, outcome


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("sort", "pairs"), [("desk", 25), ("task", 25), ("import", 8)])
def test_of_two_saves_at_once_one_is_taken_and_the_other_refused_with_what_was_typed(sort: str, pairs: int) -> None:
    assert meet_often(pairs, sort) == {"one taken": pairs}


def test_an_overwritten_or_lost_save_would_be_counted() -> None:
    texts = ["a", "b"]

    assert outcome(texts, [True, True], ("b", 3), 1) == "overwritten"
    assert outcome(texts, [True, False], ("b", 2), 1) == "lost"
    assert outcome(texts, [False, False], ("", 1), 1) == "lost"
