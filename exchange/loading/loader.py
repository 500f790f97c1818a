"""Loading a set of files: read, stage, link, check, write, publish; all of it or nothing."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from analysis.ordinals import ordinals
from editorial import staff_log
from editorial.models import User
from exchange.loading import claims, conflicts, evidence, publishing, reading, rules, staging, upserting
from exchange.loading.database import rows, run, value
from exchange.loading.files import BY_NAME, FILES, File
from exchange.loading.linking import link, ready
from exchange.loading.results import Outcome, Problem, RefusedError

ACCOUNT = "dataset"
"""The user that signs loads; nobody can log in as it."""

LOCK = 7201926
"""The advisory lock that only one load at a time can have."""

SHOWN_EVERY = 2_000
"""Rows read between two signs of progress."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and out of how much (0: not known)."""


def quietly(_step: str, _done: int, _of: int) -> None:
    """No progress is shown."""


@transaction.atomic
def load(folder: Path, progress: Progress = quietly) -> Outcome:
    """Load the set of files in the folder. Raises RefusedError, with nothing written, if any row is bad."""
    _prepare()
    account = _account()
    why = _("Load of %s: a published file, which skips the second reader") % folder.resolve().name
    staff_log.sign(account, why)
    _refuse_bad_rows(folder, account, progress)
    progress(_("writing"), 0, 0)
    counts = upserting.upsert(account.pk)
    published = publishing.publish(account, why, progress)
    refuse(_unfounded_ordinals())
    progress(_("sealing the logs"), 0, 0)
    return Outcome(counts, published)


def refuse(problems: Iterator[Problem]) -> None:
    found = list(problems)
    if found:
        raise RefusedError(found)


def _prepare() -> None:
    # A long load must not die of the limit for pages, nor wait for a compiler; rough statistics do for its tables.
    run(
        "SET LOCAL statement_timeout = 0; SET LOCAL jit = off; SET LOCAL work_mem = '128MB';"
        " SET LOCAL default_statistics_target = 10"
    )
    if not value("SELECT pg_try_advisory_xact_lock({lock})".replace("{lock}", str(LOCK))):
        raise RefusedError([Problem("", 0, "", _("another load is under way; try again when it has ended"))])


def _account() -> User:
    account, new = User.objects.get_or_create(username=ACCOUNT, defaults={"is_active": False})
    if new:
        account.set_unusable_password()
        account.save()
    return account


def _refuse_bad_rows(folder: Path, account: User, progress: Progress) -> None:
    problems: list[Problem] = []
    unread = list(_stage(folder, problems.append, progress))
    progress(_("checking"), 0, 0)
    link()
    conflicts.lock_changed()
    problems += rules.problems_of_rows({file.target for file in unread if not file.part_of})
    if not unread:
        problems += evidence.problems_of_evidence()
        problems += claims.problems_of_claims()
        problems += conflicts.problems_of_conflict(account.pk, account.username)
    refuse(iter(problems))


def _stage(folder: Path, report: reading.Report, progress: Progress) -> Iterator[File]:
    """Stage every file; yields those that could not be read as a whole."""
    found = reading.files_in(folder, report)
    for file in FILES:
        staging.make_room(file)
        if file.within:
            staging.unfold(file, BY_NAME[file.within])
        elif file in found:
            if not _stage_one(file, folder, report, progress):
                yield file
        elif file.required:
            yield file


def _stage_one(file: File, folder: Path, report: reading.Report, progress: Progress) -> bool:
    """Whether the file could be read as a whole; its bad rows are reported either way."""
    text = reading.text_of(folder / file.shown, report)
    read = None if text is None else reading.rows_of(file, text, report)
    if text is None or read is None:
        return False
    staging.copy_rows(file, _shown(read, file.shown, text.count("\n"), progress))
    return True


def _shown(read: Iterable[reading.Row], step: str, lines: int, progress: Progress) -> Iterator[reading.Row]:
    """The rows as they are read, with progress shown by their lines."""
    progress(step, 0, lines)
    for number, row in enumerate(read):
        if number % SHOWN_EVERY == 0:
            progress(step, row[0], lines)
        yield row


def _unfounded_ordinals() -> Iterator[Problem]:
    """Accepted claims on the place of a handover, against the place computed from what is public now."""
    claimed = rows(
        "SELECT k.line, split_part(k.record, ':', 2), k.value::text FROM {claims} k"
        " WHERE k.field = 'ordinal' AND k.status = 'accepted' ORDER BY k.line",
        claims=ready(BY_NAME["claims"]),
    )
    computed = ordinals() if claimed else {}
    for line, slug, said in claimed:
        place = computed[slug].place if slug in computed else None
        if said != str(place):
            reason = _("accepted as %(said)s, but the record makes it %(place)s") % {"said": said, "place": place}
            yield Problem("claims.csv", line, "value", reason, said)
