"""The safeguarding side of a case: what the LADO said, and whether the Trust may go on."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session

from casework.access import Permission
from casework.cases.deadlines import meet, shorten
from casework.cases.gateway import Act, Command
from casework.database.of_case import rows_of
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.procedure import require
from casework.reports.answers import ChildInvolved, HarmAnswer
from casework.reports.models import LadoContact, LadoContactKind, Report, Triage
from casework.reports.rules import TELLING_RULES, SafeguardingFacts, TellingFacts
from casework.text import Day, Line, OptionalLine, OptionalProse, Prose


class LadoContacted(Event):
    may_investigate: bool
    may_tell_employee: bool

    def sentence(self) -> str:
        agreed = "the Trust may investigate" if self.may_investigate else "the Trust must wait"
        return f"recorded contact with the LADO: {agreed}"


class RecordLadoContact(Command):
    """Record what the local authority designated officer advised (KCSIE Part Four)."""

    permission: ClassVar[Permission] = Permission.RECORD_LADO

    contacted_on: Day = Field(title="the day you spoke")
    contacted_at: Line = Field(title="the time you spoke")
    spoken_to: Line = Field(title="the name of the officer")
    advice: Prose = Field(title="the advice they gave")
    officer_reference: OptionalLine = Field(default=None, title="their reference")
    may_investigate: bool = Field(title="whether the Trust may investigate now")
    may_tell_employee: bool = Field(title="whether the employee may be told")
    kind: LadoContactKind = Field(
        default=LadoContactKind.CONSULTATION, title="what kind of contact it was"
    )
    may_be_told: OptionalProse = Field(default=None, title="who may be told what")
    suspension_view: OptionalProse = Field(default=None, title="their view on suspension")

    def perform(self, act: Act) -> LadoContacted:
        if self.contacted_on > act.today:
            raise WrongAnswer({"contacted_on": "Enter a day that is not in the future"})
        act.session.add(
            LadoContact(
                case_id=act.case.id,
                recorded_by=act.actor.id,
                recorded_at=act.at,
                **self.model_dump(),
            )
        )
        meet(act, "T2", "T2-S")
        if safeguarding_facts(act.session, act.case.id).child_at_risk:
            shorten(act, "T4", "T4-L", self.contacted_on)  # their procedures give less time
        return LadoContacted(
            may_investigate=self.may_investigate, may_tell_employee=self.may_tell_employee
        )


def lado_contacts(session: Session, case_id: UUID) -> list[LadoContact]:
    """Every contact with the LADO, the latest first."""
    ever = rows_of(session, LadoContact, case_id)
    return sorted(ever, key=lambda each: each.recorded_at, reverse=True)


def safeguarding_facts(session: Session, case_id: UUID) -> SafeguardingFacts:
    """What the safeguarding rules need to know about a case."""
    reports = rows_of(session, Report, case_id)
    harm = [each.harm for each in rows_of(session, Triage, case_id)]
    answered = {answer for each in harm for answer in each.values()}
    contacts = lado_contacts(session, case_id)
    return SafeguardingFacts(
        child_at_risk=any(
            each.suspected_image or ChildInvolved(each.child).stops for each in reports
        )
        or bool(answered - {HarmAnswer.NO}),
        lado_contacted=bool(contacts),
        lado_lets_us_investigate=bool(contacts) and contacts[0].may_investigate,
    )


def telling_facts(session: Session, case_id: UUID) -> TellingFacts:
    """Whether the employee may be told: asked before anything is said or sent to them."""
    contacts = lado_contacts(session, case_id)
    return TellingFacts(
        child_at_risk=safeguarding_facts(session, case_id).child_at_risk,
        lado_lets_us_tell=bool(contacts) and contacts[0].may_tell_employee,
    )


def require_may_tell(session: Session, case_id: UUID) -> None:
    """Refuse to tell the employee, by letter or interview, before the LADO agrees.

    Raises:
        ProcedureBreach: a child may be at risk, and the LADO has not agreed (KCSIE Part Four).
    """
    require(TELLING_RULES, telling_facts(session, case_id))
