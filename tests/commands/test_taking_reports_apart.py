"""A report joined to a case by mistake is taken out whole; two reports joined keep all of both."""

import pytest
from sqlmodel import col, select

from casework import journal
from casework.cases.appointing import current
from casework.cases.gateway import begin
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted
from casework.evidence.models import Capture, CustodyEntry, Exhibit
from casework.reports.answers import HARM_QUESTIONS, Decision, HarmAnswer
from casework.reports.commands import AddToReport
from casework.reports.models import LadoContact, Report, Triage
from casework.reports.queries import sent_report, waiting_for
from casework.reports.safeguarding import RecordLadoContact
from casework.reports.separating import SeparateReport, separable
from casework.reports.triage import TriageReport
from tests.refusing import breaches, wrong_answers
from tests.world import World, at

TAKE_OUT = SeparateReport(report="R26-0002", reasons="It is another matter.")


def joined(world: World, stage: Stage = Stage.INVESTIGATION) -> tuple[Case, Case, Capture]:
    """A case, and a second report about a child that was added to it with a file."""
    target = world.case(stage)
    case = begin(world.session, world.dsl, world.told(child="risk", told_lead=True), at())
    capture = world.capture(case)
    told = {
        "decision": Decision.ADD_TO_CASE,
        "reasons": "The same post.",
        "harm": dict.fromkeys(HARM_QUESTIONS, HarmAnswer.NO),
        "add_to": target.reference,
    }
    world.perform(world.case_manager, case, TriageReport.model_validate(told))
    return target, case, capture


def runs(world: World, case: Case, kind: str) -> bool:
    wanted = select(Deadline).where(Deadline.case_id == case.id, Deadline.kind == kind)
    return world.session.exec(wanted.where(col(Deadline.met_at).is_(None))).first() is not None


def test_what_is_joined_keeps_all_of_both(world: World) -> None:
    target, case, capture = joined(world)
    here = world.session.exec(select(Report.reference).where(Report.case_id == target.id)).all()
    assert sorted(here) == ["R26-0001", "R26-0002"]
    assert capture.case_id == target.id
    assert runs(world, target, "T2"), "the clock to contact the LADO goes on where the report is"
    for who, reference in ((world.reporter, "R26-0001"), (world.dsl, "R26-0002")):
        assert sent_report(world.session, who, reference)[0].triaged
        with pytest.raises(NotFound):
            sent_report(world.session, who, "R26-0002" if who is world.reporter else "R26-0001")
    assert separable(world.session, target.id) == ["R26-0002"]
    assert case.stage is Stage.CLOSED


def test_a_report_is_taken_out_with_all_that_came_with_it(world: World) -> None:
    target, case, capture = joined(world)
    world.perform(world.dsl, target, AddToReport(report="R26-0002", words="I saw more."))
    entry = world.perform(world.case_manager, target, TAKE_OUT)
    says = "took report R26-0002 out of this case again, since it was added by mistake"
    assert entry.sentence == says
    assert (case.stage, case.ending, case.added_to_id) == (Stage.REPORTED, None, None)
    left = world.session.exec(select(Report.reference).where(Report.case_id == target.id)).all()
    assert left == ["R26-0001"]
    assert capture.case_id == case.id
    moved = select(CustodyEntry).where(CustodyEntry.capture_id == capture.id)
    reasons = [each.reason for each in world.session.exec(moved.order_by(col(CustodyEntry.number)))]
    assert reasons[-2:] == [
        f"R26-0002 to {target.reference}",
        f"R26-0002 out of {target.reference}",
    ]
    assert journal.entries(world.session, case.id)[0].sentence == (
        f"took report R26-0002 out of {target.reference}: it waits for a decision again"
    )
    assert [each.reference for each in waiting_for(world.session, world.case_manager)] == [
        "R26-0002"
    ]
    assert runs(world, case, "T1")
    assert current(world.session, target.id, world.dsl.id) == frozenset()
    assert not sent_report(world.session, world.dsl, "R26-0002")[0].triaged
    decided = world.session.exec(select(Triage).where(Triage.case_id == case.id)).one()
    assert decided.decision is Decision.ADD_TO_CASE, "what was decided stays in the record"


def test_what_the_lado_said_of_a_report_goes_with_it_and_comes_back(world: World) -> None:
    target = world.case(Stage.INVESTIGATION)
    own = world.session.exec(select(LadoContact).where(LadoContact.case_id == target.id)).all()
    case = begin(world.session, world.dsl, world.told(child="risk", told_lead=True), at())
    contact = {
        "contacted_on": "2026-10-05",
        "contacted_at": "10:15",
        "spoken_to": "Kit Larsen",
        "advice": "Look into it.",
        "may_investigate": True,
        "may_tell_employee": False,
    }
    world.perform(world.case_manager, case, RecordLadoContact.model_validate(contact))
    told = {
        "decision": Decision.ADD_TO_CASE,
        "reasons": "The same post.",
        "harm": dict.fromkeys(HARM_QUESTIONS, HarmAnswer.NO),
        "add_to": target.reference,
    }
    world.perform(world.case_manager, case, TriageReport.model_validate(told))
    on_target = select(LadoContact).where(LadoContact.case_id == target.id)
    assert len(world.session.exec(on_target).all()) == len(own) + 1
    assert not runs(world, target, "T2"), "the LADO was contacted already"
    world.perform(world.case_manager, target, TAKE_OUT)
    assert len(world.session.exec(on_target).all()) == len(own)
    back = world.session.exec(select(LadoContact).where(LadoContact.case_id == case.id)).one()
    assert back.spoken_to == "Kit Larsen"


def test_a_report_taken_out_can_open_a_case_of_its_own(world: World) -> None:
    target, case, _ = joined(world)
    world.perform(world.case_manager, target, TAKE_OUT)
    told = {
        "decision": Decision.FORMAL,
        "reasons": "Another post.",
        "harm": dict.fromkeys(HARM_QUESTIONS, HarmAnswer.NO),
        "clauses": ["3.3"],
    }
    world.perform(world.case_manager, case, TriageReport.model_validate(told))
    assert case.stage is Stage.TRIAGE


def test_what_became_an_exhibit_is_not_taken_out(world: World) -> None:
    target, _, capture = joined(world)
    world.exhibit(target)  # one of the case’s own is no bar
    title = "The post"
    row = Exhibit(
        case_id=target.id, number=9, capture_id=capture.id, title=title, description=title
    )
    world.session.add(row)
    world.session.flush()
    with breaches("G-SEP-2"):
        world.perform(world.case_manager, target, TAKE_OUT)


def test_a_report_is_not_taken_out_once_a_decision_rests_on_it(world: World) -> None:
    target, _, _ = joined(world, Stage.DECISION)
    with breaches("G-SEP-1"):
        world.perform(world.case_manager, target, TAKE_OUT)


def test_the_report_that_opened_a_case_is_not_taken_out(world: World) -> None:
    target, _, _ = joined(world)
    for report in ("R26-0001", "R26-9999"):
        with wrong_answers("report"):
            world.perform(
                world.case_manager, target, SeparateReport(report=report, reasons="A mistake.")
            )


def test_only_whoever_manages_the_case_takes_a_report_out(world: World) -> None:
    target, _, _ = joined(world)
    with pytest.raises(NotPermitted):
        world.perform(world.investigating_officer, target, TAKE_OUT)
    for who in (world.stranger, world.dsl, world.employee):
        with pytest.raises(NotFound):
            world.perform(who, target, TAKE_OUT)
