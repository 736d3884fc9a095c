"""Files in and out: taken in only after the caller is known, sent as downloads only."""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any, BinaryIO, TypeVar
from urllib.parse import quote

from fastapi import Depends, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, UploadFile

from api.deps import Caller
from casework.errors import WrongAnswer
from casework.evidence.details import CaptureDetails
from casework.evidence.rules import Collected
from casework.storage import CHUNK
from casework.text import plainly

BYTES = "application/octet-stream"
Told = TypeVar("Told", bound=BaseModel)
UNSAFE = re.compile(r"[^\w.-]", re.ASCII)


def file_with(needed: str, **told: str) -> dict[str, Any]:
    """What OpenAPI says of a file that comes with words about it, each a JSON object."""
    words = {name: {"type": "string", "description": says} for name, says in told.items()}
    schema = {
        "type": "object",
        "required": ["file", needed],
        "properties": {"file": {"type": "string", "format": "binary"}, **words},
    }
    body = {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
    return {"requestBody": body}


FILE = file_with(
    "collected",
    details="What is known about the file, as a JSON object",
    collected="How the file was come by, as a JSON object: "
    "suspected_image, access_route, means, dpia_reference, confirmed",
)


async def sent(request: Request, _: Caller) -> FormData:
    """A multipart body, read only once the token has been checked."""
    return await request.form(max_files=1, max_fields=5, max_part_size=1024 * 1024)


Sent = Annotated[FormData, Depends(sent)]


def file_in(sent: FormData) -> UploadFile:
    """The one file of an upload.

    Raises:
        WrongAnswer: the body holds no file.
    """
    file = sent.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise WrongAnswer({"file": "Send one file, as the part “file” of multipart/form-data"})
    return file


def details_in(sent: FormData) -> CaptureDetails:
    """What was said about the file beside it.

    Raises:
        WrongAnswer: it is not JSON, or a detail cannot be right.
    """
    return told_in(sent, "details", CaptureDetails)


def collected_in(sent: FormData) -> Collected:
    """What was said about how the file was come by.

    Raises:
        WrongAnswer: it is not JSON, or an answer cannot be right.
    """
    return told_in(sent, "collected", Collected)


def told_in(sent: FormData, part: str, model: type[Told]) -> Told:
    """A part of an upload that is a JSON object.

    Raises:
        WrongAnswer: it is not JSON, or what it says cannot be right.
    """
    written = sent.get(part) or "{}"
    try:
        told: Any = json.loads(written) if isinstance(written, str) else None
        return model.model_validate(told)
    except ValidationError as wrong:
        said = {f"{part}.{name}": says for name, says in plainly(model, wrong).items()}
        raise WrongAnswer(said) from None
    except (ValueError, RecursionError):  # not JSON, a number without end, or nested too deep
        raise WrongAnswer({part: f"Send the {part} as a JSON object"}) from None


def disposition(name: str) -> str:
    """To be saved under this name (RFC 6266), whatever characters it holds."""
    plain, exact = UNSAFE.sub("-", name), quote(name, safe="", errors="replace")
    also = "" if plain == name else f"; filename*=UTF-8''{exact}"
    return f'attachment; filename="{plain}"{also}'


def download(
    source: BinaryIO, name: str, size: int | None = None, media_type: str = BYTES
) -> StreamingResponse:
    """The stored bytes as a download. The name holds references only."""

    def chunks() -> Iterator[bytes]:
        with source:
            while chunk := source.read(CHUNK):
                yield chunk

    headers = {
        "Content-Disposition": disposition(name),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "no-store",
    }
    if size is not None:
        headers["Content-Length"] = str(size)
    return StreamingResponse(chunks(), media_type=media_type, headers=headers)
