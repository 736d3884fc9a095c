"""Archives that somebody sent: unpacked into nothing, to count what they would become."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from casework.evidence.confined.told import Declined, Note, Refusal

MOST_ENTRIES, MOST_BYTES = 2_000, 200 << 20
STEEPEST, BELOW_IT_NO_MATTER = 100, 8 << 20
PIECE = 1 << 16
SYMLINK, KIND_BITS = 0o120000, 0o170000
LOCKED = 0x1
TYPES = "[Content_Types].xml"
WORD = b"wordprocessingml.document.main+xml"
DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
XML = (".xml", ".rels", ".vml")
LARGEST_XML = 32 << 20
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def examine(content: bytes) -> dict[str, object]:
    """What an archive is and becomes; nothing of it is kept outside this process."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _examined(archive, len(content))
    except DAMAGED as broken:
        raise Declined(Refusal.BROKEN) from broken


def _examined(archive: zipfile.ZipFile, packed: int) -> dict[str, object]:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Declined(Refusal.ENTRIES)
    names = [each.filename for each in entries]
    if any(_escapes(each) for each in entries) or len(set(names)) != len(names):
        raise Declined(Refusal.ESCAPES)
    notes: list[Note] = []
    office = TYPES in names
    kind = "zip"
    for entry, piece in _unpacked(archive, entries, packed, notes, office):
        kind = _kind(entry, piece, kind)
        _require_plain(entry, piece)
        if b'TargetMode="External"' in piece and b"/hyperlink" not in piece:
            notes.append(Note.FETCHES)
    if "datapackage.json" in names and any(each.startswith("archive/") for each in names):
        kind = "wacz"
    return {"flags": [], "notes": sorted(set(notes)), "pages": 0, "kind": kind}


def _escapes(entry: zipfile.ZipInfo) -> bool:
    """Whether unpacking it elsewhere would write outside its folder."""
    name = entry.filename.replace("\\", "/")
    path = PurePosixPath(name)
    link = (entry.external_attr >> 16) & KIND_BITS == SYMLINK
    return link or path.is_absolute() or ".." in path.parts or name[1:2] == ":"


def _unpacked(
    archive: zipfile.ZipFile,
    entries: list[zipfile.ZipInfo],
    packed: int,
    notes: list[Note],
    office: bool,
) -> Iterator[tuple[str, bytes]]:
    """Each entry of an office document that is XML, whole; of everything the bytes are counted."""
    most = min(MOST_BYTES, max(packed * STEEPEST, BELOW_IT_NO_MATTER))
    total = 0
    for entry in entries:
        if entry.flag_bits & LOCKED:
            notes.append(Note.LOCKED_PARTS)
            continue
        kept = bytearray()
        wanted = office and entry.filename.lower().endswith(XML)
        with archive.open(entry) as source:
            while piece := source.read(PIECE):
                total += len(piece)
                if total > most:
                    raise Declined(Refusal.ARCHIVE_BOMB)
                if wanted and len(kept) < LARGEST_XML:
                    kept += piece
        yield entry.filename, bytes(kept)


def _kind(name: str, piece: bytes, known: str) -> str:
    return "word" if name == TYPES and WORD in piece else known


def _require_plain(name: str, piece: bytes) -> None:
    """No programs in a document, and no XML that defines things of its own."""
    if name.lower().endswith("vbaproject.bin") or b"macroEnabled" in piece:
        raise Declined(Refusal.MACROS)
    if DECLARES.search(piece) or DECLARES.search(piece.replace(b"\x00", b"")):
        raise Declined(Refusal.ENTITIES)
