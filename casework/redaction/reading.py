"""Reading what the pages of an original say, once, in the background."""

import json
from uuid import UUID

from sqlmodel import Session

from casework.database import as_casework, reading_as_casework
from casework.errors import CaseworkError, NotFound, StoreUnavailable, Unsound
from casework.evidence.freezing import suspect
from casework.evidence.kinds import FileKind
from casework.evidence.models import Capture
from casework.redaction.models import PageReading, ReadingStatus
from casework.redaction.pages import Page, read_pages
from casework.redaction.places import Place, Word
from casework.redaction.seen_words import besides, can_see, words_in
from casework.storage import new_key, store

MISSING = "The original is missing from the store"
CHANGED = "The original is not the file that was taken in"


def can_be_redacted(capture: Capture) -> bool:
    """Whether an original can be drawn, so that what is hidden can be painted over."""
    return capture.is_shown


def read(reading_id: UUID) -> None:
    """Find the words of every page and keep them beside the evidence. Twice does no harm."""
    with reading_as_casework() as session:
        reading = session.get_one(PageReading, reading_id)
        capture = session.get_one(Capture, reading.capture_id)
        wanted, key, pdf = reading.status is ReadingStatus.READING, capture.key, is_pdf(capture)
        case_id, capture_id = capture.case_id, capture.id
    if not wanted:
        return
    try:
        sizes, kept = words_kept(case_id, original(capture_id, key), pdf)
    except StoreUnavailable:
        raise  # the disk may be back soon: the job is tried again
    except CaseworkError as refused:
        _tell(reading_id, status=ReadingStatus.FAILED, failure=str(refused))
    else:
        told = {"sizes": sizes, "key": kept, "pictures_read": can_see()}
        _tell(reading_id, status=ReadingStatus.READ, **told)


def is_pdf(capture: Capture) -> bool:
    return capture.kind is FileKind.PDF


def original(capture_id: UUID, key: str) -> bytes:
    """The bytes of an original. One that changed or is gone is read again, and frozen, at once.

    Raises:
        Unsound: it is not what was taken in, or it is missing.
        StoreUnavailable: the store cannot be reached now.
    """
    try:
        return store().read(key)
    except (NotFound, Unsound) as harmed:
        suspect(capture_id)
        raise Unsound(MISSING if isinstance(harmed, NotFound) else CHANGED) from harmed


def words_kept(case_id: UUID, content: bytes, pdf: bool) -> tuple[list[list[float]], str]:
    """The size of each page, and where their words were put."""
    sizes: list[list[float]] = []
    words: list[list[list[object]]] = []
    for page in read_pages(content, pdf, pixels=True):
        sizes.append([page.wide, page.high])
        words.append([_plain(each) for each in _words(page)])
    kept = store().put_new(new_key("readings", case_id), [json.dumps(words).encode()])
    return sizes, kept.key


def _words(page: Page) -> list[Word]:
    """What is written, and what only a picture on the page shows."""
    if page.image is None or not (page.pictured or not page.words):
        return list(page.words)
    return besides(page.words, words_in(page.image))


def _plain(word: Word) -> list[object]:
    place = word.place
    return [word.text, place.left, place.top, place.wide, place.high, word.seen, word.line]


def words_of(reading: PageReading) -> list[tuple[Word, ...]]:
    """The words of every page as they were read. None while they are not."""
    if reading.key is None:
        return []
    pages = json.loads(store().read(reading.key))
    return [
        tuple(Word(text, Place(*where), seen, line) for text, *where, seen, line in page)
        for page in pages
    ]


def give_up_reading(reading_id: UUID) -> None:
    """Record that the pages cannot be read, because each try ended the worker that read them."""
    failure = "reading it was cut off again and again"
    _tell(reading_id, status=ReadingStatus.FAILED, failure=failure)


def _tell(reading_id: UUID, **told: object) -> None:
    with as_casework() as session:
        reading = _locked(session, reading_id)
        if reading.status is ReadingStatus.READING:
            for name, value in told.items():
                setattr(reading, name, value)


def _locked(session: Session, reading_id: UUID) -> PageReading:
    return session.get_one(PageReading, reading_id, with_for_update=True)
