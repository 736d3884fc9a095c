"""What every response carries, and what no request may do: cross-site posts, giant bodies, forms
in a character set of their own."""

import logging
from urllib.parse import urlsplit

from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casework.settings import settings
from web.errors import page

log = logging.getLogger("casework.web")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Frame-Options": "DENY",
}
SAFE = {"GET", "HEAD", "OPTIONS"}


class Guard:
    """Refuses what no request may do, and adds the headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.most_bytes = settings().upload_bytes * 4 + (1 << 20)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = _cross_site(scope, headers) or self._too_big(scope, headers)
        if refused := refused or _unreadable(scope, headers):
            await refused(scope, receive, _with_headers(send))
            return
        await self.app(scope, receive, _with_headers(send))

    def _too_big(self, scope: Scope, headers: Headers) -> Response | None:
        """Refuse by the length a request names; one that sends a body must name it."""
        length = headers.get("content-length", "" if "transfer-encoding" in headers else "0")
        if length.isdigit() and int(length) <= self.most_bytes:
            return None
        if scope["path"].startswith("/api/"):
            return _problem(413 if length else 411)
        return page(Request(scope), 413)


def _problem(status: int) -> JSONResponse:
    most = settings().upload_megabytes
    titles = {
        400: "Send the form as UTF-8",
        411: "Send the length of the body with it",
        413: f"That is too much at once. Send files of at most {most} MB, one at a time",
    }
    body = {"type": "about:blank", "title": titles[status], "status": status}
    return JSONResponse(body, status, media_type="application/problem+json")


def _unreadable(scope: Scope, headers: Headers) -> Response | None:
    """A form in another character set: browsers send UTF-8, and UTF-7 may hold lone surrogates."""
    kind, told = parse_options_header(headers.get("content-type"))
    if kind != b"multipart/form-data" or told.get(b"charset", b"utf-8").lower() == b"utf-8":
        return None
    return _problem(400) if scope["path"].startswith("/api/") else page(Request(scope), 400)


def _cross_site(scope: Scope, headers: Headers) -> PlainTextResponse | None:
    """A post from another site is refused, also one without a cookie: it may sign somebody in.

    A program sends neither a cookie nor where it comes from.
    """
    if scope["method"] in SAFE:
        return None
    site = headers.get("sec-fetch-site")
    if site in {"same-origin", "none"}:
        return None
    if site is None and ("cookie" not in headers or _same_origin(headers)):
        return None
    log.warning("refused a cross-site %s of %s", scope["method"], scope["path"])
    return PlainTextResponse("This form came from another site. Nothing was saved.", 403)


def _same_origin(headers: Headers) -> bool:
    origin = headers.get("origin", "")
    expected = settings().origin
    return bool(origin) and (
        origin == expected if expected else urlsplit(origin).netloc == headers.get("host")
    )


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
