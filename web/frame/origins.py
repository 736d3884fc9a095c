"""Requests that another site had a hand in: what they may not do here.

A browser says how a request came about (Fetch Metadata), or at least from which origin a post
came. A post that says neither is refused, unless it is a program's: a token and no cookie.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from casework.settings import settings

SAFE = {"GET", "HEAD", "OPTIONS"}
# `none` is somebody at the browser itself: the address bar, a bookmark, a reload.
OURS = {"same-origin", "none"}


def is_foreign(scope: Scope, headers: Headers) -> bool:
    """Whether another site had a hand in this request, or may have had."""
    if scope["method"] in SAFE:
        return _is_pulled_in(headers)
    return not (_is_a_programs(scope, headers) or _is_ours(scope, headers))


def _is_pulled_in(headers: Headers) -> bool:
    """A page of ours asked for as a picture, a script or a frame of another site.

    A link that somebody follows from elsewhere, for example from an e-mail, is let through.
    """
    if headers.get("sec-fetch-site", "none") in OURS:
        return False
    followed = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    return followed != ("navigate", "document")


def _is_a_programs(scope: Scope, headers: Headers) -> bool:
    """The API knows tokens only; no other site can make a browser send one."""
    if not scope["path"].startswith("/api/") or "cookie" in headers:
        return False
    if headers.get("authorization", "").lower().startswith("bearer "):
        return True
    return "sec-fetch-site" not in headers and "origin" not in headers


def _is_ours(scope: Scope, headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in OURS
    origin = headers.get("origin", "")
    return origin in {settings().origin, _own_origin(scope, headers)} if origin else False


def _own_origin(scope: Scope, headers: Headers) -> str | None:
    """Where this request was sent to; not asked where the deployment says its public address."""
    host = headers.get("host", "")
    if settings().origin or not urlsplit(f"//{host}").hostname:
        return None
    return f"{scope['scheme']}://{host}"
