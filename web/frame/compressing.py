"""Pages leave packed: a manager on a phone in a corridor waits for a third of the bytes.

What a packed page weighs could tell what it holds to whoever makes somebody's browser ask for it
again and again with guesses in it (BREACH). Requests of other sites are refused before anything
is read (`origins`), and each answer is lengthened by chance in a field that nobody reads,
as Django does it.
"""

import gzip
import io
import secrets
import string

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

LEAST, LEVEL, MOST_PADDING = 1000, 5, 100
LETTERS = string.ascii_lowercase


def packing(scope: Scope, send: Send) -> Send:
    """Send pages packed to whoever can unpack them; every other answer as it is."""
    if scope["method"] == "HEAD" or not _unpacks(Headers(scope=scope)):
        return send
    begun: list[Message] = []

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(Headers(raw=message["headers"])):
            begun.append(message)
            return
        if begun:
            first = begun.pop()
            if not message.get("more_body") and len(message["body"]) >= LEAST:
                message = {**message, "body": _packed(message["body"])}
                first = _told(first, len(message["body"]))
            await send(first)
        await send(message)

    return sending


def _unpacks(asked: Headers) -> bool:
    return "gzip" in asked.get("accept-encoding", "")


def _is_page(answer: Headers) -> bool:
    kind = answer.get("content-type", "")
    return kind.startswith("text/html") and "content-encoding" not in answer


def _packed(body: bytes) -> bytes:
    padding = "".join(secrets.choice(LETTERS) for _ in range(1 + secrets.randbelow(MOST_PADDING)))
    written = io.BytesIO()
    with gzip.GzipFile(padding, "wb", LEVEL, written, mtime=0) as file:
        file.write(body)
    return written.getvalue()


def _told(start: Message, length: int) -> Message:
    headers = MutableHeaders(raw=[*start["headers"]])
    headers["content-encoding"] = "gzip"
    headers["content-length"] = str(length)
    headers.add_vary_header("Accept-Encoding")
    return {**start, "headers": headers.raw}
