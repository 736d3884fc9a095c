"""The words in files, kept where they are searched: beside the copy they were read into.

They go when the copy goes: a trigger of PostgreSQL sees to it (migration 0048).
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import Session, col, select

from casework.cases.searchable import SearchWords
from casework.database import as_casework, reading_as_casework
from casework.documents.packs import ExhibitUnreadable
from casework.errors import NotFound, Unsound
from casework.evidence import apart
from casework.evidence.derived_models import CopyKind, DerivedCopy
from casework.evidence.kinds import FileKind, reads_as
from casework.evidence.models import Capture
from casework.evidence.queries import locked_capture
from casework.evidence.reading_words import Words
from casework.evidence.worded import MOST_SECONDS
from casework.storage import store

MOST_LETTERS = 250_000  # of one file of words, or one page: what is beyond is found nowhere
AT_ONCE = 50
PLACE, SIGHT = "file", "evidence"
_LEFT_OUT = {0: None, 0xE000: None, 0xE001: None}  # what PostgreSQL or an excerpt cannot hold


def keep_words(session: Session, copy: DerivedCopy, says: str) -> None:
    """Have the words that were read into a copy found by whoever may read its original."""
    body = says.translate(_LEFT_OUT).strip()[:MOST_LETTERS]
    if body:
        session.flush()  # the copy goes first, so that its words are never without it
        kept = SearchWords(
            case_id=copy.case_id,
            place=PLACE,
            sight=SIGHT,
            record_id=copy.id,
            capture_id=copy.capture_id,
            page=copy.page or 0,
            body=body,
        )
        session.add(kept)


def words_in_file(key: str, kind: FileKind, name: str) -> str:
    """What a file of words says, read in the confined process; nothing of any other file.

    Raises:
        ExhibitUnreadable: it cannot be read.
    """
    how = reads_as(kind, name)
    if not how:
        return ""
    with apart.held(b"") as source:
        for piece in store().stream(key):
            source.write(piece)
        source.flush()
        try:
            told = apart.ask("read-words", source, how, seconds=MOST_SECONDS)
        except (apart.Declined, apart.Busy, apart.NotConfined, apart.TookTooMuch) as refused:
            raise ExhibitUnreadable(name, str(refused)) from refused
    return "\n".join(_said(json.loads(told)))


def _said(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        told = told.values()
    if isinstance(told, str):
        yield told
    elif not isinstance(told, int | float | None):
        for each in told:
            yield from _said(each)


def keep_earlier(tried: set[UUID]) -> int:
    """Keep the words of files that an earlier version read; return how many were tried.

    What cannot be read is tried once by each worker, so that it stands in nobody's way.
    """
    with reading_as_casework() as session:
        waiting = [each for each in _without(session) if each[0] not in tried][:AT_ONCE]
    for copy_id, capture_id in waiting:
        tried.add(copy_id)
        with suppress(NotFound, Unsound, ExhibitUnreadable):
            _keep_one(copy_id, capture_id)
    return len(waiting)


def _without(session: Session) -> list[tuple[UUID, UUID]]:
    kept = exists().where(col(SearchWords.record_id) == DerivedCopy.id)
    wanted = select(DerivedCopy, Capture).join(Capture, col(Capture.id) == DerivedCopy.capture_id)
    kinds = col(DerivedCopy.kind).in_([CopyKind.TEXT_LAYER, CopyKind.LINKABLE])
    rows = session.exec(wanted.where(~kept, kinds).order_by(col(DerivedCopy.made_at)))
    return [(copy.id, of.id) for copy, of in rows if _holds_words(copy, of)]


def _holds_words(copy: DerivedCopy, capture: Capture) -> bool:
    if copy.kind is CopyKind.TEXT_LAYER:
        return bool(copy.facts.get("words"))
    return bool(reads_as(capture.kind, capture.name))


def _keep_one(copy_id: UUID, capture_id: UUID) -> None:
    """Read first, which takes long; the copy may be gone by then."""
    with reading_as_casework() as session:
        copy, capture = session.get(DerivedCopy, copy_id), session.get(Capture, capture_id)
        if copy is None or capture is None:
            return
        session.expunge_all()
    if copy.kind is CopyKind.TEXT_LAYER:
        says = Words.model_validate_json(store().read(copy.store_key)).text
    else:
        says = words_in_file(capture.key, capture.kind, capture.name)
    with as_casework() as session:
        locked_capture(session, capture_id)
        still = session.get(DerivedCopy, copy_id)
        if still is not None:
            keep_words(session, still, says)
