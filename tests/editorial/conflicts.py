"""Two saves of one record at the same moment, each having read the same revision: what becomes of them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections, transaction
from django.test import Client

from attacks.models import Attack
from editorial import services
from editorial.models import Record, User
from editorial.services import StaleRevisionError
from tests.desk import filled, page, sign_in
from tests.factories import make_attack, make_user

Save = Callable[[int, str], bool]
"""Saves a text that started from a revision; says whether it was taken."""


class Pair:
    """Two people, or a person and a task, at one attack."""

    def __init__(self, number: int, with_task: bool) -> None:
        self.attack = make_attack(f"pair-{number}", base=None, place="a place")
        self.clients = [sign_in("layla"), sign_in("omar")]
        self.task = make_user("task") if with_task else None
        self.form = filled(self.clients[0].get(page(self.attack)))
        self.outcomes: Counter[str] = Counter()

    def saves(self) -> Sequence[Save]:
        first = self.at_the_desk(self.clients[0])
        return [first, self.by_task(self.task) if self.task else self.at_the_desk(self.clients[1])]

    def at_the_desk(self, client: Client) -> Save:
        def save(revision: int, text: str) -> bool:
            sent = self.form | {"summary": text, "started_from": str(revision), "why": "reread"}
            response = client.post(page(self.attack), sent)
            if response.status_code == 302:
                return True
            assert "while you were editing" in response.text
            assert text in response.text, "what was typed is gone"
            return False

        return save

    def by_task(self, user: User) -> Save:
        def save(revision: int, text: str) -> bool:
            try:
                with transaction.atomic():
                    services.refuse_stale(self.attack, revision)
                    Record.objects.filter(pk=self.attack.pk).update(summary=text)
                    services.changed(Attack.objects.get(pk=self.attack.pk), user)
            except StaleRevisionError:
                return False
            return True

        return save

    def meet(self, round_: int) -> None:
        """Let both save at once, and count what became of it: `lost` is a save that was taken and is not there."""
        revision = Record.objects.values_list("revision", flat=True).get(pk=self.attack.pk)
        texts, taken = [f"{round_} first", f"{round_} second"], [False, False]
        gate = threading.Barrier(2)

        def run(place: int, save: Save) -> None:
            try:
                gate.wait()
                taken[place] = save(revision, texts[place])
            finally:
                connections.close_all()

        threads = [threading.Thread(target=run, args=each) for each in enumerate(self.saves())]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        kept = Record.objects.values_list("summary", "revision").get(pk=self.attack.pk)
        self.outcomes[outcome(texts, taken, kept, revision)] += 1


def outcome(texts: Sequence[str], taken: Sequence[bool], kept: tuple[str, int], revision: int) -> str:
    """`one taken` is right: the other was refused, and the record has the one's text and one revision more."""
    if sum(taken) == 1 and kept == (texts[taken.index(True)], revision + 1):
        return "one taken"
    return "overwritten" if all(taken) else "lost"


def meet_often(pairs: int, *, with_task: bool, tell: Callable[[Any], None] = lambda _told: None) -> Counter[str]:
    """So many meetings at one record."""
    pair = Pair(0, with_task)
    for round_ in range(pairs):
        pair.meet(round_)
        tell(round_)
    return pair.outcomes
