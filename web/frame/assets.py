"""The files of the look: joined, named by their content, and kept by browsers for a year."""

import gzip
import hashlib
import mimetypes
import re
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parents[1] / "static"
FOREVER = "public, max-age=31536000, immutable"

# Read apart, sent as one: two requests before the first paint instead of thirty, and no build step.
# What few pages use is not among them: see ONLY_WHERE.
JOINED = {
    "app.css": (
        "css",
        "tokens base layout topbar navigation buttons chips rows search tables lists figures "
        "notes conflict forms choices uploads case flow triage exhibits evidence packs policy "
        "identity spacing print",
    ),
    "app.js": (
        "js",
        "announce screen session keys choices",
    ),
}
mimetypes.add_type("image/webp", ".webp")  # which Python 3.11 does not know
# Scripts that a page carries only where the mark of what they do stands in it, in this order: a
# phone in a corridor loads what the page needs.
ONLY_WHERE = {
    "vendor/htmx-4.0.1.min.js": "hx-nonce=",
    "vendor/hx-csp-4.0.1.min.js": "hx-nonce=",
    "js/swaps.js": "hx-nonce=",
    "js/polling.js": "data-poll ",
    "js/uploads.js": "data-uploads",
    "js/autosave.js": "data-autosave=",
    "js/passkeys.js": "data-passkey=",
    "js/confirming.js": "data-carry-on",
    "js/redact.js": "data-redact=",
    "js/packs.js": "data-order",
}
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def content(name: str) -> bytes:
    """What is sent for a name: a file, or the files it joins; of ours, only what is run."""
    if name in JOINED:
        folder, parts = JOINED[name]
        told = "\n".join(
            (STATIC / folder / f"{each}.{folder}").read_text() for each in parts.split()
        )
        return _without_remarks(told, folder).encode()
    if name.startswith("js/"):
        return _without_remarks((STATIC / name).read_text(), "js").encode()
    return (STATIC / name).read_bytes()


def _without_remarks(told: str, kind: str) -> str:
    """The same rules without remarks and margins: no name is changed and no line is joined."""
    if kind == "css":
        told = re.sub(r"/\*.*?\*/", "", told, flags=re.DOTALL)
    lines = (each.strip() for each in told.splitlines())
    return "\n".join(each for each in lines if each and not each.startswith("//"))


@cache
def asset(name: str) -> str:
    """The address of a file, changed by every change of its content."""
    return f"/static/{name}?v={hashlib.sha256(content(name)).hexdigest()[:12]}"


def scripts(html: str) -> list[str]:
    """The addresses of the scripts that this page needs, in order."""
    return [asset("app.js"), *(asset(name) for name, mark in ONLY_WHERE.items() if mark in html)]


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(content(name), mtime=0)


def _ours(name: str, accepts: str) -> Response:
    kind = MEDIA_TYPES[Path(name).suffix]
    if "gzip" not in accepts:
        return Response(content(name), media_type=kind, headers={"Vary": "Accept-Encoding"})
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(_packed(name), media_type=kind, headers=headers)


class StaticLook(StaticFiles):
    """Mount at /static: `app.mount("/static", StaticLook())`."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path in JOINED or path in ONLY_WHERE or path == "icon.svg":
            response = _ours(path, Headers(scope=scope).get("accept-encoding", ""))
        else:
            response = await super().get_response(path, scope)
        # A font carries its version in its name, everything else a hash of its content.
        if b"v=" in scope["query_string"] or path.startswith(("fonts", "made")):
            response.headers["Cache-Control"] = FOREVER
        return response
