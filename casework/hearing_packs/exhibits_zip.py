"""The exhibits of a case as one ZIP with a list of their hashes, made while it is sent.

A released redacted copy goes in place of its original. What shows a pupil and has none stays here,
and the list says so: nothing leaves that a redaction profile would hide.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from casework.errors import Unsound
from casework.evidence.copies import copy_name
from casework.evidence.queries import Item
from casework.storage import chunks_of, store
from casework.working_days import LONDON

LIST = "SHA-256.txt"
STOPPED = "it is closed, and with the police"
HELD = "it is in quarantine"
FROZEN = "it is not the file that was taken in"
PUPIL = "it shows a pupil, and no redacted copy was released"
WITHDRAWN = "it was taken back by whoever sent it"
WEEDED = "nobody relied on it, and it was weeded"


@dataclass(frozen=True)
class Member:
    """A file of the ZIP, and what it must be."""

    name: str
    key: str
    sha256: str
    capture_id: UUID
    redacted: bool


@dataclass(frozen=True)
class Chosen:
    """What goes in, and what stays with its reason."""

    members: tuple[Member, ...]
    left: tuple[tuple[str, str], ...]


def chosen(items: Iterable[Item], reference: str) -> Chosen:
    """What of the exhibits leaves. The items are those that the reader may see whole."""
    members, left = [], []
    for item in items:
        if item.exhibit is None:
            continue
        if why := _stays(item):
            left.append((item.reference, why))
        else:
            members.append(_member(item, reference))
    return Chosen(tuple(members), tuple(left))


def _stays(item: Item) -> str:
    capture = item.capture
    reasons = (
        (bool(capture.stopped_at), STOPPED),
        (bool(capture.withdrawn_at), WITHDRAWN),
        (bool(capture.weeded_at), WEEDED),
        (capture.scan.is_held, HELD),
        (bool(capture.frozen_at), FROZEN),
        (bool(item.exhibit and item.exhibit.shows_pupil) and _copy(item) is None, PUPIL),
    )
    return next((why for stands, why in reasons if stands), "")


def _copy(item: Item) -> tuple[str, str] | None:
    """Where the released copy is, and its hash."""
    copy = item.copy
    return (copy.key, copy.sha256) if copy and copy.key and copy.sha256 else None


def _member(item: Item, reference: str) -> Member:
    capture, copy = item.capture, _copy(item)
    if copy is None:
        name = copy_name(reference, item)
        return Member(name, capture.key, capture.sha256, capture.id, redacted=False)
    ending = ".pdf" if item.copy and item.copy.is_pdf else ".png"
    name = f"{reference}-{item.reference}-redacted{ending}"
    return Member(name, *copy, capture.id, redacted=True)


def zipped(told: Chosen, reference: str, at: datetime) -> Iterator[bytes]:
    """The ZIP, piece by piece: never more than a piece of one file in memory.

    Raises:
        Unsound: a file is not what its row says; the ZIP breaks off there and cannot be opened.
    """
    sink = Sink()
    day = at.astimezone(LONDON).timetuple()[:6]
    with ZipFile(sink, "w", ZIP_STORED) as archive:
        for member in told.members:
            entry = ZipInfo(member.name, day)
            digest = sha256()
            with (
                store().open_as_kept(member.key, member.sha256) as source,
                archive.open(entry, "w", force_zip64=True) as target,
            ):
                for chunk in chunks_of(source):
                    digest.update(chunk)
                    target.write(chunk)
                    yield from sink.taken()
            if digest.hexdigest() != member.sha256:
                raise Unsound(f"{member.name} is not what was kept")
        archive.writestr(ZipInfo(LIST, day), listed(told, reference))
        yield from sink.taken()
    yield from sink.taken()


def listed(told: Chosen, reference: str) -> str:
    """The list of hashes, as sha256sum reads it, with what stayed behind said below."""
    lines = [f"{each.sha256}  {each.name}" for each in told.members]
    lines.append(f"# {reference}: a redacted copy stands in place of its original")
    lines += [f"# Not in here: {name}, because {why}" for name, why in told.left]
    return "\n".join([*lines, ""])


class Sink:
    """What a ZIP is written into when it goes straight on: it has no beginning to go back to."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._at = 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self._at += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Whoever reads it goes on reading."""

    def seekable(self) -> bool:
        return False

    def taken(self) -> Sequence[bytes]:
        pieces, self._pieces = self._pieces, []
        return pieces
