"""Files within a file: what an archive or a message holds, listed, and one of them taken out."""

import email.policy
import io
import zipfile
import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from hashlib import sha256
from typing import Any

from casework.evidence.confined.told import Declined

MOST_ENTRIES, LARGEST, MOST_BYTES = 2_000, 100 << 20, 400 << 20
LOCKED = 0x1
NOT_READ = "what it holds cannot be read"
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, LookupError,
    RecursionError,
)  # fmt: skip
# Name, why it cannot be taken out, and its bytes.
Held = tuple[str, str, bytes]


def listed(content: bytes, kind: str) -> list[dict[str, Any]]:
    """Every file that is held, with its size and hash. Raises Declined."""
    found, most = [], MOST_BYTES
    for number, (name, why, held) in enumerate(_read(content, kind), start=1):
        most -= len(held)
        if number > MOST_ENTRIES or most < 0:
            raise Declined(NOT_READ)
        told = {"size": len(held), "sha256": sha256(held).hexdigest()}
        found.append({"number": number, "name": name, "why": why, **told})
    return found


def taken(content: bytes, kind: str, number: int) -> bytes:
    """One of them, as it is held. Raises Declined: it is not there, or cannot be taken out."""
    for at, (_, why, held) in enumerate(_read(content, kind), start=1):
        if at == number:
            if why:
                raise Declined(why)
            return held
    raise Declined(NOT_READ)


def _read(content: bytes, kind: str) -> Iterator[Held]:
    try:
        yield from KINDS[kind](content)
    except BROKEN as broken:
        raise Declined(NOT_READ) from broken


def _of_archive(content: bytes) -> Iterator[Held]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for each in archive.infolist():
            if each.is_dir():
                continue
            if each.flag_bits & LOCKED:
                yield each.filename, "it is locked with a password", b""
            elif each.file_size > LARGEST:
                yield each.filename, "it is larger than 100 MB", b""
            else:
                yield _unpacked(archive, each)


def _unpacked(archive: zipfile.ZipFile, each: zipfile.ZipInfo) -> Held:
    with archive.open(each) as source:
        held = source.read(LARGEST + 1)
    if len(held) > LARGEST:
        return each.filename, "it is larger than 100 MB", b""
    return each.filename, "" if held else "it is empty", held


def _of_message(content: bytes) -> Iterator[Held]:
    message = BytesParser(_class=EmailMessage, policy=email.policy.default).parsebytes(content)
    for at, each in enumerate(message.iter_attachments(), start=1):
        held = _attached(each)
        name = each.get_filename() or (f"message {at}.eml" if _is_mail(each) else f"file {at}")
        yield name, "" if held else "it is empty", held


def _is_mail(part: EmailMessage) -> bool:
    return part.get_content_type() == "message/rfc822"


def _attached(part: EmailMessage) -> bytes:
    if _is_mail(part):
        inner = part.get_content()
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


KINDS = {"zip": _of_archive, "mail": _of_message}
