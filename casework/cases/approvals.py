"""Acts that take two people: one asks, and another who may do it at once decides."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, select

from casework.access import Permission, Standing, may_second, require_second
from casework.cases.gateway import Act, Command, on_case
from casework.cases.independence import ApprovalRequest
from casework.database.whose import working_on
from casework.errors import CaseworkError, WrongAnswer
from casework.journal import Event
from casework.people.queries import known_by_id
from casework.text import Prose


class ApprovalDecided(Event):
    request_id: UUID
    approved: bool
    done: str

    def sentence(self) -> str:
        if self.approved:
            return f"approved what another asked for, and {self.done}"
        return "refused what another asked for"


class DecideRequest(Command):
    """Approve or refuse an act that somebody else asked for. Approving it does it."""

    permission: ClassVar[Permission] = Permission.VIEW_CASE

    request_id: UUID
    approved: bool = Field(title="whether it is approved")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> ApprovalDecided:
        request = on_case(act, ApprovalRequest, self.request_id)
        command = _command(request)
        require_second(act.standing_now(), command.permission)
        if request.decided_at is not None:
            raise WrongAnswer({"approved": "This was decided before"})
        if request.asked_by == act.actor.id:
            raise WrongAnswer({"approved": "Somebody other than whoever asked must decide"})
        done = command.perform(act).sentence() if self.approved else ""
        request.decided_by, request.decided_at = act.actor.id, act.at
        request.approved, request.reason = self.approved, self.reason
        return ApprovalDecided(request_id=request.id, approved=self.approved, done=done)


def _command(request: ApprovalRequest) -> Command:
    """The act as it was asked for.

    Raises:
        CaseworkError: this version knows no such act any more.
    """
    for kind in _every(Command):
        if kind.__name__ == request.act:
            return kind.model_validate(request.told)
    raise CaseworkError(f"There is no act called {request.act}")


def _every(kind: type[Command]) -> set[type[Command]]:
    return {kind}.union(*(_every(each) for each in kind.__subclasses__()))


def told(session: Session, request: ApprovalRequest) -> str:
    """What was asked for, in words, with the people it names."""
    command = _command(request)
    ids = {value for value in dict(command).values() if isinstance(value, UUID)}
    names = sorted(each.name for each in known_by_id(session, ids).values())
    role = getattr(command, "role", None)
    more = [*names, *([role.label.lower()] if role else [])]
    words = (type(command).__doc__ or request.act).strip().splitlines()[0].split("(")[0].strip(" .")
    return f"{words} ({', '.join(more)})" if more else words


def requests_on(session: Session, case_id: UUID) -> list[ApprovalRequest]:
    """What waits for a second person on a case."""
    waiting = select(ApprovalRequest).where(
        ApprovalRequest.case_id == case_id, col(ApprovalRequest.decided_at).is_(None)
    )
    return list(session.exec(waiting.order_by(col(ApprovalRequest.asked_at))))


def requests_for(session: Session, standing: Standing) -> list[ApprovalRequest]:
    """What waits on a case for this person as the second, and nothing else of it."""
    with working_on(session, standing.of_case):
        waiting = requests_on(session, standing.of_case)
    return [each for each in waiting if may_second(standing, _command(each).permission)]
