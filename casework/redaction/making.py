"""Making a copy in the background: drawn, painted, made anew, read again by others, then kept.

Until the last step there is only a row that says “being made” and, at most, a file that no row
names. A worker that dies at any point leaves nothing that could be taken for a copy.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import pikepdf
import pypdfium2
from PIL import __version__ as pillow_version
from sqlmodel import Session

from casework.access import Actor
from casework.cases.gateway import perform
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.errors import CaseworkError, Unsound
from casework.evidence.kinds import FileKind
from casework.evidence.models import Capture
from casework.evidence.redacted import CopyStatus, RedactedCopy
from casework.people.sign_in import actor_of
from casework.redaction.checking import what_remains_in_pdf, what_remains_in_picture
from casework.redaction.copies import KeepCopy
from casework.redaction.flattening import FlatPdf, PageMade, flat_picture, page_made
from casework.redaction.pages import Page, read_pages
from casework.redaction.painting import Cover
from casework.redaction.places import Place, Word
from casework.redaction.queries import left_on, names_sought, reading_of
from casework.redaction.reading import CHANGED, original, words_of
from casework.storage import new_key, store

PHOTOGRAPHS = frozenset({FileKind.JPEG})
MOST_SAID = 20


class StillThere(CaseworkError):
    """A finished copy holds something that it must not, so it is not kept. Says what."""


@dataclass(frozen=True)
class Order:
    """All that making a copy needs, read in one go."""

    copy_id: UUID
    case_id: UUID
    capture_id: UUID
    reference: str
    actor: Actor
    key: str
    sha256: str
    kind: FileKind
    words: list[tuple[Word, ...]]
    covers: dict[int, list[Cover]]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """A finished copy that passed its check."""

    content: bytes
    media_type: str
    pages: int


def make(copy_id: UUID) -> None:
    """Make a copy and record it as the person who asked; a refusal is recorded in its own words."""
    with reading_as_casework() as session:
        order = order_of(session, session.get_one(RedactedCopy, copy_id))
    if order is None:
        return  # made already: a job may be delivered twice
    try:
        command = keeping(copy_id, order.case_id, copy_made(order))
        with as_casework() as session:
            perform(session, order.actor, order.reference, command, datetime.now(UTC))
    except CaseworkError as refused:
        _failed(copy_id, str(refused) or "Whoever asked for it no longer works on the case")
    except Exception:
        _failed(copy_id, "Something went wrong while making it. It has been logged")
        raise


def keeping(copy_id: UUID, case_id: UUID, made: Made) -> KeepCopy:
    """Put the bytes into the store; what is returned records them on the case."""
    kept = store().put_new(new_key("copies", case_id), [made.content])
    return KeepCopy(
        copy_id=copy_id,
        key=kept.key,
        sha256=kept.sha256,
        size=kept.size,
        media_type=made.media_type,
        pages=made.pages,
        checked_with=_checked_with(made),
    )


def copy_made(order: Order) -> Made:
    """The copy, read again by two libraries that did not make it.

    Raises:
        StillThere: something remains; nothing is kept.
        Unsound: the original changed, or is gone.
        NotReadable, StoreUnavailable: the original cannot be drawn or read.
    """
    content = original(order.capture_id, order.key)
    if sha256(content).hexdigest() != order.sha256:
        raise Unsound(CHANGED)
    made = _pdf(order, content) if order.kind is FileKind.PDF else _picture(order, content)
    return made


def _pdf(order: Order, content: bytes) -> Made:
    flat, pages = FlatPdf(), []
    for page in read_pages(content, True, pixels=True):
        pages.append(_planned(order, page))
        flat.add(page, pages[-1])
    finished = flat.finished()
    _require_nothing(what_remains_in_pdf(finished, pages, order.names))
    return Made(finished, "application/pdf", len(pages))


def _picture(order: Order, content: bytes) -> Made:
    page = next(iter(read_pages(content, False, pixels=True)))
    planned = _planned(order, page)
    assert page.image is not None
    photograph = order.kind in PHOTOGRAPHS
    finished = flat_picture(page.image, planned, photograph=photograph)
    _require_nothing(what_remains_in_picture(finished, planned))
    return Made(finished, "image/jpeg" if photograph else "image/png", 1)


def _planned(order: Order, page: Page) -> PageMade:
    words = order.words[page.number - 1] if page.number <= len(order.words) else page.words
    return page_made(page, words, order.covers.get(page.number, []))


def _require_nothing(found: list[str]) -> None:
    if found:
        more = f"; and {len(found) - MOST_SAID} more" if len(found) > MOST_SAID else ""
        raise StillThere("; ".join(found[:MOST_SAID]) + more)


def _checked_with(made: Made) -> str:
    pdfium = f"PDFium {pypdfium2.version.PDFIUM_INFO.build}"
    if made.media_type == "application/pdf":
        return f"{pdfium} and qpdf {pikepdf.__libqpdf_version__}"
    return f"{pdfium}, Pillow {pillow_version} and the parts of its file"


def order_of(session: Session, copy: RedactedCopy) -> Order | None:
    """What a copy is to be made from; None when it is not being made any more."""
    if copy.status is not CopyStatus.MAKING:
        return None
    capture = session.get_one(Capture, copy.capture_id)
    reading = reading_of(session, capture.id)
    covers: dict[int, list[Cover]] = {}
    for each in copy.boxes:
        place = Place(each["from_left"], each["from_top"], each["wide"], each["high"])
        covers.setdefault(each["page"], []).append(Cover(place, each["says"]))
    left = left_on(session, capture.id)
    names = [] if left else [one.name for one in names_sought(session, copy.case_id)]
    return Order(
        copy_id=copy.id,
        case_id=copy.case_id,
        capture_id=capture.id,
        reference=session.get_one(Case, copy.case_id).reference,
        actor=actor_of(session, copy.made_by),
        key=capture.key,
        sha256=capture.sha256,
        kind=capture.kind,
        words=words_of(reading) if reading else [],
        covers=covers,
        names=tuple(names),
    )


def give_up_copy(copy_id: UUID) -> None:
    """Record that a copy is not made, because each try ended the worker that made it."""
    _failed(copy_id, "Each try to make it was cut off")


def _failed(copy_id: UUID, says: str) -> None:
    with as_casework() as session:
        copy = session.get_one(RedactedCopy, copy_id, with_for_update=True)
        if copy.status is CopyStatus.MAKING:
            copy.status, copy.failure = CopyStatus.FAILED, says
