"""Coordinates as people write them: degrees, with minutes and seconds or decimal, and MGRS; digits of either script."""

import re
from dataclasses import dataclass

import mgrs
from django.utils.translation import gettext as _

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫،−–", "01234567890123456789.,--")
MARKS = re.compile(r"[°º˚'’′ʹ\"”“″ʺ:]")
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
LETTER = re.compile(r"[NSEW]")
OTHER_LETTER = re.compile(r"[^\W\d_NSEW]")
DECIMAL_COMMA = re.compile(r"([-+]?\d+),(\d+)\s*[;\s]\s*([-+]?\d+),(\d+)")
DASHES = re.compile(r"(?<=\d)-(?=\d)")
WORDS = {
    "NORTH": "N",
    "SOUTH": "S",
    "EAST": "E",
    "WEST": "W",
    "LATITUDE": "N",
    "LONGITUDE": "E",
    "LAT": "N",
    "LON": "E",
}
MGRS = re.compile(r"\d{1,2}\s*[C-HJ-NP-X]\s*[A-HJ-NP-Z]\s*[A-HJ-NP-V](?P<digits>[\s\d]*)")
"""A zone, a band, a square of 100 km, and as many digits east as north."""

FRAMES = re.compile(r"^GEO:|^.*/@|[?#].*$")
IRAQ = (29.0, 38.0, 38.0, 49.0)
"""South, north, west, east: where both coordinates of nearly every record lie, so that a swapped pair is noticed."""


class CoordinatesError(ValueError):
    """The text cannot be read as one point; the message says what to write instead."""


@dataclass(frozen=True)
class Point:
    """A point in degrees, WGS 84; `explicit` where the text itself said which number is which.

    `square_m` is the side of the square that the text names, in metres, where it names one: the point is its middle.
    """

    latitude: float
    longitude: float
    explicit: bool = False
    square_m: int | None = None

    @property
    def swapped(self) -> "Point":
        return Point(self.longitude, self.latitude)

    @property
    def looks_swapped(self) -> bool:
        """Whether the numbers lie in Iraq the other way round only, and nothing said that they are meant so."""
        return not self.explicit and not _in_iraq(self) and _in_iraq(self.swapped)

    def __str__(self) -> str:
        return f"{_shortest(self.latitude)}, {_shortest(self.longitude)}"


def parse(text: str) -> Point:
    """The point that a text gives: `33.7856, 42.4411`, `33°47′8″N 42°26′28″E`, `38S MB 4488 8869`.

    Two decimal numbers are latitude and longitude. Raises CoordinatesError.
    """
    if square := MGRS.fullmatch(text.translate(DIGITS).upper().strip()):
        return _middle_of(square)
    cleaned = _cleaned(text)
    letters = LETTER.findall(cleaned)
    if OTHER_LETTER.search(cleaned):
        raise _unreadable()
    if not letters:
        latitude, longitude = map(_degrees, _split_in_two(cleaned))
        return _checked(Point(latitude, longitude))
    axes = ["NS" if letter in "NS" else "EW" for letter in letters]
    if sorted(axes) != ["EW", "NS"]:
        raise CoordinatesError(_("Give one latitude (N or S) and one longitude (E or W)."))
    values = map(_signed, (_degrees(half) for half in _split_by_letters(cleaned)), letters)
    signed = dict(zip(axes, values, strict=True))
    return _checked(Point(signed["NS"], signed["EW"], explicit=True))


def _middle_of(square: re.Match[str]) -> Point:
    digits = "".join(square["digits"].split())
    if not digits or len(digits) % 2 or len(digits) > 10:
        raise CoordinatesError(_("MGRS has as many digits east as north, one to five of each: “38S MB 4488 8869”."))
    try:
        latitude, longitude = mgrs.MGRS().toLatLon("".join(square[0].split()))
    except mgrs.core.MGRSError as error:
        raise CoordinatesError(_("MGRS has no such square: look at the zone and the letters again.")) from error
    return Point(latitude, longitude, explicit=True, square_m=10 ** (5 - len(digits) // 2))


def _cleaned(text: str) -> str:
    upper = DASHES.sub(" ", FRAMES.sub("", text.translate(DIGITS).upper().strip()))
    for word, letter in WORDS.items():
        upper = re.sub(rf"\b{word}\b\s*[:=]?", letter, upper)
    return upper


def _split_by_letters(text: str) -> list[str]:
    parts = [part.strip(" ,;()") for part in LETTER.split(text)]
    if (parts[0] and parts[-1]) or not (parts[0] or parts[-1]):
        raise _unreadable()
    return parts[:2] if parts[0] else parts[1:]


def _split_in_two(text: str) -> list[str]:
    if comma := DECIMAL_COMMA.search(text):
        return [f"{comma[1]}.{comma[2]}", f"{comma[3]}.{comma[4]}"]
    for separator in (";", ","):
        halves = [half for half in text.split(separator) if NUMBER.search(half)]
        if len(halves) == 2:
            return halves
    numbers = NUMBER.findall(MARKS.sub(" ", text))
    if len(numbers) not in {2, 4, 6}:
        raise _unreadable()
    middle = len(numbers) // 2
    return [" ".join(numbers[:middle]), " ".join(numbers[middle:])]


def _degrees(half: str) -> float:
    bare = MARKS.sub(" ", half)
    numbers = NUMBER.findall(bare)
    if not 1 <= len(numbers) <= 3 or NUMBER.sub("", bare).strip(" ,;()"):
        raise _unreadable()
    whole, minutes, seconds = (float(number) for number in [*numbers, "0", "0"][:3])
    if not (0 <= minutes < 60 and 0 <= seconds < 60):
        raise CoordinatesError(_("Minutes and seconds run from 0 to 59."))
    size = abs(whole) + minutes / 60 + seconds / 3600
    return -size if numbers[0].startswith("-") else size


def _signed(value: float, letter: str) -> float:
    if value < 0 and letter in "SW":
        raise CoordinatesError(_("Write either a minus sign or a letter, not both."))
    return -value if letter in "SW" else value


def _checked(point: Point) -> Point:
    if abs(point.latitude) > 90 or abs(point.longitude) > 180:
        raise CoordinatesError(_("Latitude runs from -90 to 90, longitude from -180 to 180."))
    return point


def _in_iraq(point: Point) -> bool:
    south, north, west, east = IRAQ
    return south <= point.latitude <= north and west <= point.longitude <= east


def _shortest(degrees: float) -> str:
    # Six decimals are 11 cm; a float's own digits would show what the editor never typed.
    return f"{degrees:.6f}".rstrip("0").rstrip(".")


def _unreadable() -> CoordinatesError:
    return CoordinatesError(_("Write “33.7856, 42.4411”, “33°47′8″N 42°26′28″E” or “38S LC 4488 8869”."))
