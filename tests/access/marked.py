"""A case for every step of the procedure, each section of it with words found nowhere else."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import select

from casework.access import Actor, Role
from casework.allegations.models import Allegation, Conclusion, Finding
from casework.appeals.models import Appeal, AppealGround, GroundKind
from casework.cases.gateway import Act
from casework.cases.independence import BreakGlass, Conflict, Ground
from casework.cases.models import Appointment, Case
from casework.cases.stages import Ending, Stage
from casework.documents.models import IssuedDocument
from casework.evidence.custody import link
from casework.evidence.models import Capture, Exhibit, Handling
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.investigation.models import Investigation, TermsOfReference
from casework.outcomes.ladder import Sanction
from casework.people.models import Person
from casework.people.warnings import FormalWarning, WarningLevel
from casework.reports.models import LadoContact, Report
from tests.access.cells import When
from tests.access.people import PARTS
from tests.staging import hearing, outcome, pack, paper, weighed, window
from tests.world import World, at

STAGE = {
    When.REPORTED: Stage.REPORTED,
    When.TRIAGE: Stage.TRIAGE,
    When.INVESTIGATION: Stage.INVESTIGATION,
    When.DECISION: Stage.DECISION,
    When.NOTICED: Stage.HEARING,
    When.PACK_ISSUED: Stage.HEARING,
    When.HELD: Stage.OUTCOME,
    When.FOUND: Stage.OUTCOME,
    When.SENT: Stage.APPEAL,
    When.APPEALED: Stage.APPEAL,
    When.CLOSED: Stage.CLOSED,
}


@dataclass(frozen=True)
class Marked:
    """A case at one step, with the references its pages are reached by."""

    when: When
    reference: str
    report: str
    capture: str
    ids: dict[str, str]


def mark_case(world: World, people: dict[str, Person], when: When) -> Marked:
    """Everything a case holds by that step."""
    stage = STAGE[when]
    nobody = dict.fromkeys(each.value for each in Role)
    employee = _actor(people["P03"])
    case = world.case(stage, **nobody | {"employee": employee, "reporter": _actor(people["P06"])})
    case.summary = "Mark-summary"
    case.ending = Ending.OUTCOME_GIVEN if stage is Stage.CLOSED else None
    _parts(world, case, people)
    report = _report(world, case)
    capture = _evidence(world, case, people)
    told: dict[str, str] = {}
    if when.since(When.INVESTIGATION):
        told = _investigated(world, case, people, when)
    if when.since(When.NOTICED):
        _heard(world, case, people, when)
    if when.since(When.SENT):
        _decided(world, case, people, when)
    world.session.flush()
    return Marked(when, case.reference, report.reference, str(capture.id), told)


def _actor(person: Person) -> Actor:
    return Actor(person.id, person.name, confirmed=True)


def _kept(world: World, row: Any) -> Any:
    world.session.add(row)
    world.session.flush()
    return row


def _parts(world: World, case: Case, people: dict[str, Person]) -> None:
    ended = {"P17": at()}
    for persona, role in PARTS.items():
        begun: dict[str, Any] = {"started_at": case.opened_at, "ended_at": ended.get(persona)}
        who = people[persona].id
        _kept(world, Appointment(case_id=case.id, person_id=who, role=role, **begun))
    now = datetime.now(UTC)
    conflict: dict[str, Any] = {
        "ground": Ground.DECLARED,
        "reason": "A cousin",
        "recorded_by": people["P32"].id,
    }
    flint = people["P32"].id
    _kept(world, Conflict(case_id=case.id, person_id=flint, recorded_at=at(), **conflict))
    _kept(
        world,
        BreakGlass(
            case_id=case.id,
            person_id=people["P29"].id,
            reason="The case manager is in hospital",
            opened_at=now - timedelta(minutes=5),
            ends_at=now + timedelta(minutes=50),
            review_due_on=now.date(),
        ),
    )


def _report(world: World, case: Case) -> Report:
    report = world.session.exec(select(Report).where(Report.case_id == case.id)).one()
    report.own_words = "Mark-own-words"
    contact: dict[str, Any] = {
        "contacted_on": date(2026, 9, 25),
        "contacted_at": "10am",
        "spoken_to": "An officer",
        "advice": "Mark-advice",
        "may_investigate": True,
        "may_tell_employee": True,
        "recorded_by": case.employee_id,
        "recorded_at": at(),
    }
    _kept(world, LadoContact(case_id=case.id, **contact))
    return report


def _evidence(world: World, case: Case, people: dict[str, Person]) -> Capture:
    first = world.exhibit(case, b"Mark-original", title="Mark-exhibit", description="One")
    world.exhibit(case, b"Mark-second", title="Mark-pupil", description="Two", shows_pupil=True)
    assert isinstance(first, Exhibit)
    capture = world.session.get_one(Capture, first.capture_id)
    viewer = Act(world.session, case, Actor(people["P13"].id, "Vera Viewer"), at())
    link(viewer, capture, Handling.VIEWED)
    taker = Act(world.session, case, Actor(people["P13"].id, "Tom Taker"), at())
    link(taker, capture, Handling.DOWNLOADED, "Mark-custody")
    return capture


def _investigated(
    world: World, case: Case, people: dict[str, Person], when: When
) -> dict[str, str]:
    officer = people["P16"].id
    terms: dict[str, Any] = {"officer_id": officer, "set_by": people["P13"].id, "set_at": at()}
    _kept(
        world,
        TermsOfReference(case_id=case.id, terms="Mark-terms", due_on=date(2026, 12, 1), **terms),
    )
    noticed = date(2026, 10, 5) if when.since(When.NOTICED) else None
    alleged = world.allegation(
        case, particulars="Mark-alleged", notified_on=noticed, to_hearing=noticed is not None
    )
    world.allegation(case, particulars="Mark-alleged too", notified_on=noticed, clause="2.6")
    if when.since(When.DECISION):
        report = paper(world, case, "REPORT")
        report.title = "Mark-paper"
        _conclude(world, alleged)
        _kept(
            world,
            Investigation(
                case_id=case.id,
                officer_id=officer,
                sections={},
                document_id=report.id,
                concluded_at=at(),
            ),
        )
    return {"allegation": str(alleged.id)}


def _conclude(world: World, alleged: Allegation) -> None:
    alleged.conclude(Conclusion.CASE_TO_ANSWER, "Mark-conclusion")
    world.session.flush()


def _heard(world: World, case: Case, people: dict[str, Person], when: When) -> None:
    held: dict[str, Any] = {"held_at": at(), "attended": True} if when.since(When.HELD) else {}
    booked = hearing(world, case, presenter_id=people["P16"].id, **held)
    world.session.get_one(IssuedDocument, booked.notice_document_id).title = "Mark-notice"
    made: HearingPack = pack(world, case, PackStatus.FINAL)
    titles = {"section": "A", "heading": "Papers", "title": "Mark-contents", "description": ""}
    made.contents = [{**titles, "first": 1, "last": 1}]
    if when.since(When.PACK_ISSUED):
        made.issue("Hana Moss", at())
    if when.since(When.FOUND):
        _find(world, case)
        _warn(world, case, people["P03"].id)
    world.session.flush()


def _find(world: World, case: Case) -> None:
    for each in world.session.exec(select(Allegation).where(Allegation.case_id == case.id)):
        each.decide(Finding.UPHELD, "Mark-finding", "Greta Pole", at())
    assessed = weighed(world, case)
    assessed.reasons = "Mark-severity"


def _warn(world: World, case: Case, person: UUID) -> None:
    told: dict[str, Any] = {
        "given_on": date(2026, 6, 1),
        "live_months": 12,
        "spent_on": date(2027, 6, 1),
        "dispose_on": date(2028, 3, 1),
    }
    _kept(
        world,
        FormalWarning(
            case_id=case.id,
            person_id=person,
            level=WarningLevel.FIRST_WRITTEN,
            about="Mark-warning",
            **told,
        ),
    )


def _decided(world: World, case: Case, people: dict[str, Person], when: When) -> None:
    letter = paper(world, case, "L-16")
    letter.title = "Mark-letter"
    outcome(
        world,
        case,
        Sanction.FIRST_WRITTEN_WARNING,
        letter_document_id=letter.id,
        reasons="Mark-outcome",
        decided_by=people["P18"].id,
    )
    ends = datetime.now(UTC).date() + timedelta(days=-3 if when is When.CLOSED else 5)
    window(world, case, ends)
    if when.since(When.APPEALED):
        who = people["P03"].id
        told: dict[str, Any] = {"lodged_by": who, "lodged_at": at(), "received_on": at().date()}
        _kept(world, Appeal(case_id=case.id, in_time=True, **told))
        ground = GroundKind.OWN_WORDS
        _kept(world, AppealGround(case_id=case.id, kind=ground, words="Mark-ground"))
