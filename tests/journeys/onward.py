"""The parts of a case that a journey does not show: done by the same commands, as those people."""

from datetime import date
from typing import Any

from sqlmodel import select

from casework.access import Actor, Role
from casework.allegations.commands import AssessSeverity, MakeAllegation, RecordFinding
from casework.allegations.models import Allegation
from casework.allegations.screening import ScreenProtectedContent
from casework.cases.commands import Appoint
from casework.cases.gateway import Command
from casework.cases.models import Case
from casework.database import as_casework
from casework.hearings.commands import RecordHearingHeld
from casework.hearings.notice import ScheduleHearing
from casework.hearings.queries import hearing_of
from casework.investigation.commands import BeginInvestigation, DecideCaseToAnswer
from casework.investigation.report import ConcludeInvestigation
from casework.investigation.telling import TellEmployee
from casework.reports.representatives import RecordUnionRepresentative
from tests.api.bodies import BODIES
from tests.world import World, at

PANEL = (Role.HEARING_MANAGER, Role.PANEL_MEMBER, Role.NOTE_TAKER)


class Onward:
    """One case on one day, taken onward by whoever has the part for it."""

    def __init__(self, world: World, reference: str, day: date) -> None:
        self.world, self.day = world, day
        found = select(Case).where(Case.reference == reference)
        self.case = world.session.exec(found).one()

    def does(self, who: Actor, command: type[Command], slug: str, **told: Any) -> None:
        asked = command.model_validate(BODIES[slug] | told)
        self.world.perform(who, self.case, asked, at(self.day))

    def hr(self, command: type[Command], slug: str, **told: Any) -> None:
        self.does(self.world.case_manager, command, slug, **told)

    def allegation(self) -> Allegation:
        alleged = select(Allegation).where(Allegation.case_id == self.case.id)
        return self.world.session.exec(alleged).one()


def begun(reference: str, day: date) -> None:
    """The officer is appointed."""
    with as_casework() as session:
        on = Onward(World(session), reference, day)
        on.hr(
            BeginInvestigation, "begin-investigation", officer_id=on.world.investigating_officer.id
        )


def called_to_a_hearing(reference: str, day: date, hearing_on: date, **alleged: Any) -> None:
    """From the letter to the employee to the notice of the hearing, and its pack."""
    with as_casework() as session:
        on = Onward(World(session), reference, day)
        officer = on.world.investigating_officer
        on.hr(TellEmployee, "tell-employee")
        on.does(officer, MakeAllegation, "allegations", **alleged)
        on.world.exhibit(on.case)
        allegation = str(on.allegation().id)
        conclusion = {"conclusion": "case_to_answer", "reasons": "The account is his."}
        conclusions = {allegation: conclusion}
        on.does(officer, ConcludeInvestigation, "conclude-investigation", conclusions=conclusions)
        on.hr(ScreenProtectedContent, "protected-content")
        on.hr(DecideCaseToAnswer, "case-to-answer", to_hearing={allegation: True})
        for role in PANEL:
            on.hr(Appoint, "appoint", role=role, person_id=getattr(on.world, role.value).id)
        on.hr(RecordUnionRepresentative, "union-representative")
        on.hr(
            ScheduleHearing,
            "hearing-notice",
            day=hearing_on,
            presenter_id=officer.id,
            dismissal_possible=True,
            gross_misconduct_rule="Staff social media policy, 5.6",
            why_dismissal="A pupil is named in the post.",
        )
        booked = hearing_of(session, on.case.id)
        assert booked
        booked.pack_issued_on = day


def heard_and_found(reference: str, day: date, severity: str) -> None:
    """The hearing is held, the allegation upheld and its severity assessed."""
    with as_casework() as session:
        on = Onward(World(session), reference, day)
        chair = on.world.hearing_manager
        on.hr(RecordHearingHeld, "hearing-held")
        on.does(chair, RecordFinding, "findings", allegation_id=on.allegation().id)
        on.does(chair, AssessSeverity, "severity", severity=severity)
