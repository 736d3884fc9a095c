"""A hearing pack as planned, and as printed."""

import re
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from casework.documents.sheets import CoverSheet, Sheet
from casework.errors import CaseworkError


class ExhibitUnreadable(CaseworkError):
    """An exhibit cannot be put into a pack, so there is no pack. Names it and says why."""

    def __init__(self, exhibit: str, reason: str) -> None:
        super().__init__(f"{exhibit} cannot be put into the pack: {reason}")
        self.exhibit = exhibit
        self.reason = reason


class PackUnsound(CaseworkError):
    """A finished pack failed its own check, so it was not handed out."""


@dataclass(frozen=True)
class PdfPages:
    """A PDF that somebody else wrote, or a paper we issued: joined page by page."""

    content: bytes = field(repr=False)


@dataclass(frozen=True)
class ImagePage:
    """A picture on a page of its own, untouched, with a caption below it."""

    content: bytes = field(repr=False)
    caption: str


Source = PdfPages | ImagePage | Sheet


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


@dataclass(frozen=True, kw_only=True)
class PackSection:
    """A lettered section. One without items is left out."""

    letter: str
    title: str
    items: tuple[PackItem, ...]


@dataclass(frozen=True, kw_only=True)
class PackPlan:
    """Everything that goes into a pack, in order. `letter` is the pack's own (bundle A, B …)."""

    cover: CoverSheet
    sections: tuple[PackSection, ...]
    letter: str = "A"
    draft: bool = True


@dataclass(frozen=True)
class IndexLine:
    """Where an item is. Page numbers are both the printed ones and those of the PDF."""

    section: str
    title: str
    day: date | None
    description: str
    first_page: int
    last_page: int


@dataclass(frozen=True)
class PrintedPack:
    """A pack that passed its check."""

    pdf: bytes = field(repr=False)
    sha256: str
    pages: int
    index: tuple[IndexLine, ...]


def pack_filename(reference: str, letter: str, day: date) -> str:
    """The name a pack is saved under. Holds no name of a person."""
    safe = re.sub(r"[^A-Za-z0-9]+", "-", reference).strip("-")
    return f"{safe}_Bundle-{letter}_{day:%Y%m%d}.pdf"
