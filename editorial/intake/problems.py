"""What intake says of a text that it cannot read."""

from django.utils.translation import gettext as _

LONGEST = 200
"""Characters of the longest text that is read as one thing."""


class IntakeError(ValueError):
    """The text cannot be read as one thing; the message says what to write instead."""


def checked_length(text: str) -> str:
    """The text. Raises IntakeError where it is too long to be one thing."""
    if len(text) > LONGEST:
        raise IntakeError(_("That is too long to be read as one thing."))
    return text
