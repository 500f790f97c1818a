"""Words as people write them: folded so that spellings compare, and looked up in what intake knows."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

LETTERS = str.maketrans("أإآٱىةؤئ،٫٬–—−‒‑‐", "اااايهوي,.,------")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
UNSEEN = re.compile(r"[\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\"“”«»]")
"""Vowel signs, the lengthening stroke, marks of direction, and quotation marks: they change no word."""

FILE = Path(__file__).with_name("vocabulary.toml")


def folded(text: str) -> str:
    """A text in small letters and one script of digits, with one form of each Arabic letter, dash and space."""
    wide = unicodedata.normalize("NFKC", text).translate(LETTERS).translate(DIGITS)
    return " ".join(UNSEEN.sub("", wide).lower().split())


@lru_cache
def vocabulary() -> dict[str, Any]:
    """The whole vocabulary, as its file gives it."""
    with FILE.open("rb") as file:
        return tomllib.load(file)


def written(name: str) -> str:
    """A word in the language of the page: one that intake understands, whatever the catalogue of messages says."""
    words: dict[str, dict[str, str]] = vocabulary()["written"]
    return words.get(str(get_language())[:2], words["en"])[name]


def coded(text: str, codes: Mapping[str, Iterable[str]]) -> str:
    """The folded text with each known word, the longest first, replaced by its code."""
    spelled = {folded(word): code for code, words in codes.items() for word in words}
    return _any_of(tuple(spelled)).sub(lambda found: spelled[found[0]], text)


def without(text: str, words: Iterable[str]) -> str:
    """The folded text without these words."""
    return " ".join(_any_of(tuple(folded(word) for word in words)).sub(" ", text).split())


def mentions(text: str, words: Iterable[str]) -> str:
    """The first of these words that the folded text has; empty where it has none."""
    found = _any_of(tuple(folded(word) for word in words)).search(text)
    return found[0] if found else ""


@lru_cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    # A letter beside a word makes it another one; a digit does not: "17to19", "و18".
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<![^\W\d_])(?:{longest_first})(?![^\W\d_])")
