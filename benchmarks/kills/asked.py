"""What was asked for, and what came of it."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.db.models import F, Max
from django.utils import timezone

from editorial import jobs
from editorial.choices import JobState
from editorial.models import Job
from editorial.models.jobs import in_hand
from exchange.models import Release
from exchange.tasks import CUT, ask_for_release
from tests.tasks import steps_by_job

LINES = 8
"""How many lines a job writes, four in a second."""

RELEASES = 5
"""One job in so many is a release."""


@dataclass
class Cut:
    """A job that was cut off: which attempt at it, and when."""

    attempts: int
    at: float


@dataclass
class Asked:
    """The jobs of one run."""

    keys: list[int] = field(default_factory=list)
    cut: dict[int, Cut] = field(default_factory=dict)
    kills: int = 0
    cuts: int = 0
    waits: list[float] = field(default_factory=list)

    def ask(self) -> None:
        """Ask for one more job."""
        if len(self.keys) % RELEASES:
            self.keys.append(jobs.ask("tests.ledger", of=LINES).pk)
        else:
            self.keys.append(ask_for_release(timezone.now() - timedelta(seconds=1)).pk)

    def under_way(self) -> dict[int, int]:
        """The jobs that workers have in hand at this moment, and which attempt it is."""
        return dict(Job.objects.filter(pk__in=in_hand(), state=JobState.RUNNING).values_list("pk", "attempts"))

    def note_cuts(self, before: dict[int, int]) -> None:
        """Note which of the jobs that were under way are not any more, though they did not end."""
        held = in_hand()
        found = {
            job.pk: Cut(before[job.pk], time.time())
            for job in Job.objects.open().filter(pk__in=before)
            if job.pk not in held or job.attempts > before[job.pk]
        }
        self.cut |= found
        self.cuts += len(found)
        self.kills += bool(found)

    def note_resumed(self) -> None:
        """Note which of the jobs that were cut off have been taken up again, and after how long."""
        for job in Job.objects.filter(pk__in=self.cut):
            cut = self.cut[job.pk]
            if job.attempts > cut.attempts and job.started_at:
                self.waits.append(max(0.0, job.started_at.timestamp() - cut.at))
                del self.cut[job.pk]

    def wait(self, patience: float) -> None:
        """Wait until nothing is left to be done, or for so many seconds."""
        deadline = time.monotonic() + patience
        while Job.objects.open().exists() and time.monotonic() < deadline:
            self.note_resumed()
            time.sleep(0.2)
        self.note_resumed()

    def lost(self, releases: Path) -> list[str]:
        """Jobs that are not done, or left nothing, a line each."""
        done = Job.objects.filter(pk__in=self.keys, state=JobState.DONE)
        undone = Job.objects.filter(pk__in=self.keys).exclude(state=JobState.DONE)
        written = {pk: {step for step, _ in lines} for pk, lines in steps_by_job().items()}
        return [
            *(f"{job} is {job.state} {job.problem}" for job in undone),
            *(
                f"{job} left {written.get(job.pk)}"
                for job in done.exclude(kind=CUT)
                if written.get(job.pk) != set(range(1, LINES + 1))
            ),
            *(f"{job} left no file" for job in done.filter(kind=CUT) if not is_whole(job, releases)),
        ]

    def done_twice(self) -> list[str]:
        """Jobs of which a line was written twice, or by two workers in turn; instants with two releases."""
        twice = [pk for pk, lines in steps_by_job().items() if not in_one_go(lines)]
        instants = Release.objects.count() - Release.objects.values("cut_at").distinct().count()
        spare = Release.objects.count() - Job.objects.filter(kind=CUT, state=JobState.DONE).count()
        return [f"job {pk}" for pk in twice] + ["a release"] * (instants + max(0, spare))

    def slowest(self) -> float:
        """The most seconds between a job's being asked for and its end."""
        took = Job.objects.filter(pk__in=self.keys).aggregate(most=Max(F("finished_at") - F("asked_at")))["most"]
        return took.total_seconds() if took else 0.0

    def begun_again(self) -> int:
        return Job.objects.filter(pk__in=self.keys, attempts__gt=1).count()


def in_one_go(lines: list[tuple[int, int]]) -> bool:
    """Whether each step is there once at most, and no attempt went on after the next one had begun."""
    steps, attempts = [step for step, _ in lines], [attempt for _, attempt in lines]
    return steps == sorted(set(steps)) and attempts == sorted(attempts)


def is_whole(job: Job, releases: Path) -> bool:
    """Whether the release that the job tells of lies there as it is listed."""
    release = Release.objects.filter(slug=job.result["release"]).first()
    path = releases / f"{job.result['release']}.zip"
    return bool(release and path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == release.sha256)
