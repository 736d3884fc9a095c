"""One request to an address of another system: looked up once, and only where it may go.

Every address of a name must be public, as a capture of a web page asks for too, and the one that
was looked at is the one that is dialled. What lies within is reached only where the setting
CASEWORK_WEBHOOK_PRIVATE lists its host or network. Nothing is followed from there.
"""

import http.client
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from casework.addresses import is_public
from casework.errors import CaseworkError, WrongAnswer

PATIENCE = 10.0
LONGEST = 500
PORTS = {"http": 80, "https": 443}
Resolve = Callable[[str], list[str]]


class NotReached(CaseworkError):
    """Nothing was sent, or no answer came. Says why without the address."""


@dataclass(frozen=True)
class Allowed:
    """What within may be reached: hosts by name, and networks."""

    listed: frozenset[str] = frozenset()

    @classmethod
    def said(cls, setting: str | None) -> "Allowed":
        given = (each.strip().lower() for each in (setting or "").split(","))
        return cls(frozenset(each for each in given if each))

    def host(self, name: str) -> bool:
        return name.lower() in self.listed

    def address(self, address: str) -> bool:
        return any(_within(address, each) for each in self.listed)


def _within(address: str, network: str) -> bool:
    try:
        return ip_address(address) in ip_network(network, strict=False)
    except ValueError:
        return False  # a host by its name, which is no network


def resolve(host: str) -> list[str]:
    """Every address of a name."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def require_sendable(url: str, allowed: Allowed) -> None:
    """Refuse an address to which nothing could be sent, before it is kept.

    Raises:
        WrongAnswer: it is none, is not encrypted, or names something within.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as wrong:
        raise WrongAnswer({"url": "Enter an address like https://example.org/hook"}) from wrong
    plain = url.isprintable() and not any(each.isspace() for each in url) and len(url) <= LONGEST
    if not plain or parts.scheme not in PORTS or not host:
        raise WrongAnswer({"url": "Enter an address like https://example.org/hook"})
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise WrongAnswer({"url": "Leave names, passwords and “#” out of the address"})
    if allowed.host(host):
        return
    if parts.scheme != "https" or port not in (None, 443):
        raise WrongAnswer({"url": "It must begin with https:// and name no port"})


def addresses_of(host: str, allowed: Allowed, resolve: Resolve) -> list[str]:
    """Where a name leads, once every address of it may be reached.

    Raises:
        NotReached: it leads nowhere, or to somewhere within.
    """
    try:
        found = resolve(host)
    except OSError as failed:
        raise NotReached("The name leads nowhere") from failed
    if not found:
        raise NotReached("The name leads nowhere")
    if not all(is_public(each) or allowed.address(each) for each in found):
        raise NotReached("The name leads to an address within, which is not listed")
    return found


def post(
    url: str, headers: dict[str, str], body: bytes, allowed: Allowed, resolve: Resolve = resolve
) -> int:
    """Send it, and return the status of the answer, whose words nobody reads.

    Raises:
        NotReached: the address may not be reached, or nothing there answered in time.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    address = addresses_of(host, allowed, resolve)[0]
    connection = _connected(parts, host, address)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as failed:
        raise NotReached(f"No answer ({type(failed).__name__})") from failed
    finally:
        connection.close()


def _connected(parts: SplitResult, host: str, address: str) -> http.client.HTTPConnection:
    """A connection to this very address, under the name that its certificate must have."""
    port = parts.port or PORTS[parts.scheme]
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        dialled = socket.create_connection((address, port), PATIENCE)
        if parts.scheme == "https":
            dialled = ssl.create_default_context().wrap_socket(dialled, server_hostname=host)
    except OSError as failed:
        raise NotReached(f"No connection ({type(failed).__name__})") from failed
    connection.sock = dialled
    return connection
