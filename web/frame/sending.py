"""Sending bytes that are not a page: what others sent as downloads that nothing runs in, and
papers of ours for reading."""

import re
from urllib.parse import quote

from fastapi.responses import Response

BYTES = "application/octet-stream"
UNSAFE = re.compile(r"[^\w.-]", re.ASCII)
# What somebody sent may hold anything: a browser that opens it runs nothing and fetches nothing.
SEALED = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def disposition(name: str, place: str = "attachment") -> str:
    """To be saved under this name (RFC 6266), whatever characters it holds."""
    plain, exact = UNSAFE.sub("-", name), quote(name, safe="", errors="replace")
    also = "" if plain == name else f"; filename*=UTF-8''{exact}"
    return f'{place}; filename="{plain}"{also}'


def pdf(content: bytes, name: str, *, attached: bool = False) -> Response:
    """A PDF of ours, shown by the browser unless it is to be saved. Names hold references only."""
    headers = {
        "Content-Disposition": disposition(name, "attachment" if attached else "inline"),
        "Cache-Control": "no-store",
    }
    return Response(content, media_type="application/pdf", headers=headers)


def table(content: bytes, name: str) -> Response:
    """A table for a spreadsheet, to be saved."""
    headers = {"Content-Disposition": disposition(name), **SEALED}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)
