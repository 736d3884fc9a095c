"""What one person proposed for the trust, and another decides."""

from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from sqlmodel import Session

from casework.access import Actor
from casework.errors import NotFound, WrongAnswer
from casework.people.duplicates import same_person


class Proposed(Protocol):
    """Something that waits to be decided, or was."""

    proposed_by: UUID
    decided_at: datetime | None


Waiting = TypeVar("Waiting", bound=Proposed)


def to_decide(session: Session, proposed: Waiting | None, actor: Actor) -> Waiting:
    """What this actor may decide on now: it waits, and somebody else proposed it.

    Raises:
        NotFound: there is no such proposal.
        WrongAnswer: it was decided before, or by whoever proposed it.
    """
    if proposed is None:
        raise NotFound
    if proposed.decided_at is not None:
        raise WrongAnswer({"approved": "This was decided before"})
    if proposed.proposed_by in same_person(session, actor.id):
        raise WrongAnswer({"approved": "Somebody other than whoever proposed it must decide"})
    return proposed
