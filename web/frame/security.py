"""The frame around every request: its id and its line in the log, what no request may do, and the
headers of every answer, a failure's included."""

import logging
import secrets
import time

from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casework.logs import request_id
from casework.settings import settings
from casework.telemetry.metrics import meters
from casework.telemetry.tracing import Span, span
from web.frame.compressing import packing
from web.frame.errors import page
from web.frame.headers import new_nonce, with_headers
from web.frame.origins import SAFE, is_foreign

log = logging.getLogger("casework.web")

METHODS = SAFE | {"POST", "PUT", "PATCH", "DELETE"}
API, STATIC = "/api/", "/static"


class Guard:
    """Stands outside everything else, so that no answer leaves without passing it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.most_bytes = settings().upload_bytes * 4 + (1 << 20)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["nonce"], state["request_id"] = new_nonce(), secrets.token_hex(8)
        request_id.set(state["request_id"])
        # A HEAD is answered as its GET would be, without the body.
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        asked = {**scope, "method": method}
        line = _Line(asked, scope["method"])
        answer = self._refused(scope) or self.app
        with span(line.method, {"http.request.method": line.method}) as followed:
            try:
                leaving = with_headers(scope, packing(scope, send))
                await answer(asked, receive, line.listening(leaving))
            except ClientDisconnect:
                log.info("somebody hung up", extra=line.told())
                return
            except Exception as error:
                log.error("a request failed", exc_info=error, extra=line.told())
                line.count(followed)
                raise
            line.count(followed)
        line.write()

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if is_foreign(scope, headers):
            log.warning("refused what another site asked for")
            return _refusal(scope, 403)
        return self._too_big(scope, headers) or _unreadable(scope, headers)

    def _too_big(self, scope: Scope, headers: Headers) -> Response | None:
        """Refuse by the length a request names; one that sends a body must name it."""
        length = headers.get("content-length", "" if "transfer-encoding" in headers else "0")
        if length.isdigit() and int(length) <= self.most_bytes:
            return None
        is_program = scope["path"].startswith(API)
        return _refusal(scope, 411 if is_program and not length else 413)


class _Line:
    """What the log says of one request: its route as written in the source, never its address."""

    def __init__(self, scope: Scope, method: str) -> None:
        self.scope = scope
        self.method = method if method in METHODS else "another"
        self.began = time.perf_counter()
        self.status = 0

    def listening(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
            await send(message)

        return sending

    def told(self) -> dict[str, object]:
        path = getattr(self.scope.get("route"), "path", "")
        return {
            "method": self.method,
            "route": f"{self.scope.get('root_path', '')}{path}" or "none",
            "status": self.status,
            "ms": round((time.perf_counter() - self.began) * 1000, 1),
        }

    def count(self, followed: Span) -> None:
        """Tell whoever watches, where anybody does."""
        told = self.told()
        route, status = str(told["route"]), self.status or 500
        if counted := meters():
            counted.request(self.method, route, status, time.perf_counter() - self.began)
        named: dict[str, str | int] = {"http.route": route, "http.response.status_code": status}
        followed.told(f"{self.method} {route}", named)
        if status >= 500:
            followed.failed_as(str(status))

    def write(self) -> None:
        if self.scope.get("root_path") != STATIC or self.status >= 400:
            log.info("answered", extra=self.told())


TITLES = {
    400: "Send the form as UTF-8",
    403: "This came from another site. Send a token and no cookie",
    411: "Send the length of the body with it",
}


def _refusal(scope: Scope, status: int) -> Response:
    """A problem for a program, a page for a person."""
    if not scope["path"].startswith(API):
        return page(Request(scope), status, "elsewhere" if status == 403 else None)
    most = settings().upload_megabytes
    too_much = f"That is too much at once. Send files of at most {most} MB, one at a time"
    body = {"type": "about:blank", "title": TITLES.get(status, too_much), "status": status}
    return JSONResponse(body, status, media_type="application/problem+json")


def _unreadable(scope: Scope, headers: Headers) -> Response | None:
    """A form in another character set: browsers send UTF-8, and UTF-7 may hold lone surrogates."""
    kind, told = parse_options_header(headers.get("content-type"))
    if kind != b"multipart/form-data" or told.get(b"charset", b"utf-8").lower() == b"utf-8":
        return None
    return _refusal(scope, 400)
