"""Building the smallest true case for a test to start from."""

from datetime import date, datetime, time
from typing import Any, Protocol
from uuid import UUID, uuid4

from sqlmodel import Session, select

from casework import journal
from casework.access import Actor, Role
from casework.allegations.models import Allegation, AllegationExhibit, Finding
from casework.cases.gateway import Act, Command, perform
from casework.cases.models import Appointment, Case
from casework.cases.references import CASE, REPORT, next_reference
from casework.cases.stages import Ending, Severity, Stage
from casework.evidence.custody import keep
from casework.evidence.details import CaptureDetails
from casework.evidence.intake import receive
from casework.evidence.models import Capture, Exhibit
from casework.people.models import Account, Person, Place
from casework.policies.models import Clause
from casework.policies.queries import clause_in, in_force
from casework.reports.commands import LogReport, ReportLogged
from casework.reports.models import Report
from casework.storage import new_key, store
from casework.working_days import local_moment
from tests.asked import represents_nobody
from tests.told import ANSWERS, CONDUCT_ON, FOUND_ON
from tests.trust import NUMBERS, account_of

# A Monday with whole working weeks around it, after the policy and before any machine's clock.
DAY = date(2026, 10, 5)
LATER_STAGES = list(Stage)
PARTS_FROM: dict[Role, Stage] = {
    Role.EMPLOYEE: Stage.REPORTED,
    Role.REPORTER: Stage.REPORTED,
    Role.CASE_MANAGER: Stage.TRIAGE,
    Role.INVESTIGATING_OFFICER: Stage.INVESTIGATION,
    Role.HEARING_MANAGER: Stage.HEARING,
    Role.PANEL_MEMBER: Stage.HEARING,
    Role.NOTE_TAKER: Stage.HEARING,
}


class Somebody(Protocol):
    """A person or an actor: anything with the id of a person."""

    @property
    def id(self) -> UUID: ...


def at(day: date = DAY, hour: int = 10) -> datetime:
    """A moment on a day, by the clock in London."""
    return local_moment(day, time(hour))


def reached(case: Case, stage: Stage) -> bool:
    return LATER_STAGES.index(case.stage) >= LATER_STAGES.index(stage)


class World:
    """The trust of tests/trust.py, and cases in it. People are attributes: world.reporter, …"""

    employee: Actor
    reporter: Actor
    principal: Actor
    dsl: Actor
    note_taker: Actor
    hearing_manager: Actor
    investigating_officer: Actor
    case_manager: Actor
    colleague: Actor
    hr_director: Actor
    safeguarding_lead: Actor
    chief_executive: Actor
    chair_of_trustees: Actor
    panel_member: Actor
    appeal_manager: Actor
    it_admin: Actor
    stranger: Actor

    def __init__(self, session: Session) -> None:
        self.session = session
        self._accounts: dict[UUID, Account] = {}
        roles: dict[UUID, set[Any]] = {}
        for place in session.exec(select(Place)):
            roles.setdefault(place.person_id, set()).add(place.role)
        people = {each.staff_number: each for each in session.exec(select(Person))}
        for name, number in NUMBERS.items():
            person = people[number]
            places = frozenset(roles.get(person.id, ()))
            actor = Actor(person.id, person.name, places, confirmed=True)
            setattr(self, name, actor)

    def person(self, who: Somebody) -> Person:
        return self.session.get_one(Person, who.id)

    def clause(self, number: str, on: date = CONDUCT_ON) -> Clause:
        """A clause of the policy that was in force on a day."""
        found = clause_in(self.session, in_force(self.session, on)[0].id, number)
        assert found, f"the policy has no clause {number}"
        return found

    def account(self, who: Somebody) -> Account:
        """The account of a person; nobody knows its password."""
        if who.id not in self._accounts:
            self._accounts[who.id] = account_of(self.session, who.id)
        return self._accounts[who.id]

    def told(self, **answers: Any) -> LogReport:
        """A report that can be sent, but for the answers a test gives."""
        return LogReport.model_validate(ANSWERS | {"employee_id": self.employee.id} | answers)

    def case(self, stage: Stage = Stage.HEARING, **parts: Actor | None) -> Case:
        """A case at a stage with a report and the parts that stage has.

        Name a part to give it to somebody else (`case_manager=world.colleague`), to add one
        (`appeal_manager=…`), or to leave it empty (`note_taker=None`).
        """
        reported = stage is Stage.REPORTED
        employee = parts.get("employee", self.employee)
        case = Case(
            id=uuid4(),
            reference=next_reference(self.session, REPORT if reported else CASE, DAY.year),
            stage=stage,
            summary="Posted something offensive",
            employee_id=employee.id if employee else None,
            academy_id=self.person(employee or self.reporter).academy_id,
            opened_at=at(FOUND_ON),
            closed_at=at() if stage is Stage.CLOSED else None,
            ending=Ending.OUTCOME_GIVEN if stage is Stage.CLOSED else None,
            severity=None if reported else Severity.SERIOUS,
        )
        self._keep(case)
        held: dict[Role, Actor | None] = {
            role: getattr(self, role) for role, since in PARTS_FROM.items() if reached(case, since)
        }
        if reported:
            held[Role.TRIAGE] = self.case_manager
        held |= {Role(name): who for name, who in parts.items()}
        for role, person in held.items():
            if person:
                self.part(case, person, role)
        self._report(case, held[Role.REPORTER] or self.reporter)
        if reached(case, Stage.HEARING):
            self._keep(represents_nobody(case, self.case_manager.id))
        return case

    def part(self, case: Case, person: Somebody, role: Role) -> None:
        """Give somebody a part in a case, whatever the rules of independence say."""
        over = role is Role.INVESTIGATING_OFFICER and reached(case, Stage.HEARING)
        self._keep(
            Appointment(
                case_id=case.id,
                person_id=person.id,
                role=role,
                started_at=case.opened_at,
                ended_at=at() if over else None,
            )
        )

    def _report(self, case: Case, reporter: Actor) -> None:
        told = self.told(employee_id=case.employee_id)
        answers = told.model_dump(exclude={"employee_id", "labels"})
        formal = case.stage is not Stage.REPORTED  # which gave the case a reference of its own
        report = Report(
            case_id=case.id,
            reference=next_reference(self.session, REPORT, DAY.year) if formal else case.reference,
            reporter_id=reporter.id,
            sent_at=case.opened_at,
            labels=[each.model_dump() for each in told.labels],
            **answers,
        )
        self._keep(report)
        name = report.reference
        logged = ReportLogged(report=name, about=told.about, child=told.child, labels=["3.3"])
        journal.append(self.session, case.id, reporter, logged, case.opened_at)

    def allegation(self, case: Case, clause: str = "3.3", **told: Any) -> Allegation:
        """An allegation as it stands at the stage of its case; `exhibits=[…]` ties some to it."""
        exhibits = told.pop("exhibits", [])
        last = select(Allegation).where(Allegation.case_id == case.id)
        heard = reached(case, Stage.HEARING)
        notified = reached(case, Stage.OUTCOME)
        whole: dict[str, Any] = {
            "number": len(self.session.exec(last).all()) + 1,
            "clause_id": self.clause(clause).id,
            "conduct_on": CONDUCT_ON,
            "occurred": "21 September 2026, about 9pm",
            "place": "The personal account “owen.p”",
            "particulars": "On 21 September 2026 Owen Pryce called the academy a zoo in a post.",
            "severity": Severity.SERIOUS,
            "to_hearing": True if heard else None,
            "notified_on": DAY if notified else None,
        }
        allegation = Allegation(case_id=case.id, **(whole | told))
        self._keep(allegation)
        for each in exhibits:
            self._keep(AllegationExhibit(allegation_id=allegation.id, exhibit_id=each.id))
        return allegation

    def found(self, case: Case, finding: Finding = Finding.UPHELD, **told: Any) -> Allegation:
        """An allegation on which the hearing has decided."""
        allegation = self.allegation(case, **told)
        allegation.decide(finding, "The post is his.", self.hearing_manager.name, at())
        self._keep(allegation)
        return allegation

    def capture(
        self, case: Case, content: bytes = b"A screenshot", name: str = "post.txt"
    ) -> Capture:
        """A file taken into the case, its bytes in the store."""
        received = receive(store(), new_key("captures", case.id), name, [content])
        act = Act(self.session, case, self.investigating_officer, at())
        return keep(act, received, CaptureDetails())

    def exhibit(self, case: Case, content: bytes = b"A screenshot", **told: Any) -> Exhibit:
        """A file admitted to the case."""
        capture = self.capture(case, content, told.pop("name", "post.txt"))
        taken = self.session.exec(select(Exhibit).where(Exhibit.case_id == case.id)).all()
        whole: dict[str, Any] = {
            "title": "The post",
            "description": "Words on a screen",
            "number": len(taken) + 1,
        }
        exhibit = Exhibit(case_id=case.id, capture_id=capture.id, **(whole | told))
        self._keep(exhibit)
        return exhibit

    def perform(
        self, actor: Actor, case: Case, command: Command, when: datetime | None = None
    ) -> journal.JournalEntry:
        """Ask for an act as somebody, on DAY unless a test says when."""
        self.session.flush()
        return perform(self.session, actor, case.reference, command, when or at())

    def _keep(self, row: Any) -> None:
        self.session.add(row)
        self.session.flush()
