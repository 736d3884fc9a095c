"""Where checkpoints go, outside the database: folders, buckets, mailboxes, time-stamps."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from casework.settings import Settings


@dataclass(frozen=True)
class Copy:
    """One checkpoint as it is kept: the signed note, and the heads that changed since the last."""

    number: int
    note: str
    heads: str

    @property
    def files(self) -> dict[str, str]:
        """The list of heads first: where there is a note, there is its list."""
        return {f"{self.number:08}.heads": self.heads, f"{self.number:08}.note": self.note}


def copies_in(files: Mapping[str, bytes]) -> dict[int, Copy]:
    """The checkpoints among files, whatever else lies beside them."""
    found: dict[int, Copy] = {}
    for name, note in files.items():
        number, _, kind = name.partition(".")
        if kind == "note" and number.isascii() and number.isdigit():
            heads = files.get(f"{number}.heads", b"")
            found[int(number)] = Copy(int(number), _text(note), _text(heads))
    return found


def _text(content: bytes) -> str:
    return content.decode(errors="replace")  # which then fits no signature and no digest


class Place(Protocol):
    """Somewhere that a database administrator does not reach."""

    @property
    def name(self) -> str: ...

    def deliver(self, copy: Copy) -> bytes | None:
        """Keep it. Doing so again changes nothing. Returns a receipt where there is one.

        Raises:
            DeliveryFailed: it was not kept, or something else is kept under its number.
        """


@runtime_checkable
class Shelf(Place, Protocol):
    """A place that can be read back."""

    def exists(self) -> bool:
        """Whether anything was ever kept there; a bucket is always expected to be there."""

    def copies(self) -> dict[int, Copy]:
        """Every checkpoint it holds.

        Raises:
            DeliveryFailed: it cannot be read at the moment.
        """


def places_of(settings: Settings) -> list[Place]:
    """The places of a deployment: a folder always, the others when they are set."""
    from casework.journal.places.bucket import bucket_at
    from casework.journal.places.folder import Folder
    from casework.journal.places.mailbox import mailboxes_of
    from casework.journal.places.stamping import stamps_of

    found: list[Place] = [Folder(settings.checkpoints)]
    if settings.checkpoint_s3:
        found.append(bucket_at(settings.checkpoint_s3))
    return [*found, *mailboxes_of(settings), *stamps_of(settings)]


def shelf_at(address: str) -> Shelf:
    """A folder or a bucket, as somebody names it on the console."""
    from casework.journal.places.bucket import bucket_at
    from casework.journal.places.folder import Folder

    if address.startswith("s3://"):
        return bucket_at(address)
    return Folder(Path(address).absolute())
