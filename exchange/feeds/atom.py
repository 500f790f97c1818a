"""Entries as Atom (RFC 4287), with their places as GeoRSS Simple; what is gone is told of as in RFC 6721 too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from exchange.feeds.entries import Entry, beginning, in_language

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed was last changed where nothing was ever public: there is no instant to tell, and Atom asks for one."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Letters that no XML may hold."""


class GeoFeed(Atom1Feed):
    """Atom whose entries may have a `place`: latitude, longitude and a radius in metres.

    Of one that is `gone`, readers of entries alone see what became of it, and programs that know deletions drop it.
    """

    def root_attributes(self) -> dict[str, str]:
        names = {"xmlns:georss": "http://www.georss.org/georss", "xmlns:at": "http://purl.org/atompub/tombstones/1.0"}
        return {**super().root_attributes(), **names}

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        for item in self.items:
            if item["gone"]:
                said = {"ref": item["unique_id"], "when": rfc3339_date(item["updateddate"])}
                handler.addQuickElement("at:deleted-entry", attrs=said)
        super().write_items(handler)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["place"]:
            latitude, longitude, radius = item["place"]
            handler.addQuickElement("georss:point", f"{latitude} {longitude}")
            if radius is not None:
                handler.addQuickElement("georss:radius", str(radius))

    def latest_post_date(self) -> datetime:
        """When an entry last changed; where there is none, nothing did since the record began to be public."""
        return max((item["updateddate"] for item in self.items), default=None) or beginning() or NEVER


@dataclass(frozen=True)
class About:
    """What a feed is of, and where: the site's origin, the page that shows the same, the feed's own path."""

    title: str
    origin: str
    page: str
    path: str


def written(about: About, entries: Iterable[Entry]) -> str:
    """The whole feed."""
    origin, authority = about.origin, authority_of(about.origin)
    feed = GeoFeed(
        title=about.title,
        link=origin + in_language(about.page),
        description="",
        language=get_language(),
        author_name="Handover Watch",
        feed_url=origin + about.path,
        feed_copyright="CC BY 4.0",
        feed_guid=f"tag:{authority},2026:{about.path}",
    )
    for each in entries:
        feed.add_item(
            title=writable(each.title),
            link=origin + in_language(each.path),
            description=escape(writable(each.text)),
            unique_id=f"tag:{authority},2026:{each.key}",
            pubdate=each.first_at,
            updateddate=each.updated_at,
            categories=each.codes,
            place=each.place,
            gone=each.gone,
        )
    return feed.writeString("utf-8")


def authority_of(origin: str) -> str:
    """Who names the entries: the site's host."""
    return origin.partition("://")[2].partition(":")[0]


def writable(text: str) -> str:
    return UNWRITABLE.sub("", text)
