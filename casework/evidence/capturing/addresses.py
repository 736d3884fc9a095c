"""Which addresses a capture may reach: public ones on the web's own ports, and no other. Pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from casework.addresses import is_public as is_public
from casework.errors import CaseworkError

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000


class NotCaptured(CaseworkError):
    """A page cannot be captured. Says why."""


@dataclass(frozen=True)
class Target:
    """Where somebody asked to go, by name: nothing has been looked up yet."""

    scheme: str
    host: str
    port: int


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
