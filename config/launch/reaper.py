"""The reaper: waits for the supervisor to go, however it goes, and ends what it left."""

from __future__ import annotations

import signal
import sys

from config.launch import processes


def main() -> None:
    """Read until the supervisor's end of the pipe closes, which the kernel does even when it is killed."""
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, signal.SIG_IGN)
    sys.stdin.buffer.read()
    processes.end()


if __name__ == "__main__":
    main()
