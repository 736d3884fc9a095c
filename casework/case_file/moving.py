"""Moving what an earlier version kept in the open under encryption: one at a time, resumable.

Bytes come before the row that names them, here too. A move that is cut off leaves at most bytes
that no row names, which sweeping removes, or a row that still names the old.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import not_, or_, update
from sqlmodel import Session, col, select

from casework.access import CASEWORK
from casework.cases.gateway import Act
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.documents.models import IssuedDocument
from casework.evidence.custody import found_under, link
from casework.evidence.models import Capture, Found, Handling
from casework.hearing_packs.models import HearingPack
from casework.people.app_secrets import seal_app_secrets
from casework.reports.models import DraftFile
from casework.storage import Store, new_key
from casework.storage.names import DRAFTS, EARLIER_DRAFTS

A_HOLDER = "^[a-z-]+/[0-9a-f-]{36}/"
KINDS: tuple[tuple[Any, str, str], ...] = (
    (Capture, "evidence", "case_id"),
    (IssuedDocument, "issued", "case_id"),
    (HearingPack, "packs", "case_id"),
    (DraftFile, DRAFTS, "draft_id"),
)


@dataclass(frozen=True)
class Waiting:
    """Something that still lies in the open."""

    table: Any
    id: UUID
    key: str
    sha256: str
    new_key: str


def waiting() -> list[Waiting]:
    """Everything that a row names and that is not encrypted yet."""
    found = []
    with reading_as_casework() as session:
        for table, what, holder in KINDS:
            for row in session.exec(select(table).where(_in_the_open(table))):
                key = new_key(what, getattr(row, holder))
                found.append(Waiting(table, row.id, row.key, row.sha256 or "", key))
    return found


def _in_the_open(table: Any) -> Any:
    encrypted = col(table.key).regexp_match(A_HOLDER)
    earlier = col(table.key).startswith(f"{EARLIER_DRAFTS}/")
    return or_(not_(encrypted), earlier)


def encrypt_earlier(store: Store) -> tuple[int, list[str]]:
    """Encrypt what lies in the open. How many moved, and what could not, as sentences."""
    moved, refused = 0, []
    for each in waiting():
        problem = _moved(store, each)
        if problem:
            refused.append(problem)
        else:
            moved += 1
    with as_casework() as session:
        seal_app_secrets(session)
    return moved, refused


def _moved(store: Store, each: Waiting) -> str:
    """Nothing when it moved; else why it stays where it is, to be found by the next check."""
    found = found_under(store, each.key, each.sha256)
    if found is not Found.SOUND:
        return f"{each.key} was not moved under encryption: it is {found.value}"
    store.adopt(each.key, each.new_key)
    with as_casework() as session:
        if not _renamed(session, each):
            return f"{each.key} was moved or removed meanwhile"
    store.remove(each.key)
    return ""


def _renamed(session: Session, each: Waiting) -> bool:
    """The row names the encrypted bytes from now on, unless it changed meanwhile."""
    renamed = (
        update(each.table)
        .where(each.table.id == each.id, each.table.key == each.key)
        .values(key=each.new_key)
    )
    if not session.connection().execute(renamed).rowcount:
        return False
    if each.table is Capture:
        capture = session.get_one(Capture, each.id)
        act = Act(session, session.get_one(Case, capture.case_id), CASEWORK, datetime.now(UTC))
        link(act, capture, Handling.ENCRYPTED)
    return True
