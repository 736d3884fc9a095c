"""Opening a case for one reader: what they may see is settled before anything of it is read."""

from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from casework.access import Action, Actor, Standing, Verdict, refusal
from casework.case_file.recording import note_opened
from casework.cases.gateway import standing_now
from casework.cases.models import Case
from casework.database.whose import asked_once, working_on

_THE_CASE: Any = select(Case).where(col(Case.id) == bindparam("id"))


def open_case(
    session: Session,
    actor: Actor,
    reference: str,
    *actions: Action,
    least: Verdict = Verdict.ALLOWED,
) -> tuple[Case, Standing]:
    """The case and the reader's standing on it, before anything else is read.

    Every action named must be theirs, in full unless `least` says otherwise; the employee's own
    header is theirs too.

    Raises:
        NotFound: there is no such case for this reader.
        StepUpNeeded: they must first prove again who they are.
        NotPermitted: they may know of the case, and may not see this of it.
    """
    standing = require_standing(session, actor, reference, actions, least)
    with working_on(session, standing.of_case):
        return the_case(session, standing), standing


def require_standing(
    session: Session,
    actor: Actor,
    reference: str,
    actions: tuple[Action, ...],
    least: Verdict,
) -> Standing:
    """What the reader is to the case, once everything asked for is theirs.

    Raises:
        NotFound, StepUpNeeded, NotPermitted: as `open_case` does.
    """
    standing = standing_now(session, actor, reference)
    for action in actions or (Action.VIEW_HEADER,):
        told = standing.verdict(action)
        if told < least and not (told is Verdict.OWN and action is Action.VIEW_HEADER):
            raise refusal(told if standing.knows else Verdict.HIDDEN, standing, action)
    return standing


def the_case(session: Session, standing: Standing) -> Case:
    """The case itself, which whoever got here may see; that they did is written down.

    Ask while working on it.
    """
    note_opened(session, standing.of_case)
    asked = {"id": standing.of_case}
    found: tuple[Case, ...] = asked_once(
        session, (Case, standing.of_case), lambda: (session.execute(_THE_CASE, asked).scalar_one(),)
    )
    return found[0]
