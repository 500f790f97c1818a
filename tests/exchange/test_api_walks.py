"""Lists and changes, walked while attacks become public all the time: nothing is skipped, nothing comes twice."""

from __future__ import annotations

import threading

import pytest

from tests.exchange.walking import Follower, Walks, all_slugs, publish_attacks, walk_all
from tests.factories import make_attack, make_base, publish

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, A_SECOND = 2, 12.0


def test_walks_give_each_earlier_record_once_and_the_changes_tell_all_while_others_publish() -> None:
    publish(make_base(), *(make_attack(f"2020-0{month}-15-besmaya", f"2020-0{month}-15") for month in range(1, 10)))
    over, walks, follower, published = threading.Event(), Walks(), Follower(), []

    def write(number: int) -> None:
        published.append(publish_attacks(f"w{number}", lambda: not over.is_set(), A_SECOND, number))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        walk_all(walks, follower, limit=7)
    finally:
        over.set()
        for writer in writers:
            writer.join()
    follower.follow(limit=7)

    assert walks.wrong == []
    assert follower.missed() == []
    assert len(published) == WRITERS
    assert sum(published) > 5
    assert follower.slugs == set(all_slugs())
