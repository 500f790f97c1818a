"""A source's web address, without what follows its readers about, and the other ways in which it may be recorded."""

import re
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlsplit, urlunsplit

from django.utils.translation import gettext as _

from editorial.intake.problems import IntakeError

LONGEST = 2000
TRACKING = re.compile(
    r"utm_.*|(?:fb|g|d|tw|ms|y|ig|ttc|wbra|gbra)cl?id|igshid?|mc_[ce]id|_ga|_gl|mkt_tok|s_kwcid|ref_src|ref_url|origin|cmpid"
    r"|ocid|guccounter|guce_referrer.*|smid|at_(?:medium|campaign|custom\d|link_.*)|xtor|__twitter_impression|amp_js_v"
)
"""Names of parameters that say who sent a reader, and nothing of which page."""

USUAL_PORTS = {"http": 80, "https": 443}
TEXT_FRAGMENT = re.compile(r":~:text=.*$")


@dataclass(frozen=True)
class WebAddress:
    """An address as it is recorded, and the names of the parameters that were cut from it."""

    url: str
    cut: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def spellings(self) -> list[str]:
        """Addresses that differ from this one in scheme, in `www.`, or in a slash at the end: the same page."""
        parts = urlsplit(self.url)
        hosts = (self.host, f"www.{self.host}")
        paths = {parts.path.rstrip("/"), parts.path.rstrip("/") + "/"}
        return [
            urlunsplit((scheme, host, path, parts.query, parts.fragment))
            for scheme, host, path in product(USUAL_PORTS, hosts, sorted(paths))
        ]


def read(text: str) -> WebAddress:
    """The address that a text gives; https where it names no scheme. Raises IntakeError."""
    typed = text.strip()
    if re.search(r"\s", typed) or len(typed) > LONGEST:
        raise _unreadable()
    whole = typed if re.match(r"[a-z][a-z0-9+.-]*://", typed, re.IGNORECASE) else f"https://{typed}"
    try:
        parts = urlsplit(whole)
        port = parts.port
    except ValueError as error:
        raise _unreadable() from error
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if scheme not in USUAL_PORTS or "." not in host.strip(".") or "@" in parts.netloc:
        raise _unreadable()
    pairs = [pair for pair in parts.query.split("&") if pair]
    cut = [pair for pair in pairs if TRACKING.fullmatch(pair.partition("=")[0].lower())]
    netloc = host if port in {None, USUAL_PORTS[scheme]} else f"{host}:{port}"
    query = "&".join(pair for pair in pairs if pair not in cut)
    fragment = TEXT_FRAGMENT.sub("", parts.fragment)
    url = urlunsplit((scheme, netloc, parts.path or "/", query, fragment))
    return WebAddress(url, tuple(dict.fromkeys(pair.partition("=")[0] for pair in cut)))


def _unreadable() -> IntakeError:
    return IntakeError(_("Write a web address, such as “https://example.org/news/1”."))
