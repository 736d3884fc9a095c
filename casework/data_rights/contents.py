"""What an item says, and the copy of it that leaves: never more than was decided to give."""

import re
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlmodel import Session

from casework.data_rights.finding import words_at
from casework.data_rights.kinds import EXEMPTIONS, Giving, Thing
from casework.data_rights.models import DataRequestItem
from casework.data_rights.places import PLACES
from casework.documents.models import IssuedDocument
from casework.documents.paper_words import words_of_paper
from casework.errors import Unsound
from casework.evidence.copies import copy_name
from casework.evidence.models import Capture
from casework.evidence.queries import Item, item_on
from casework.evidence.redacted import CopyStatus, RedactedCopy, released_copy
from casework.redaction.sound import is_sound
from casework.storage import store

GONE = "It is not there any more"


@dataclass(frozen=True)
class Given:
    """The copy of one item: its name, its hash, and where its bytes are."""

    name: str
    sha256: str
    words: bytes = b""
    key: str = ""
    capture_id: UUID | None = None


def words_of(session: Session, item: DataRequestItem) -> str:
    """What an item says, for whoever decides about it. A file has no words here.

    Raises:
        Unsound: it is gone, or is not what was kept.
    """
    if item.thing is Thing.PAPER:
        paper = _paper(session, item)
        with store().open_sound(paper.key, paper.sha256, item.title) as source:
            return words_of_paper(source, item.title)
    found = words_at(session, PLACES[item.place], item.thing_id)
    if found is None:
        raise Unsound(GONE)
    return found


def not_there(words: str, passages: list[str]) -> list[str]:
    """The passages that a text does not say."""
    return [each for each in passages if not _pattern(each).search(words)]


def _pattern(passage: str) -> re.Pattern[str]:
    """A passage in whatever letters, wherever the lines break."""
    return re.compile(r"\s+".join(map(re.escape, passage.split())), re.IGNORECASE)


def hide(words: str, passages: list[str], exemption: str) -> str:
    """A text with each passage gone, everywhere, and the exemption said in its place.

    The longest goes first: a passage within another is hidden with it.
    """
    says = f"[hidden: {EXEMPTIONS[exemption].source}]"
    for each in sorted(passages, key=len, reverse=True):
        words = _pattern(each).sub(lambda _: says, words)
    return words


def capture_of(session: Session, item: DataRequestItem) -> Item:
    """The evidence that an item is."""
    return item_on(session, item.case_id, str(item.thing_id))


def copy_for(session: Session, item: DataRequestItem) -> RedactedCopy | None:
    """The redacted copy that would leave in place of an original."""
    return released_copy(session, item.thing_id) if item.thing is Thing.EXHIBIT else None


def fit_to_give_whole(session: Session, item: DataRequestItem) -> bool:
    """Whether an original may leave: not closed, withdrawn, held or frozen, and without a pupil."""
    if item.thing is not Thing.EXHIBIT:
        return True
    found = capture_of(session, item)
    capture = found.capture
    closed = capture.stopped_at or capture.withdrawn_at or capture.frozen_at
    shows = found.exhibit is not None and found.exhibit.shows_pupil
    return not (closed or capture.scan.is_held or shows)


def given(session: Session, item: DataRequestItem, case: str) -> Given:
    """The copy of an item as it was decided. The same decision gives the same bytes.

    Raises:
        Unsound: what it is made from is gone, changed, or was withdrawn.
    """
    assert item.giving
    assert item.giving.leaves
    if item.thing is Thing.EXHIBIT:
        return _file(session, item, case)
    called = f"{item.number:03}-{_slug(item.title)}"
    if item.thing is Thing.PAPER and item.giving is Giving.WHOLE:
        paper = _paper(session, item)
        return Given(f"{called}.pdf", paper.sha256, key=paper.key)
    words = words_of(session, item)
    if item.giving is Giving.REDACTED:
        assert item.exemption
        words = hide(words, item.hidden, item.exemption)
    content = f"{item.title}\n\n{words}\n".encode()
    return Given(f"{called}.txt", sha256(content).hexdigest(), words=content)


def _file(session: Session, item: DataRequestItem, case: str) -> Given:
    found = capture_of(session, item)
    if item.giving is Giving.WHOLE:
        name = f"{item.number:03}-{copy_name(case, found)}"
        return _as_kept(name, found.capture)
    copy = session.get(RedactedCopy, item.copy_id) if item.copy_id else None
    if copy is None or copy.status is not CopyStatus.RELEASED or not is_sound(copy):
        raise Unsound(f"The redacted copy of {found.reference} was withdrawn or is not sound")
    assert copy.key
    assert copy.sha256
    name = f"{item.number:03}-{case}-{found.reference}-redacted.{'pdf' if copy.is_pdf else 'png'}"
    return Given(name, copy.sha256, key=copy.key, capture_id=found.capture.id)


def _as_kept(name: str, capture: Capture) -> Given:
    return Given(name, capture.sha256, key=capture.key, capture_id=capture.id)


def _paper(session: Session, item: DataRequestItem) -> IssuedDocument:
    found = session.get(IssuedDocument, item.thing_id)
    if found is None:
        raise Unsound(GONE)
    return found


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]
