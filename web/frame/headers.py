"""What every answer carries, whoever made it: a page, a problem, a download or a failure."""

import secrets
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Message, Scope, Send

from casework.settings import settings

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# Trusted Types: only htmx, which takes in parts that carry our nonce, and the row of an upload
# may turn text into elements.
PAGE = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
    "img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types htmx casework"
)
UNUSED = (
    "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi "
    "payment usb"
)
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{each}=()" for each in UNUSED.split()),
}
TWO_YEARS = "max-age=63072000; includeSubDomains"
# As they are sent: this runs for every answer.
Header = tuple[bytes, bytes]
FIXED = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
TRANSPORT = (b"strict-transport-security", TWO_YEARS.encode())


def new_nonce() -> str:
    """The word that one answer's own scripts and styles carry: 128 bits, never used again."""
    return secrets.token_urlsafe(16)


def is_secure() -> bool:
    """Whether browsers reach this deployment by https."""
    return (settings().origin or "").startswith("https://")


def with_headers(scope: Scope, send: Send) -> Send:
    """Send with every header that is not there yet; no body where only the head was asked for."""
    request, asked_head = Headers(scope=scope), scope["method"] == "HEAD"

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*_whole(message["headers"], request, scope["state"])]}
        elif asked_head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sending


def _whole(given: Iterable[Header], request: Headers, state: dict[str, str]) -> Iterator[Header]:
    """What the answer has, and what every answer must have."""
    there = dict(given)
    yield from given
    is_page = there.get(b"content-type", b"").startswith(b"text/html")
    policy = PAGE.format(nonce=state["nonce"]) if is_page else NOTHING
    tells = not is_page or _tells_how_it_came(request)
    for name, value in (
        *FIXED,
        (b"content-security-policy", policy.encode()),
        (b"referrer-policy", b"no-referrer" if tells else b"same-origin"),
        (b"x-request-id", state["request_id"].encode()),
        *([TRANSPORT] if is_secure() else ()),
    ):
        if name not in there:
            yield name, value


def _tells_how_it_came(request: Headers) -> bool:
    """Whether a post from the page will carry Fetch Metadata, so that nothing else need be told.

    Over plain http to another machine browsers send none, and under `no-referrer` they post with
    the origin `null`: every form would be refused as somebody else's.
    """
    return "sec-fetch-site" in request or is_secure() or _is_loopback(request.get("host", ""))


def _is_loopback(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False
