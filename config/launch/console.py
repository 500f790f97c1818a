"""What the launcher says: one line for each step, and one line when it cannot go on."""

from __future__ import annotations

import contextlib
import errno
import signal
import sys
import time
from collections.abc import Callable, Iterator

from config.errors import StartError

DISK_FULL = "The disk is full: free about 1 GB where this checkout lies, then try again."
NO_NETWORK = "could not be fetched: is this machine on the network? Try again when it is."


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def step(what: str) -> Iterator[Callable[[str], None]]:
    """Show that `what` goes on and how long it took; the caller may add a word on how far it is."""
    began = time.monotonic()
    live = sys.stdout.isatty()

    def progress(word: str) -> None:
        if live:
            sys.stdout.write(f"\r\033[K  {what} … {word}")
            sys.stdout.flush()

    progress("")
    yield progress
    if live:
        sys.stdout.write("\r\033[K")
    say(f"  {what}: {time.monotonic() - began:.1f} s")


@contextlib.contextmanager
def one_line_for_each_failure() -> Iterator[None]:
    """End the process with one line and a status of 1 where a failure was foreseen; SIGTERM is taken as Ctrl-C is."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except StartError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(DISK_FULL if error.errno in {errno.ENOSPC, errno.EDQUOT} else str(error))
    except KeyboardInterrupt:
        sys.exit(130)
