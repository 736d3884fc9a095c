"""Sending a file that was issued: its own bytes, never kept by the browser."""

from fastapi.responses import Response


def pdf(content: bytes, name: str, *, attached: bool = False) -> Response:
    """A PDF of ours, shown by the browser unless it is to be saved. Names hold references only."""
    place = "attachment" if attached else "inline"
    headers = {
        "Content-Disposition": f'{place}; filename="{name}"',
        "Cache-Control": "no-store",
        # The browser's own viewer needs its frame; nothing else may run in it.
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
        "object-src 'self'; frame-ancestors 'self'",
        "X-Frame-Options": "SAMEORIGIN",
    }
    return Response(content, media_type="application/pdf", headers=headers)
