"""How often one sender may write to us, told without keeping anybody's address.

What is kept is a number made from the address with a secret that is drawn anew every day, in this process's memory
alone and for an hour. Once the secret is gone, nobody can tell whose number it was, and neither can we. Each of the
site's processes counts for itself; how much is taken in at all is counted in the database, for all of them.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import date
from functools import lru_cache
from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

MOST_AN_HOUR = 5
HOUR = 3600


def is_too_often(request: HttpRequest) -> bool:
    """Count one more from whoever sends this; whether it is more than anybody may send in an hour."""
    network = network_of(request)
    if network is None:
        return False
    key = "sender-" + hmac.new(secret_of(timezone.now().date()), network.encode(), "sha256").hexdigest()
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > MOST_AN_HOUR
    except ValueError:  # the hour ended between the two
        return False


@lru_cache(maxsize=1)
def secret_of(day: date) -> bytes:
    """A secret that only this process has, and only on this day."""
    return secrets.token_bytes(32)


def network_of(request: HttpRequest) -> str | None:
    """Where the request comes from: an IPv4 address, or an IPv6 network as one household has it. None if not known."""
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # The last one is what our own proxy saw; what stands before it, anybody may have written.
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        address = ip_address(told)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped or isinstance(address, IPv4Address):
        return str(mapped or address)
    return str(ip_network((address, 64), strict=False))
