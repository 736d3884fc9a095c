"""Setting a hold, which takes one person, and lifting it, which takes two."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, select

from casework.access import Permission
from casework.cases.approvals import ApprovalDecided, DecideRequest, requests_on
from casework.cases.gateway import Act, Command, on_case
from casework.cases.independence import ApprovalRequest
from casework.cases.models import Case
from casework.duties.models import DutyConsidered
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.retention.models import Hold, HoldKind, ReferralEnded
from casework.text import Day, Prose


class HoldPlaced(Event):
    kind: HoldKind

    def sentence(self) -> str:
        return f"put a hold on the case: {self.kind.label.lower()}"


class HoldLifted(Event):
    kind: HoldKind

    def sentence(self) -> str:
        return f"lifted a hold: {self.kind.label.lower()}"


class ReferralOver(Event):
    duty: str

    def sentence(self) -> str:
        return f"recorded that the referral to the {self.duty} is over"


def open_referrals(session: Session, case_id: UUID) -> list[DutyConsidered]:
    """What was referred to somebody outside who has not finished with it."""
    over = select(ReferralEnded.duty_id).where(ReferralEnded.case_id == case_id)
    wanted = select(DutyConsidered).where(
        DutyConsidered.case_id == case_id,
        col(DutyConsidered.referred).is_(True),
        col(DutyConsidered.id).not_in(over),
    )
    return list(session.exec(wanted))


class PlaceHold(Command):
    """Keep everything of a case until two people say otherwise (DPA 2018 s.173)."""

    permission: ClassVar[Permission] = Permission.PLACE_HOLD
    waits: ClassVar[bool] = False

    kind: HoldKind = Field(title="why it is held")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> HoldPlaced:
        act.session.add(
            Hold(
                case_id=act.case.id,
                kind=self.kind,
                reason=self.reason,
                set_by=act.actor.id,
                set_at=act.at,
            )
        )
        act.case.held_since = act.case.held_since or act.today
        return HoldPlaced(kind=self.kind)


class LiftHold(Command):
    """Lift one hold, with the reason. One person asks and another approves."""

    permission: ClassVar[Permission] = Permission.LIFT_HOLD

    hold_id: UUID = Field(title="which hold")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> HoldLifted:
        hold = on_case(act, Hold, self.hold_id)
        if hold.lifted_at is not None:
            raise WrongAnswer({"hold_id": "This hold was lifted before"})
        if hold.ends_itself:
            raise WrongAnswer({"hold_id": "This hold ends when the request about data is answered"})
        lift(act.session, act.case, hold, act.at, self.reason)
        return HoldLifted(kind=hold.kind)


def lift(session: Session, case: Case, hold: Hold, at: datetime, why: str) -> None:
    """End a hold; the case is held no more when it was the last. The caller holds its lock."""
    hold.lifted_at, hold.why_lifted = at, why
    session.flush()
    others = select(Hold).where(Hold.case_id == case.id, col(Hold.lifted_at).is_(None))
    if session.exec(others).first() is None:
        case.held_since = None


class DecideLift(DecideRequest):
    """Approve or refuse that a hold is lifted, which somebody else asked for."""

    # Whoever may ask for it may decide it; the Director of HR has no part in the case.
    permission: ClassVar[Permission] = Permission.PLACE_HOLD

    def perform(self, act: Act) -> ApprovalDecided:
        if on_case(act, ApprovalRequest, self.request_id).act != LiftHold.__name__:
            raise WrongAnswer({"request_id": "Choose a hold that somebody asked to lift"})
        return super().perform(act)


def lifts_asked(session: Session, case_id: UUID) -> list[ApprovalRequest]:
    """Holds that somebody asked to lift, which wait for a second person."""
    return [each for each in requests_on(session, case_id) if each.act == LiftHold.__name__]


class EndReferral(Command):
    """Record that somebody outside has finished with what was referred to them."""

    permission: ClassVar[Permission] = Permission.PLACE_HOLD

    duty_id: UUID = Field(title="which referral")
    ended_on: Day = Field(title="the day it ended")
    what_came_of_it: Prose = Field(title="what came of it")

    def perform(self, act: Act) -> ReferralOver:
        duty = on_case(act, DutyConsidered, self.duty_id)
        if duty not in open_referrals(act.session, act.case.id):
            raise WrongAnswer({"duty_id": "Choose a referral that is open"})
        if duty.referred_on and not duty.referred_on <= self.ended_on <= act.today:
            raise WrongAnswer({"ended_on": "Give a day after the referral, and not after today"})
        act.session.add(
            ReferralEnded(
                case_id=act.case.id,
                **self.model_dump(),
                recorded_by=act.actor.id,
                recorded_at=act.at,
            )
        )
        return ReferralOver(duty=duty.duty.label)
