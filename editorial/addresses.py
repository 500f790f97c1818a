"""Which web addresses and which hosts may be asked for a page: the public Internet's, and nothing nearer."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

Address = IPv4Address | IPv6Address

NOT_PUBLIC = [
    ip_network(network)
    for network in (
        # IPv4: this network, private, carriers', loopback, link-local and metadata, protocols, documentation, relays,
        # benchmarks, multicast, reserved; and the one public address at which a cloud's hosts answer their guests.
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
        # IPv6, of what is global unicast by its first bits: protocols and Teredo, documentation, 6to4, AS112, 6bone.
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "3ffe::/16",
    )
]  # fmt: skip
GLOBAL_UNICAST = ip_network("2000::/3")
"""All that IANA gives out to hosts. Loopback, mapped, NAT64, unique local, link-local, site-local stand outside it."""

ISATAP = (0x00005EFE, 0x02005EFE)
"""The middle of an IPv6 address that holds an IPv4 address for a tunnel."""

HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")
"""A full name in ASCII. Its last part is not a number, so no spelling of an address passes for a name."""

NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f\\]")
LOCAL_NAMES = (".localhost", ".local", ".internal", ".intranet", ".home.arpa", ".onion", ".lan", ".corp", ".home")


class AddressError(ValueError):
    """The address is none that may be fetched."""


@dataclass(frozen=True)
class Target:
    """A web address taken apart; `path` holds the query, and is what the host is asked for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        usual = self.port == {"http": 80, "https": 443}[self.scheme]
        return f"{self.scheme}://{self.host}" + ("" if usual else f":{self.port}")

    @property
    def url(self) -> str:
        return self.origin + self.path


def is_public(address: Address) -> bool:
    """Whether an address is a host's on the public Internet, and stands for no other address."""
    if isinstance(address, IPv6Address):
        tunnelled = (int(address) >> 32) & 0xFFFFFFFF in ISATAP
        if address.scope_id or tunnelled or address not in GLOBAL_UNICAST:
            return False
    nearby = any(address.version == network.version and address in network for network in NOT_PUBLIC)
    return address.is_global and not address.is_multicast and not nearby


def parsed(text: str) -> Address:
    """The address that the resolver or the socket tells. Raises AddressError."""
    try:
        return ip_address(text)
    except ValueError as error:
        raise AddressError from error


def target(url: str, ports: dict[str, int]) -> Target:
    """Take a web address apart. `ports` gives the one port of each scheme that may be asked. Raises AddressError.

    Refused are other schemes and ports, names and passwords before the host, addresses in place of a host's name
    however they are spelled, names without a dot, and characters on which parsers disagree.
    """
    if NOT_IN_ADDRESSES.search(url):
        raise AddressError
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressError from error
    if parts.scheme not in ports or "@" in parts.netloc or not parts.hostname:
        raise AddressError
    if port is not None and port != ports[parts.scheme]:
        raise AddressError
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    return Target(parts.scheme, _host(parts.hostname), ports[parts.scheme], path + query)


def _host(name: str) -> str:
    try:
        host = name.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as error:
        raise AddressError from error
    if not HOST.fullmatch(host) or host.endswith(LOCAL_NAMES):
        raise AddressError
    return host
