"""Which addresses a capture may reach: public ones on the web's own ports, and no other. Pure."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from casework.errors import CaseworkError

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000
ALLOCATED = IPv6Network("2000::/3")
# Within it: addresses that carry another address, or that no public host has.
NOT_PLAIN = tuple(
    IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)


class NotCaptured(CaseworkError):
    """A page cannot be captured. Says why."""


@dataclass(frozen=True)
class Target:
    """Where somebody asked to go, by name: nothing has been looked up yet."""

    scheme: str
    host: str
    port: int


def is_public(address: str) -> bool:
    """Whether an address is one that anybody in the world may reach (RFC 6890 and its registry)."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        return False  # a way to write an address so that a list does not know it
    return _is_public4(found) if isinstance(found, IPv4Address) else _is_public6(found)


def _is_public4(found: IPv4Address) -> bool:
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _is_public6(found: IPv6Address) -> bool:
    if found not in ALLOCATED or any(found in each for each in NOT_PLAIN):
        return False
    return found.is_global and not found.is_multicast


def target(url: str) -> Target:
    """What an address on the web asks for.

    Raises:
        NotCaptured: it is no plain address of a public page.
    """
    if len(url) > LONGEST or any(each.isspace() or not each.isprintable() for each in url):
        raise NotCaptured("This is no web address")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as wrong:
        raise NotCaptured("This is no web address") from wrong
    if parts.scheme not in PORTS or not host:
        raise NotCaptured("Only addresses that begin with http:// or https:// are captured")
    if parts.username is not None or parts.password is not None:
        raise NotCaptured("An address with a name or a password in it is not captured")
    if port not in (None, PORTS[parts.scheme]):
        raise NotCaptured("Only the web’s own ports, 80 and 443, are captured")
    _require_public_name(host)
    return Target(parts.scheme, host, PORTS[parts.scheme])


def _require_public_name(host: str) -> None:
    """Refuse what can only be meant for inside; what a name leads to is looked up later, once."""
    bare = host.rstrip(".").lower()
    inward = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa")
    if bare.rpartition(".")[2] in inward or (":" in bare and not is_public(bare)):
        raise NotCaptured("Only public pages are captured")
    if _looks_numeric(bare) and not is_public(bare):
        raise NotCaptured("Only public pages are captured")
    if "." not in bare and ":" not in bare:
        raise NotCaptured("Only public pages are captured")


def _looks_numeric(host: str) -> bool:
    """Whether a browser would read it as a number (WHATWG URL, “ends in a number”)."""
    last = host.rpartition(".")[2]
    return last.isdigit() or last.startswith("0x")
