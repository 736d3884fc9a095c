"""What the employee sent, and how their way in stands."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from casework.cases.models import Case
from casework.database.of_case import may_hold
from casework.evidence.models import Exhibit
from casework.outbox.models import NOT_TAKEN, MailKind
from casework.outbox.posting import not_delivered
from casework.people.models import SignedIn
from casework.people.queries import known_by_id
from casework.room.entering import is_open
from casework.room.inviting import room_account
from casework.room.lasting import room_ends
from casework.room.models import EmployeePaper, RoomInvitation
from casework.room.papers import withdrawing_facts


@dataclass(frozen=True)
class Sent:
    """One paper of the employee's, and what became of it."""

    paper: EmployeePaper
    exhibit: str
    looked_at: bool

    @property
    def says(self) -> str:
        """How it stands, for whoever sent it."""
        if self.paper.withdrawn_at:
            return "Taken back"
        if self.exhibit:
            return f"In the evidence as {self.exhibit}"
        return "HR has looked at it" if self.looked_at else "Not looked at yet"

    @property
    def waits(self) -> bool:
        """Whether nobody has looked at it, and it is still there to be looked at."""
        return not (self.paper.withdrawn_at or self.exhibit or self.looked_at)


def papers_on(session: Session, case_id: UUID) -> list[Sent]:
    """Everything the employee sent, the last first. Ask while working on the case."""
    if not may_hold(session, EmployeePaper, case_id):
        return []
    wanted = (
        select(EmployeePaper, Exhibit)
        .join(Exhibit, col(Exhibit.capture_id) == EmployeePaper.capture_id, isouter=True)
        .where(EmployeePaper.case_id == case_id)
        .order_by(col(EmployeePaper.recorded_at).desc())
    )
    return [
        Sent(
            paper,
            exhibit.reference if exhibit else "",
            withdrawing_facts(session, paper).looked_at,
        )
        for paper, exhibit in session.exec(wanted)
    ]


@dataclass(frozen=True)
class Invited:
    """One invitation, by whom it was made and how it stands."""

    invitation: RoomInvitation
    made_by: str
    state: str
    open: bool


@dataclass(frozen=True)
class RoomSeen:
    """The room of a case as HR sees it."""

    invited: list[Invited]
    username: str
    closed: bool
    signed_in: int
    ends_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether somebody can come in now, or was invited to."""
        entered = bool(self.username) and not self.closed
        return entered or any(each.open for each in self.invited)


def room_seen(session: Session, case: Case, today: date, at: datetime) -> RoomSeen:
    """Who was invited, how, and whether the room is in use."""
    wanted = select(RoomInvitation).where(RoomInvitation.case_id == case.id)
    made = list(session.exec(wanted.order_by(col(RoomInvitation.made_at).desc())))
    names = known_by_id(session, [each.made_by for each in made])
    account = room_account(session, case.id, case.employee_id) if case.employee_id else None
    signed_in = select(func.count()).select_from(SignedIn)
    open_now = signed_in.where(
        SignedIn.account_id == account.id if account else col(SignedIn.id_hash).is_(None),
        col(SignedIn.ends_at) > at,
    )
    unsent = {each.id for each in made if each.address and each.sent_at is None}
    lost = not_delivered(session, MailKind.ROOM_LINK, unsent)
    return RoomSeen(
        invited=[
            Invited(each, names[each.made_by].name, _state(each, at, lost), is_open(each, at))
            for each in made
        ],
        username=account.username if account else "",
        closed=bool(account and account.disabled_at),
        signed_in=session.exec(open_now).one(),
        ends_on=room_ends(session, case, today),
    )


def _state(invitation: RoomInvitation, at: datetime, lost: set[UUID]) -> str:
    if invitation.used_at:
        return "Used"
    if invitation.ended_at:
        return "Ended"
    if not is_open(invitation, at):
        return "Ended: too many wrong codes" if invitation.expires_at > at else "Ran out"
    if invitation.address and invitation.sent_at is None:
        return NOT_TAKEN if invitation.id in lost else "Being sent"
    return "Not used yet"
