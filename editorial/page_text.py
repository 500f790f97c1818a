"""The words of a fetched page, for staff to search and read: never its markup.

Two passes of a few expressions, each of which looks at every character a fixed number of times. The parsers of HTML
that were tried (the standard library's, libxml2's) take minutes over a few megabytes of hostile markup, and a page
from elsewhere may be just that.
"""

import codecs
import re
from html import unescape

from editorial.fetching import Page

WITHOUT_WORDS = ("script", "style", "template", "noscript", "svg", "title")
CHARSETS = ("utf-8", "utf-16", "ascii", "iso8859", "cp", "koi8", "gb", "big5", "euc_", "shift_jis", "mac-")
"""How the names of what pages are written in begin; others that Python knows unpack, or take long."""

DECLARED = re.compile(rb"charset=[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
TITLE = re.compile(r"<title\b[^<>]{0,500}>([^<]{0,1000})", re.IGNORECASE)
INLINE = re.compile(r"</?(?:a|abbr|b|bdi|cite|em|font|i|mark|q|s|small|span|strong|su[bp]|u)\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"<[/!?a-z][^<>]*>", re.IGNORECASE)
SPACES = re.compile(r"[^\S\n]+")
LINES = re.compile(r"\s*\n\s*")


def text_of(page: Page) -> str:
    """The title and the words of a page, a line for each block; nothing of a PDF."""
    if page.content_type == "application/pdf":
        return ""
    decoded = _decoded(page)
    words = decoded if page.content_type == "text/plain" else _words(decoded)
    return LINES.sub("\n", SPACES.sub(" ", words.replace("\x00", ""))).strip()


def _decoded(page: Page) -> str:
    declared = DECLARED.search(page.content[:4096])
    for name in (page.charset, declared[1].decode("ascii") if declared else "", "utf-8"):
        try:
            if name and codecs.lookup(name).name.startswith(CHARSETS):
                return page.content.decode(name, "replace")
        except (LookupError, UnicodeError, ValueError):
            continue
    return page.content.decode("utf-8", "replace")


def _words(markup: str) -> str:
    title = TITLE.search(markup)
    kept = _without(markup, "<!--", "-->")
    for name in WITHOUT_WORDS:
        kept = _without(kept, f"<{name}", f"</{name}")
    return unescape((title[1] if title else "") + "\n" + TAG.sub("\n", INLINE.sub("", kept)))


def _without(markup: str, opening: str, closing: str) -> str:
    """The markup without what stands between the two; what is never closed ends the page."""
    whole = r"(?![\w-])" if opening[-1].isalpha() else ""
    opens, closes = (re.compile(re.escape(each) + whole, re.IGNORECASE) for each in (opening, closing))
    pieces, at = [], 0
    while begins := opens.search(markup, at):
        pieces.append(markup[at : begins.start()])
        ends = closes.search(markup, begins.end())
        if ends is None:
            return "".join(pieces)
        # The rest of a closing tag is a tag without words: the space keeps its neighbours apart.
        at = ends.end()
        pieces.append(" <p" if closing.startswith("</") else " ")
    return "".join([*pieces, markup[at:]])
