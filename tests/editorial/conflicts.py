"""Two saves of one record at the same moment, each having read the same revision: what becomes of them."""

from __future__ import annotations

import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import connections, transaction
from django.test import Client

from attacks.models import Attack
from editorial import services
from editorial.models import Record
from editorial.services import StaleRevisionError
from exchange.loading import RefusedError, load
from tests.desk import filled, page, sign_in
from tests.exchange.sets import Files
from tests.factories import make_attack, make_user

Save = Callable[[int, str], bool]
"""Saves a text that started from a revision; says whether it was taken."""


class Pair:
    """Two people at one attack."""

    def __init__(self, attack: Attack) -> None:
        self.attack = attack
        self.clients = [sign_in("layla"), sign_in("omar")]
        self.form = filled(self.clients[0].get(page(self.attack)))
        self.outcomes: Counter[str] = Counter()

    def saves(self) -> Sequence[Save]:
        return [self.at_the_desk(client) for client in self.clients]

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


class TaskPair(Pair):
    """A person and a task."""

    def saves(self) -> Sequence[Save]:
        user = make_user("task")

        def save(revision: int, text: str) -> bool:
            try:
                with transaction.atomic():
                    services.refuse_stale(self.attack, revision)
                    Record.objects.filter(pk=self.attack.pk).update(summary=text)
                    services.changed(Attack.objects.get(pk=self.attack.pk), user)
            except StaleRevisionError:
                return False
            return True

        return [self.at_the_desk(self.clients[0]), save]


class ImportPair(Pair):
    """A person, and a load of files that say otherwise of the same attack."""

    def __init__(self, folder: Path) -> None:
        self.files = Files(folder)
        load(folder)
        super().__init__(Attack.objects.get(slug=self.files.rows["attacks"][0]["slug"]))
        self.account = self.attack.edited_by_id

    def saves(self) -> Sequence[Save]:
        # What the last round left stands in the file too, and was loaded from it: only this round's edit is one.
        Record.objects.filter(pk=self.attack.pk).update(edited_by=self.account)

        def save(_revision: int, text: str) -> bool:
            self.files.change("attacks", 0, summary=text)
            try:
                load(self.files.folder)
            except RefusedError:
                return False
            return True

        return [self.at_the_desk(self.clients[0]), save]


def outcome(texts: Sequence[str], taken: Sequence[bool], kept: tuple[str, int], revision: int) -> str:
    """`one taken` is right: the other was refused, and the record has the one's text and one revision more."""
    if sum(taken) == 1 and kept == (texts[taken.index(True)], revision + 1):
        return "one taken"
    return "overwritten" if all(taken) else "lost"


def meet_often(pairs: int, sort: str) -> Counter[str]:
    """So many meetings at one record: of the desk with the `desk`, a `task` or an `import`."""
    with tempfile.TemporaryDirectory() as folder:
        if sort == "import":
            pair: Pair = ImportPair(Path(folder))
        else:
            pair = (TaskPair if sort == "task" else Pair)(make_attack(f"pair-{sort}", base=None, place="a place"))
        for round_ in range(pairs):
            pair.meet(round_)
        return pair.outcomes
