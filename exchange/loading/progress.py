"""Progress on a terminal as one bar that is drawn again, elsewhere as plain lines."""

from typing import TextIO

WIDTH = 28


class Bar:
    """Called with a step, how much of it is done and out of how much; 0 is not known."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.drawn = out.isatty()
        self.last = ""

    def __call__(self, step: str, done: int, of: int) -> None:
        if self.drawn:
            filled = WIDTH * done // of if of else 0
            count = f"{done:,}/{of:,}" if of > 1 else ""
            self.out.write(f"\r\x1b[K[{'█' * filled}{'·' * (WIDTH - filled)}] {step} {count}")
        elif step != self.last:
            self.out.write(f"{step}\n")
        self.last = step
        self.out.flush()

    def clear(self) -> None:
        """Leave the line to what comes after."""
        if self.drawn and self.last:
            self.out.write("\r\x1b[K")
            self.out.flush()
