"""Tiles under the map from a server that the operator names; without it, nobody but this site is asked for anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from config.errors import StartError

IMAGES, ARCHIVE = "images", "archive"
HOST = re.compile(r"(\{s\}\.)?[A-Za-z0-9.-]+(:\d+)?")


@dataclass(frozen=True)
class Tiles:
    """Where tiles lie (`url` with {z}, {x} and {y}, or an archive ending in .pmtiles) and whom to name for them."""

    url: str
    kind: str
    credit: str
    link: str

    @property
    def host(self) -> str:
        """The other host that readers' browsers ask; empty where the tiles lie on this site."""
        return urlsplit(self.url).netloc.removeprefix("{s}.")

    @property
    def origin(self) -> str:
        """That host as the content policy writes it: every host below it where {s} stands for several."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}" if parts.netloc else ""


def tiles(url: str, credit: str) -> Tiles | None:
    """The tiles of two settings, or nothing; `credit` is a text, at its end perhaps the address that it links to."""
    if not url:
        return None
    parts = urlsplit(url)
    elsewhere = parts.scheme in {"http", "https"} and HOST.fullmatch(parts.netloc)
    if not elsewhere and not (url.startswith("/") and not parts.netloc):
        raise StartError(f"MAP_TILES must be an address that begins with https:// or with a slash, not {url!r}.")
    kind = ARCHIVE if parts.path.endswith(".pmtiles") else IMAGES
    if kind == IMAGES and not all(name in url for name in ("{z}", "{x}", "{y}")):
        raise StartError("MAP_TILES must hold {z}, {x} and {y}, or end in .pmtiles.")
    text, _space, link = credit.rpartition(" ")
    if not link.startswith(("http://", "https://")):
        text, link = credit, ""
    if not text.strip():
        raise StartError("MAP_TILES_CREDIT must name whom to credit for the tiles of MAP_TILES.")
    return Tiles(url, kind, text.strip(), link)


def allowed(policy: dict[str, list[Any]], tiles: Tiles | None) -> dict[str, list[Any]]:
    """The content policy, opened for the tiles' host and for nothing else."""
    if tiles is None or not tiles.origin:
        return policy
    if tiles.kind == IMAGES:
        return policy | {"img-src": [*policy["img-src"], tiles.origin]}
    return policy | {"connect-src": [*policy["default-src"], tiles.origin]}
