"""A hearing pack as planned, and as printed."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from typing import BinaryIO, Protocol, TypeVar, cast
from uuid import UUID

from casework.documents.conformance import Conformance
from casework.documents.sheets import CoverSheet, Sheet
from casework.errors import CaseworkError


class ExhibitUnreadable(CaseworkError):
    """An exhibit cannot be put into a pack, so there is no pack. Names it and says why."""

    def __init__(self, exhibit: str, reason: str) -> None:
        super().__init__(f"{exhibit} cannot be put into the pack: {reason}")
        self.exhibit = exhibit
        self.reason = reason


class UnitChanged(ExhibitUnreadable):
    """What was kept of the pages of an exhibit is not what it was. They can be made ready again."""

    def __init__(self, exhibit: str) -> None:
        super().__init__(
            exhibit,
            "what was made ready of its pages is missing or was changed. It is made ready again "
            "from the original: make the pack again",
        )


class PackUnsound(CaseworkError):
    """A finished pack failed its own check, so it was not handed out."""


@dataclass(frozen=True)
class PdfPages:
    """A PDF that somebody else wrote, or a paper we issued: joined page by page."""

    content: bytes = field(repr=False)
    shows: str = ""


@dataclass(frozen=True)
class ImagePage:
    """A picture on a page of its own, untouched, with a caption below it."""

    content: bytes = field(repr=False)
    caption: str


@dataclass(frozen=True)
class KeptPages:
    """Pages that others made, made linkable when they were taken in: opened while linking.

    `sha256` is of what was taken in; a caption stands below pictures.
    """

    sha256: str
    opens: Callable[[], BinaryIO] = field(repr=False, compare=False)
    shows: str
    caption: str = ""


Source = PdfPages | ImagePage | KeptPages | Sheet


@dataclass(frozen=True, kw_only=True)
class PackItem:
    """One line of the index: an item with its parts in order, such as capture sheet and picture.

    `called` names the item when it has to be refused; for an exhibit, its reference.
    """

    called: str
    title: str
    description: str
    parts: tuple[Source, ...]
    day: date | None = None
    capture_id: UUID | None = None  # of an exhibit: its chain of custody says that it went in
    what: str = ""  # which thing of the case it is, in whatever edition

    @property
    def identity(self) -> str:
        return self.what or self.title


@dataclass(frozen=True, kw_only=True)
class PackSection:
    """A lettered section. One without items is left out."""

    letter: str
    title: str
    items: tuple[PackItem, ...]


@dataclass(frozen=True, kw_only=True)
class PackPlan:
    """Everything that goes into a pack, in order. `letter` is the pack's own (bundle A, B …).

    A supplement numbers on from what was issued, and its index repeats `earlier` lines.
    """

    cover: CoverSheet
    sections: tuple[PackSection, ...]
    letter: str = "A"
    draft: bool = True
    first_page: int = 1
    earlier: tuple["IndexLine", ...] = ()


@dataclass(frozen=True)
class IndexLine:
    """Where an item is, by its printed pages, which are those of the PDF; which thing of the case
    it is, and a hash of what was printed of it.
    """

    section: str
    title: str
    day: date | None
    description: str
    first_page: int
    last_page: int
    heading: str = ""
    what: str = ""
    sha256: str = ""


class Finished(Protocol):
    """A pack that was kept, to be read again from anywhere in it."""

    @property
    def sha256(self) -> str: ...

    @property
    def size(self) -> int: ...

    def opens(self) -> BinaryIO: ...


@dataclass(frozen=True)
class PrintedPack:
    """A pack that passed its check, and where it is kept."""

    kept: Finished = field(repr=False)
    pages: int
    index: tuple[IndexLine, ...]
    keeps_to: Conformance = field(default_factory=Conformance)

    @property
    def sha256(self) -> str:
        return self.kept.sha256

    @property
    def pdf(self) -> bytes:
        """All of it: for what is small."""
        with self.kept.opens() as source:
            return source.read()


Said = TypeVar("Said")


def said(thing: Said, speech: Callable[[str], str]) -> Said:
    """A plan, or any part of one, with every text of it put another way. Bytes stay as they are."""
    if isinstance(thing, str):
        return cast("Said", speech(thing) if type(thing) is str else thing)
    if isinstance(thing, tuple):
        return cast("Said", tuple(said(each, speech) for each in thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        told = {each.name: said(getattr(thing, each.name), speech) for each in fields(thing)}
        return cast("Said", replace(thing, **told))
    return thing


def pack_filename(reference: str, letter: str, day: date) -> str:
    """The name a pack is saved under. Holds no name of a person."""
    safe = re.sub(r"[^A-Za-z0-9]+", "-", reference).strip("-")
    return f"{safe}_Bundle-{letter}_{day:%Y%m%d}.pdf"
