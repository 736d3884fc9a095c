"""Units in a folder, as parts of a pack, and a pack beside them in the open: only here."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

PIECE = 1 << 20
MADE = datetime(2026, 11, 16, 9, 5, tzinfo=UTC)


def to_bind(folder: Path) -> Any:
    """The units as parts of a pack, and what the pack says of itself."""
    from casework.documents.bookmarks import Bookmark
    from casework.documents.linking import Binding, Part
    from casework.documents.press import Pressed

    parts, marks, page = [], [], 1
    for unit in units(folder):
        made = Pressed.of(partial(_unit, unit))
        parts.append(Part(made.unit, made.opens, f"Exhibit {unit.stem}", f"Exhibit {unit.stem}"))
        marks.append(Bookmark(f"Exhibit {unit.stem}, page {page}", page))
        page += len(made.unit.pages)
    binding = Binding("Hearing pack", "SM26-0001 · Bundle A · Draft 1 ·", True, MADE, tuple(marks))
    return parts, binding


def _unit(place: Path) -> BinaryIO:
    return place.open("rb")


def units(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.unit"))


def pieces(place: Path) -> Iterator[bytes]:
    with place.open("rb", buffering=0) as source:
        while piece := source.read(PIECE):
            yield piece


def kept(folder: Path, pieces: Iterable[bytes]) -> None:
    digest = sha256()
    with (folder / "out.pdf").open("wb", buffering=0) as out:
        for piece in pieces:
            digest.update(piece)
            out.write(piece)
