"""Reading one cell of a file: what it must look like, and how COPY takes it."""

import json
import re
from collections.abc import Callable, Collection
from datetime import date, time
from difflib import get_close_matches
from functools import lru_cache
from typing import NoReturn
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

Parse = Callable[[str], str]

MOST = 2_147_483_647
"""The largest whole number that a column holds."""

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
TIME = re.compile(r"\d\d:\d\d(:\d\d)?", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class CellError(ValueError):
    """A cell that cannot be read; its text says why."""


def nearest(text: str, known: Collection[str]) -> str:
    """A sentence that names the known word nearest to the text, or nothing."""
    found = get_close_matches(text.lower(), known, n=1, cutoff=0.6)
    return " " + _("Did you mean “%s”?") % found[0] if found else ""


def text_of(most: int | None) -> Parse:
    def parse(text: str) -> str:
        if most is not None and len(text) > most:
            raise CellError(_("it has %(has)d characters, at most %(most)d fit") % {"has": len(text), "most": most})
        if "\0" in text:
            raise CellError(_("it holds a character that no text has (NUL)"))
        return text

    return parse


def matching(parse: Parse, pattern: re.Pattern[str], reason: str) -> Parse:
    """A text that must match a pattern as well."""

    def checked(text: str) -> str:
        if not pattern.search(text):
            raise CellError(_("“%(text)s”: %(reason)s") % {"text": text, "reason": reason})
        return parse(text)

    return checked


def code_of(codes: Collection[str]) -> Parse:
    known = dict.fromkeys(codes)

    def parse(text: str) -> str:
        if text not in known:
            refuse_code(text, known)
        return text

    return parse


def refuse_code(text: str, known: Collection[str]) -> NoReturn:
    said = _("“%(text)s” is not a known code (%(codes)s).") % {"text": text, "codes": ", ".join(known)}
    raise CellError(said + nearest(text, known))


def codes_of(codes: Collection[str]) -> Parse:
    """Codes joined with semicolons, as an array."""
    one = code_of(codes)

    def parse(text: str) -> str:
        words = words_in(text)
        return "{" + ",".join(map(one, words)) + "}"

    return parse


def words_in(text: str) -> list[str]:
    """The words of a list that is joined with semicolons; none may stand there twice."""
    words = [word.strip() for word in text.split(";") if word.strip()]
    for word in words:
        if words.count(word) > 1:
            raise CellError(_("“%s” stands there twice") % word)
    return words


def slugs(text: str) -> str:
    """Slugs joined with semicolons, as an array."""
    words = words_in(text)
    for word in words:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word):
            raise CellError(_("“%s” is not a slug") % word)
    return "{" + ",".join(words) + "}"


def texts(text: str) -> str:
    """Texts joined with semicolons, as JSON."""
    return json.dumps(words_in(text), ensure_ascii=False)


def whole_number(text: str) -> str:
    if not (text.isascii() and text.isdigit()) or int(text[:20]) > MOST:
        raise CellError(_("“%s” is not a whole number, 0 or greater") % text)
    return text


def number(text: str) -> str:
    if not NUMBER.fullmatch(text):
        raise CellError(_("“%s” is not a number in decimal notation, like 33.12") % text)
    return text


@lru_cache(maxsize=4096)
def day(text: str) -> str:
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise CellError(_("“%s” is not a day, like 2020-07-25") % text)


def clock_time(text: str) -> str:
    try:
        if TIME.fullmatch(text):
            return time.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise CellError(_("“%s” is not a time of day, like 20:30") % text)


def yes_or_no(text: str) -> str:
    if text not in {"yes", "no"}:
        raise CellError(_("“%s” must be yes or no") % text)
    return text


def time_zone(text: str) -> str:
    zones = available_timezones()
    if text not in zones:
        raise CellError(_("“%s” is not a time zone, like Asia/Baghdad.") % text + nearest(text, zones))
    return text


def public_id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]{10}", text):
        raise CellError(_("“%s” is not ten small letters and digits") % text)
    return text


def address_of_record(kinds: Collection[str]) -> Parse:
    """`kind:slug`, as files name records."""

    def parse(text: str) -> str:
        kind, colon, slug = text.partition(":")
        if not (colon and slug):
            raise CellError(_("“%s” must name a record as kind:slug, like base:besmaya") % text)
        if kind not in kinds:
            refuse_code(kind, kinds)
        return text

    return parse


def json_value(text: str) -> str:
    try:
        value = json.dumps(json.loads(text), ensure_ascii=False, allow_nan=False)
        value.encode()
    except (ValueError, RecursionError) as error:
        raise CellError(_("it is not JSON: %s") % error) from None
    if "\\u0000" in value:
        raise CellError(_("it holds a character that no text has (NUL)"))
    return value


def public_or_in_review(text: str) -> str:
    """The column `state` of files: how far the row has come, as a working state."""
    states = {"public": "ready", "in_review": "in_review"}
    return states.get(text) or refuse_code(text, states)
