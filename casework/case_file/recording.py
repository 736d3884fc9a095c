"""Recording who looked at a case and who was refused, before anything of it leaves.

Looks are noted while an answer is made and written when its transaction has ended: an answer whose
look cannot be recorded is not sent. Not recorded: how far a pack has come, which holds nothing of
the case, and the lists of one's own cases.
"""

from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session

from casework.access import Actor
from casework.errors import NotFound
from casework.errors import Refused as Refusal
from casework.journal import looked, refused
from casework.journal.asking import NOBODY_SAID, Asked
from casework.journal.looking import CaseLookedAt, How, Refused, Searched
from casework.journal.record import Event

_KEY, _SOUGHT, _ITEM = "casework.opened", "casework.sought", "casework.item"
LETTER = "letter"
PROGRESS = "/job"
TAKEN_AWAY = (".pdf", ".csv", ".zip", "/content", "/copy")
OF_A_CASE = "/{reference}"


def note_opened(session: Session, case_id: UUID) -> None:
    """The reader of this session is shown something of the case."""
    session.info.setdefault(_KEY, []).append(case_id)


def opened_in(session: Session) -> list[UUID]:
    """Every case that this session has shown something of, each once."""
    return list(dict.fromkeys(session.info.get(_KEY, ())))


def note_collected(session: Session, document_id: UUID) -> None:
    """The employee is given this letter: the look at the case says which it was."""
    session.info[_ITEM] = (LETTER, document_id)


def note_searched(session: Session, words: str, found: int) -> None:
    """The reader of this session looked for words."""
    session.info.setdefault(_SOUGHT, []).append(Searched(words=words, found=found))


def note_read(session: Session, event: Event) -> None:
    """The reader of this session is shown something that belongs to no one case."""
    session.info.setdefault(_SOUGHT, []).append(event)


def record_looks(
    session: Session, actor: Actor | None, address: str, asked: Asked = NOBODY_SAID
) -> None:
    """Write down every case that was opened for an answer, by the part that was read; of words
    that were searched for, that they were: they belong to no case.

    Raises:
        JournalUnavailable: it could not be recorded; nothing may be shown.
    """
    if actor is None or address.endswith(PROGRESS):
        return
    how: How = "downloaded" if address.endswith(TAKEN_AWAY) else "viewed"
    for case_id in opened_in(session):
        item = session.info.get(_ITEM)
        event = CaseLookedAt(section=section_of(address), how=how, item=item)
        looked(case_id, actor, event, datetime.now(UTC), asked)
    for search in session.info.get(_SOUGHT, ()):
        looked(None, actor, search, datetime.now(UTC), asked)


def record_refusal(
    actor: Actor | None,
    address: str,
    reference: str,
    error: Refusal,
    asked: Asked = NOBODY_SAID,
) -> None:
    """Write down that a case, or an address of one, was refused.

    Raises:
        JournalUnavailable: it could not be recorded.
    """
    if actor is None or OF_A_CASE not in address:
        return
    reason = "no such case for them" if isinstance(error, NotFound) else "not theirs"
    event = Refused(action=error.asked or section_of(address), reason=reason)
    if error.case_id:  # a report is addressed by a reference that its case has outgrown
        looked(error.case_id, actor, event, datetime.now(UTC), asked)
        return
    refused(reference, actor, event, datetime.now(UTC), asked)


def section_of(address: str) -> str:
    """What of a case an address shows: its last word, without what stands for a value."""
    words = [each for each in address.split("/") if each and "{" not in each]
    last = words[-1] if words else ""
    return "the case" if last in {"cases", "reports", ""} else f"the case: {last.replace('-', ' ')}"
