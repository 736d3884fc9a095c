"""When the employee first opened each letter and each edition of the pack, by the journal."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casework.case_file.recording import LETTER
from casework.cases.models import Case
from casework.journal import JournalEntry
from casework.journal.looking import CaseLookedAt
from casework.people.duplicates import same_person


@dataclass(frozen=True)
class Collected:
    """The first time that each was opened, by the id of the letter or the number of the edition."""

    letters: dict[UUID, datetime] = field(default_factory=dict)
    packs: dict[int, datetime] = field(default_factory=dict)


def collected_on(session: Session, case: Case) -> Collected:
    """What the employee has opened. Only their own looks are read, so that they may see it too."""
    told = Collected()
    if case.employee_id is None:
        return told
    theirs = col(JournalEntry.actor_id).in_(same_person(session, case.employee_id))
    wanted = select(JournalEntry).where(
        JournalEntry.case_id == case.id,
        theirs,
        col(JournalEntry.kind).in_((CaseLookedAt.__name__, "PackTaken")),
    )
    for entry in session.exec(wanted.order_by(col(JournalEntry.at))):
        _note(told, entry)
    return told


def _note(told: Collected, entry: JournalEntry) -> None:
    if entry.kind == "PackTaken":
        told.packs.setdefault(int(entry.facts["edition"]), entry.at)
        return
    what, which = entry.facts.get("item") or ("", "")
    if what == LETTER:
        told.letters.setdefault(UUID(str(which)), entry.at)
