"""What was made from originals: pictures of pages, their words, stills. Read, and made once."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from casework.database import as_casework, reading_as_casework
from casework.documents.conformance import facts_of
from casework.documents.packs import ExhibitUnreadable
from casework.documents.units.form import FORM, unit_in
from casework.errors import NotFound
from casework.evidence.derived_models import CopyKind, DerivedCopy
from casework.evidence.filewords import keep_words, words_in_file
from casework.evidence.kinds import FileKind
from casework.evidence.linkable import linkable
from casework.evidence.models import Capture
from casework.evidence.page_images import (
    MOST_BYTES,
    PagesNotShown,
    drawn,
    media_type_of,
    page_words,
)
from casework.evidence.queries import locked_capture
from casework.evidence.reading_words import ReaderAbsent, Words, words_in_picture
from casework.evidence.stills import NoStill, still_of
from casework.jobs import PREPARE, enqueue
from casework.storage import chunks_of, new_key, store

MOST_PAGES = 200
LINKABLE_TYPE = "application/vnd.casework.pages"
FEW_WORDS = 3  # fewer runs than that on a page of a PDF, and it is taken for a scan


@dataclass(frozen=True)
class Made:
    """A copy that is about to be kept."""

    kind: CopyKind
    content: bytes | BinaryIO = field(repr=False)
    media_type: str
    made_by: str
    page: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    says: str = field(default="", repr=False)  # what is found by its words


def copies_of(session: Session, capture_id: UUID) -> list[DerivedCopy]:
    """Everything made from an original, by kind and page."""
    wanted = select(DerivedCopy).where(DerivedCopy.capture_id == capture_id)
    ordered = wanted.order_by(col(DerivedCopy.kind), col(DerivedCopy.page).nulls_first())
    return list(session.exec(ordered))


def copy_of(
    session: Session, capture_id: UUID, kind: CopyKind, page: int | None = None
) -> DerivedCopy | None:
    wanted = select(DerivedCopy).where(
        DerivedCopy.capture_id == capture_id, DerivedCopy.kind == kind
    )
    if page is not None:
        wanted = wanted.where(DerivedCopy.page == page)
    return session.exec(wanted).first()


def copies_by_capture(
    session: Session, capture_ids: Sequence[UUID], kind: CopyKind
) -> dict[UUID, DerivedCopy]:
    """Of each original that has one: its copy of a kind that is made once."""
    wanted = select(DerivedCopy).where(
        col(DerivedCopy.capture_id).in_(capture_ids), DerivedCopy.kind == kind
    )
    return {each.capture_id: each for each in session.exec(wanted)}


def words_of(session: Session, capture_id: UUID) -> list[Words]:
    """The words of each page that were read, in order of page."""
    wanted = select(DerivedCopy).where(
        DerivedCopy.capture_id == capture_id, DerivedCopy.kind == CopyKind.TEXT_LAYER
    )
    rows = session.exec(wanted.order_by(col(DerivedCopy.page)))
    return [Words.model_validate_json(store().read(each.store_key)) for each in rows]


def page_picture(session: Session, capture: Capture, page: int) -> bytes:
    """A page as a picture: the copy that was made of it, or else one drawn now and not kept.

    Raises:
        PagesNotShown: it cannot be drawn. NotFound: its original is gone.
    """
    kept = copy_of(session, capture.id, CopyKind.PAGE_PICTURE, page)
    if kept is not None:
        return store().read(kept.store_key)
    return drawn(capture.kind, store().read(capture.key), page)


def prepare(capture_id: UUID) -> int:
    """Make every copy of an original that is not there yet; return how many were made.

    Nothing is made of what is in quarantine. Made again after a crash, it goes on where it was.
    """
    with reading_as_casework() as session:
        capture = session.get(Capture, capture_id)
        if capture is None or capture.scan.is_held:
            return 0
        there = {(each.kind, each.page) for each in copies_of(session, capture_id)}
        session.expunge(capture)  # read whole: drawing takes long, and keeps no transaction open
    done = 0
    for made in _wanted(capture, there):
        _keep(capture_id, capture.case_id, made)
        done += 1
    return done


def make_again(session: Session, capture_id: UUID) -> None:
    """Forget the copies of an original that moves: they lie under the key of its old case."""
    session.execute(delete(DerivedCopy).where(col(DerivedCopy.capture_id) == capture_id))
    enqueue(session, PREPARE, lock=f"prepare-{capture_id}", capture_id=str(capture_id))


Known = set[tuple[CopyKind, int | None]]


def _wanted(capture: Capture, there: Known) -> Iterator[Made]:
    if capture.is_printed and (CopyKind.LINKABLE, None) not in there:
        yield from _pages_for_packs(capture)
    if capture.kind is FileKind.VIDEO and (CopyKind.POSTER, None) not in there:
        yield from _still(capture)
    if not capture.is_shown or capture.size > MOST_BYTES:
        return
    content = store().read(capture.key)
    for page in range(1, min(max(capture.found.pages, 1), MOST_PAGES) + 1):
        if not {(CopyKind.PAGE_PICTURE, page), (CopyKind.TEXT_LAYER, page)} <= there:
            yield from _of_page(capture, content, page, there)


def _of_page(capture: Capture, content: bytes, page: int, there: Known) -> Iterator[Made]:
    try:
        picture = drawn(capture.kind, content, page)
    except PagesNotShown:
        return  # its page says so whenever somebody opens it
    if (CopyKind.PAGE_PICTURE, page) not in there:
        yield _picture(capture, picture, page)
    if (CopyKind.TEXT_LAYER, page) not in there:
        yield from _words(capture, content, picture, page)


def _picture(capture: Capture, picture: bytes, page: int) -> Made:
    library = "pypdfium2" if capture.kind is FileKind.PDF else "pillow"
    by = f"Casework {version('casework')}, {library} {version(library)}"
    return Made(CopyKind.PAGE_PICTURE, picture, media_type_of(picture), by, page)


def _words(capture: Capture, content: bytes, picture: bytes, page: int) -> Iterator[Made]:
    """The words a page holds itself, or else those read off its picture."""
    if capture.kind is FileKind.PDF:
        own = _own_words(content, page)
        if len(own) >= FEW_WORDS:
            by = f"pypdfium2 {version('pypdfium2')}"
            yield _layer(Words(page=page, recognised=False, words=own), by)
            return
    try:
        found, by = words_in_picture(picture)
    except ReaderAbsent:
        return  # no tesseract here: the page says that no words were read
    yield _layer(Words(page=page, recognised=True, words=found), by)


def _own_words(content: bytes, page: int) -> list[dict[str, Any]]:
    try:
        return page_words(content, page)
    except PagesNotShown:
        return []  # its picture was drawn, so its words can still be read off that


def _layer(words: Words, by: str) -> Made:
    facts = {"recognised": words.recognised, "words": len(words.words)}
    return Made(
        CopyKind.TEXT_LAYER,
        json.dumps(words.model_dump(mode="json")).encode(),
        "application/json",
        by,
        words.page,
        facts,
        words.text,
    )


def _pages_for_packs(capture: Capture) -> Iterator[Made]:
    library = f"pikepdf {version('pikepdf')}"
    by = f"Casework {version('casework')}, {library}, form {FORM}"
    try:
        with linkable(capture.key, capture.kind, capture.name, capture.name) as unit:
            facts = facts_of(unit_in(unit))
            unit.seek(0)
            says = ""
            with suppress(ExhibitUnreadable):  # a pack can hold it; only search goes without
                says = words_in_file(capture.key, capture.kind, capture.name)
            yield Made(CopyKind.LINKABLE, unit, LINKABLE_TYPE, by, facts=facts, says=says)
    except ExhibitUnreadable:
        return  # whoever puts it into a pack is told why, by its number


def _still(capture: Capture) -> Iterator[Made]:
    try:
        picture, by, facts = still_of(store().stream(capture.key))
    except NoStill:
        return  # its page says that there is none
    yield Made(CopyKind.POSTER, picture, "image/jpeg", by, facts=facts)


def _keep(capture_id: UUID, case_id: UUID, made: Made) -> None:
    """Bytes first, then the row that names them; the original may have moved meanwhile."""
    content = made.content
    pieces = [content] if isinstance(content, bytes) else chunks_of(content)
    kept = store().put_new(new_key("derived", case_id), pieces)
    with as_casework() as session:
        capture = locked_capture(session, capture_id)
        if capture is None:
            raise NotFound(str(capture_id))
        if capture.case_id != case_id:
            return  # it moved meanwhile: its copies are made again under the key of its case
        if copy_of(session, capture_id, made.kind, made.page):
            return  # another worker was quicker
        copy = DerivedCopy(
            case_id=capture.case_id,
            capture_id=capture_id,
            kind=made.kind,
            made_at=datetime.now(UTC),
            made_by=made.made_by,
            store_key=kept.key,
            sha256=kept.sha256,
            size=kept.size,
            media_type=made.media_type,
            page=made.page,
            facts=made.facts,
        )
        session.add(copy)
        keep_words(session, copy, made.says)
