"""Leave for one person to hold a second part on a case, where a small trust has nobody else.

Two executives give it, neither of them the person nor whoever asked. The employee, whoever
reported it, a witness, and whoever heard the case can never be given leave (Acas Code para 6, 27).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, select

from casework.access import Actor, Permission, Role, TrustPermission
from casework.cases.appointing import parts_taken
from casework.cases.closed import require_open
from casework.cases.gateway import Act, Command, on_case
from casework.cases.independence import SeparationWaiver
from casework.cases.models import Case
from casework.cases.outside import FromOutside, concerned
from casework.cases.rules import IN_THE_MATTER, WAIVABLE, never_waived
from casework.database.whose import every_case
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.people.queries import Known, known, known_by_id
from casework.procedure import Step
from casework.text import Prose


class WaiverAsked(Event):
    person_id: UUID
    role: Role
    reason: str

    def sentence(self) -> str:
        return f"asked for leave to appoint somebody who had a part as {self.role.label.lower()}"


class WaiverDecided(Event):
    waiver_id: UUID
    given: bool

    def sentence(self) -> str:
        done = "approved" if self.given else "refused"
        return f"{done} leave for somebody to hold a second part"


class AskForWaiver(Command):
    """Ask two executives for leave to appoint somebody who has had another part."""

    permission: ClassVar[Permission] = Permission.APPOINT

    role: Role = Field(title="the part they would have")
    person_id: UUID = Field(title="the person")
    reason: Prose = Field(title="why nobody else can do it")

    def perform(self, act: Act) -> WaiverAsked:
        require_open(act)
        if self.role not in WAIVABLE:
            raise WrongAnswer({"role": "Leave can be given for these parts only"})
        known(act.session, self.person_id)
        taken = parts_taken(act.session, act.case.id, self.person_id)
        if act.case.employee_id == self.person_id or taken & IN_THE_MATTER:
            says = "Whoever the case is about, reported it or witnessed it decides nothing in it"
            raise WrongAnswer({"person_id": says})
        if never_waived(self.role, taken):
            says = "Whoever hears the case never hears the appeal, nor the reverse"
            raise WrongAnswer({"person_id": says})
        act.session.add(
            SeparationWaiver(
                case_id=act.case.id,
                person_id=self.person_id,
                role=self.role,
                reason=self.reason,
                asked_by=act.actor.id,
                asked_at=act.at,
            )
        )
        return WaiverAsked(person_id=self.person_id, role=self.role, reason=self.reason)


class DecideWaiver(FromOutside):
    """Give or refuse leave for a second part. It takes two executives to give it."""

    permission: ClassVar[TrustPermission] = TrustPermission.APPROVE_WAIVER

    waiver_id: UUID
    given: bool = Field(title="whether leave is given")

    def perform(self, act: Act) -> WaiverDecided:
        waiver = on_case(act, SeparationWaiver, self.waiver_id)
        if waiver.second_approved_at or waiver.refused_at:
            raise WrongAnswer({"given": "This was decided before"})
        if act.actor.id in {waiver.person_id, waiver.asked_by, waiver.first_approver_id}:
            raise WrongAnswer({"given": "Another executive must decide this"})
        if not self.given:
            waiver.refused_by, waiver.refused_at = act.actor.id, act.at
        elif waiver.first_approver_id is None:
            waiver.first_approver_id, waiver.first_approved_at = act.actor.id, act.at
        else:
            waiver.second_approver_id, waiver.second_approved_at = act.actor.id, act.at
        return WaiverDecided(waiver_id=waiver.id, given=self.given)


def waivers_on(session: Session, case_id: UUID) -> list[SeparationWaiver]:
    """Every waiver that was asked for on a case, the earliest first."""
    asked = select(SeparationWaiver).where(SeparationWaiver.case_id == case_id)
    return list(session.exec(asked.order_by(col(SeparationWaiver.asked_at))))


def waivers_given(session: Session, case_id: UUID) -> list[Step]:
    """Each leave that was given, as the pack prints it: the part, the reason, and who gave it."""
    given = [each for each in waivers_on(session, case_id) if each.is_given]
    ids = {id for w in given for id in (w.person_id, w.first_approver_id, w.second_approver_id)}
    names = known_by_id(session, [each for each in ids if each])

    def told(waiver: SeparationWaiver) -> str:
        by = [names[id].name for id in (waiver.first_approver_id, waiver.second_approver_id) if id]
        return (
            f"Leave for {names[waiver.person_id].name} to be {waiver.role.label.lower()} as well, "
            f"given by {' and '.join(by)}: {waiver.reason}"
        )

    return [Step("WAIVER", "ACAS-06", told(each), met=True) for each in given]


@dataclass(frozen=True)
class Asked:
    """A waiver as an executive sees it: of the case only its reference."""

    waiver: SeparationWaiver
    reference: str
    person: Known
    asked_by: Known
    asked_at: datetime


def waivers_to_decide(session: Session, actor: Actor) -> list[Asked]:
    """Every waiver that waits for this executive."""
    with every_case(session):
        rows = session.exec(
            select(SeparationWaiver, Case)
            .join(Case, col(Case.id) == SeparationWaiver.case_id)
            .where(
                col(SeparationWaiver.second_approved_at).is_(None),
                col(SeparationWaiver.refused_at).is_(None),
                SeparationWaiver.person_id != actor.id,
                SeparationWaiver.asked_by != actor.id,
                col(SeparationWaiver.first_approver_id).is_distinct_from(actor.id),
            )
            .order_by(col(SeparationWaiver.asked_at))
        ).all()
    names = known_by_id(session, [each for w, _ in rows for each in (w.person_id, w.asked_by)])
    told = [
        Asked(w, case.reference, names[w.person_id], names[w.asked_by], w.asked_at)
        for w, case in rows
    ]
    return [each for each in told if not concerned(session, actor, each.reference)]
