"""Deciding about a case from outside it: no part on the case, but a place in the trust.

Nobody whom the case concerns, and nobody with a conflict, decides anything here: for them there is
no such case.
"""

from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session, select

from casework import journal
from casework.access import Actor, Standing, TrustPermission, require_in_trust
from casework.cases.gateway import Act, standing_now
from casework.cases.models import Case
from casework.cases.standing import standing_of
from casework.database.whose import working_on
from casework.errors import NotFound, StepUpNeeded
from casework.journal import Event


class FromOutside(BaseModel):
    """What somebody in the trust decides about a case of which they have no part."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar[TrustPermission]
    step_up: ClassVar[bool] = False

    def perform(self, act: Act) -> Event:
        """Apply the rules, change the entities, return what happened."""
        raise NotImplementedError


def decide(
    session: Session, actor: Actor, case_id: UUID, asked: FromOutside, at: datetime | None = None
) -> journal.JournalEntry:
    """Lock, permit, perform, journal, as the gateway does for those with a part.

    Raises:
        NotPermitted: their place in the trust does not allow it.
        StepUpNeeded: they must first prove again who they are.
        NotFound: there is no such case, or it concerns them.
    """
    require_in_trust(actor, asked.permission)
    if asked.step_up and not actor.confirmed:
        raise StepUpNeeded
    with session.begin_nested(), working_on(session, case_id):
        locked = select(Case).where(Case.id == case_id).with_for_update(key_share=True)
        case = session.exec(locked.execution_options(populate_existing=True)).first()
        if case is None:
            raise NotFound
        moment = at or datetime.now(UTC)
        if concerns(standing_now(session, actor, case.reference, moment)):
            raise NotFound
        act = Act(session, case, actor, moment)
        event = asked.perform(act)
        session.flush()
        return journal.append(session, case.id, actor, event, moment)


def concerned(session: Session, actor: Actor, reference: str) -> bool:
    """Whether this person decides nothing of the case, because it concerns them or is gone."""
    standing = standing_of(session, actor, reference)
    return standing is None or concerns(standing)


def concerns(standing: Standing) -> bool:
    """Whether the case concerns this person: theirs, reported by them, or a conflict."""
    return standing.is_employee or standing.reported or standing.conflicted
