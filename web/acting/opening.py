"""Opening a case for a page. The employee and their companion have one page, and are led to it."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from casework.access import Action, Actor, Permission, Verdict, require_to_ask
from casework.case_file import queries
from casework.case_file.queries import SHOWN_ENTRIES, CaseFile
from casework.case_file.sight import EVIDENCE, LETTERS, is_theirs, require_any
from casework.cases.gateway import standing_now
from casework.errors import NotPermitted


class TheirOwnPage(Exception):
    """What they asked for is on their own page of the case."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


def open_case_file(
    session: Session,
    actor: Actor,
    reference: str,
    today: date,
    *actions: Action,
    most: int | None = SHOWN_ENTRIES,
) -> CaseFile:
    """The whole case for this reader, as `queries.open_case_file` has it.

    Raises:
        NotFound, StepUpNeeded, NotPermitted: as the matrix says.
        TheirOwnPage: every action named is theirs, as the employee or their companion.
    """
    file = queries.open_case_file(session, actor, reference, today, *actions, most=most)
    if file.is_theirs:
        raise TheirOwnPage(reference) if actions else NotPermitted(case_id=file.case.id)
    return file


def open_for_any(
    session: Session,
    actor: Actor,
    reference: str,
    today: date,
    actions: Iterable[Action],
    most: int | None = SHOWN_ENTRIES,
) -> CaseFile:
    """The case for a page that shows whatever of several actions the reader may see.

    Raises:
        NotFound, NotPermitted: they see nothing of it, not even redacted.
        TheirOwnPage: as `open_case_file` does.
    """
    standing = standing_now(session, actor, reference)
    require_any(standing, actions)
    if is_theirs(standing):
        raise TheirOwnPage(reference)
    return queries.open_case_file(session, actor, reference, today, most=most)


def open_evidence(session: Session, actor: Actor, reference: str, today: date) -> CaseFile:
    """The case for a page of its evidence."""
    return open_for_any(session, actor, reference, today, EVIDENCE)


def open_letters(session: Session, actor: Actor, reference: str, today: date) -> CaseFile:
    """The case for a page of its letters and reports.

    Raises:
        NotFound, NotPermitted: as the matrix says.
        TheirOwnPage: the employee reads theirs there, from the first one that was sent.
    """
    standing = standing_now(session, actor, reference)
    if standing.is_employee and standing.knows:
        raise TheirOwnPage(reference)
    return open_for_any(session, actor, reference, today, LETTERS)


def open_to_act(
    session: Session, actor: Actor, reference: str, today: date, permission: Permission
) -> CaseFile:
    """The case for the page of an act; whoever may act without seeing it gets it redacted.

    Raises:
        NotFound, StepUpNeeded, NotPermitted: they may not even ask for the act.
    """
    require_to_ask(standing_now(session, actor, reference), permission)
    least = Verdict.REDACTED
    return queries.open_case_file(session, actor, reference, today, least=least)
