"""The only way out of a capture: a proxy that looks a name up once and dials only public addresses.

It listens on a socket in a folder, which a process without any network can still reach. What a name
leads to is looked up when it is first asked for, every answer must be public, and the same address
is dialled ever after, so that no later answer leads inward.
"""

import socket
import socketserver
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from casework.evidence.capturing.addresses import is_public

PORTS = {80, 443}
PATIENCE, LONGEST_HEAD, PIECE = 15.0, 1 << 16, 1 << 16
MOST_BYTES = 200 << 20
# What the browser asks of its maker by itself: dropped, and no part of the evidence.
ITS_MAKERS = ("google.com", "googleapis.com", "gvt1.com", "gstatic.com", "google-analytics.com")
OWN_ERRANDS = (
    "accounts.",
    "update.",
    "redirector.",
    "clients",
    "optimizationguide",
    "safebrowsing",
)
NOT_PASSED_ON = (b"proxy-", b"cookie", b"authorization", b"connection", b"keep-alive", b"upgrade")

Resolve = Callable[[str], list[str]]
Dial = Callable[[str, int], socket.socket]


def resolve(host: str) -> list[str]:
    """Every address of a name."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def dial(address: str, port: int) -> socket.socket:
    return socket.create_connection((address, port), PATIENCE)


@dataclass
class Passage:
    """What one capture may use, and what came of each attempt."""

    resolve: Resolve = resolve
    dial: Dial = dial
    until: float = field(default_factory=lambda: time.monotonic() + 90)
    left: int = MOST_BYTES
    pinned: dict[str, str] = field(default_factory=dict)
    blocked: list[dict[str, str]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def address_of(self, host: str, port: int) -> str | None:
        """The one address that a name has for this capture, or None, with the reason kept."""
        with self._lock:
            if host in self.pinned and port in PORTS:
                return self.pinned[host]
            address, why = self._looked_up(host, port)
            if address:
                self.pinned[host] = address
            elif not _is_own_errand(host):
                self.blocked.append({"host": host, "why": why})
            return address

    def _looked_up(self, host: str, port: int) -> tuple[str | None, str]:
        if port not in PORTS:
            return None, f"port {port}"
        try:
            found = self.resolve(host)
        except OSError:
            return None, "the name leads nowhere"
        if not found or not all(is_public(each) for each in found):
            return None, "the address is not public"
        return found[0], ""

    def spend(self, count: int) -> bool:
        """Whether so many bytes more may pass."""
        with self._lock:
            self.left -= count
            return self.left > 0 and time.monotonic() < self.until


def _is_own_errand(host: str) -> bool:
    return host.endswith(ITS_MAKERS) and host.startswith(OWN_ERRANDS)


class _Asked(socketserver.BaseRequestHandler):
    """One connection of the browser."""

    server: "Proxy"

    def handle(self) -> None:
        browser: socket.socket = self.request
        browser.settimeout(PATIENCE)
        try:
            head, rest = _head(browser)
            method, url, _ = head.split(b"\r\n", 1)[0].split(b" ", 2)
            host, port, path = _split(method, url)
            address = None if _is_own_errand(host) else self.server.passage.address_of(host, port)
            if address is None:
                browser.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                return
            with self.server.passage.dial(address, port) as there:
                if method == b"CONNECT":
                    browser.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    there.sendall(rest)
                else:
                    there.sendall(_rewritten(method, path, head) + rest)
                self._carry(browser, there)
        except (OSError, ValueError, UnicodeDecodeError):
            return  # a browser that goes away, or a host that does, is no fault of ours

    def _carry(self, browser: socket.socket, there: socket.socket) -> None:
        other = threading.Thread(target=self._pass, args=(browser, there), daemon=True)
        other.start()
        self._pass(there, browser)
        other.join(PATIENCE)

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while piece := source.recv(PIECE):
                if not self.server.passage.spend(len(piece)):
                    break
                sink.sendall(piece)
        except OSError:
            pass  # the other side has closed; both are closed now
        finally:
            for each in (source, sink):
                _quietly(lambda each=each: each.shutdown(socket.SHUT_RDWR))  # type: ignore[misc]


def _quietly(work: Callable[[], Any]) -> None:
    try:
        work()
    except OSError:
        return


def _head(browser: socket.socket) -> tuple[bytes, bytes]:
    held = b""
    while b"\r\n\r\n" not in held:
        piece = browser.recv(PIECE)
        if not piece or len(held) > LONGEST_HEAD:
            raise ValueError("No request")
        held += piece
    head, _, rest = held.partition(b"\r\n\r\n")
    return head, rest


def _split(method: bytes, url: bytes) -> tuple[str, int, bytes]:
    """The host, the port, and what is asked of it."""
    if method == b"CONNECT":
        host, _, port = url.decode("ascii").rpartition(":")
        return host.strip("[]").lower(), int(port), b""
    scheme, found, rest = url.partition(b"://")
    if not found or scheme.lower() != b"http":
        raise ValueError("Not a request for a page")
    place, slash, path = rest.partition(b"/")
    name, _, port = place.decode("ascii").rpartition("@")[2].partition(":")
    if place.startswith(b"["):
        name, _, port = place.decode("ascii")[1:].partition("]")
    return name.lower(), int(port.strip(":") or 80), slash + path or b"/"


def _rewritten(method: bytes, path: bytes, head: bytes) -> bytes:
    """The request as the host wants it, without what would say who asks."""
    lines = head.split(b"\r\n")[1:]
    kept = [each for each in lines if not each.lower().startswith(NOT_PASSED_ON)]
    return b"\r\n".join([method + b" " + path + b" HTTP/1.1", *kept, b"Connection: close"]) + (
        b"\r\n\r\n"
    )


class Proxy(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Listens on a socket in a folder until the capture is over."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, place: str, passage: Passage) -> None:
        self.passage = passage
        super().__init__(place, _Asked)

    def __enter__(self) -> "Proxy":
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
