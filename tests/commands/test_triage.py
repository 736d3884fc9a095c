"""Triage: five decisions, what each does, and who may go on seeing the report."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from casework import journal
from casework.access import Role
from casework.cases.appointing import current, holder
from casework.cases.commands import IdentifyEmployee
from casework.cases.gateway import begin
from casework.cases.models import Case, Deadline
from casework.cases.stages import Ending, Stage
from casework.errors import NotFound
from casework.evidence.models import Capture
from casework.journal import JournalEntry
from casework.reports.answers import HARM_QUESTIONS, About, Decision, HarmAnswer
from casework.reports.models import Report, Triage
from casework.reports.triage import TriageReport
from tests.refusing import breaches, wrong_answers
from tests.world import World, at

NO_HARM = dict.fromkeys(HARM_QUESTIONS, HarmAnswer.NO)


def reported(world: World, **answers: Any) -> Case:
    return begin(world.session, world.reporter, world.told(**answers), at())


def triage(world: World, case: Case, decision: Decision, **told: Any) -> JournalEntry:
    whole = {"reasons": "The words offend.", "harm": NO_HARM, "clauses": ["3.3"], "gross": "no"}
    whole |= told
    asked = TriageReport.model_validate({"decision": decision, **whole})
    return world.perform(world.case_manager, case, asked)


def open_deadlines(world: World, case: Case) -> dict[str, date]:
    found = select(Deadline).where(Deadline.case_id == case.id, Deadline.met_at == None)  # noqa: E711 (SQL, not Python)
    return {each.kind: each.due_on for each in world.session.exec(found)}


def test_a_formal_case_gets_a_reference_a_manager_and_a_deadline(world: World) -> None:
    case = reported(world)
    entry = triage(world, case, Decision.FORMAL)
    assert (case.reference, case.stage) == ("SM26-0001", Stage.TRIAGE)
    assert entry.sentence == "triaged report R26-0001: open a formal case as SM26-0001"
    assert holder(world.session, case.id, Role.CASE_MANAGER) == world.case_manager.id
    assert holder(world.session, case.id, Role.TRIAGE) is None
    assert open_deadlines(world, case) == {"T1-IO": date(2026, 10, 7)}


def test_the_rest_of_hr_no_longer_sees_a_formal_case(world: World) -> None:
    case = reported(world)
    triage(world, case, Decision.FORMAL)
    assert current(world.session, case.id, world.colleague.id) == frozenset()


def test_a_formal_case_can_be_given_to_a_colleague(world: World) -> None:
    case = reported(world)
    triage(world, case, Decision.FORMAL, colleague_id=world.colleague.id)
    assert holder(world.session, case.id, Role.CASE_MANAGER) == world.colleague.id
    assert current(world.session, case.id, world.case_manager.id) == frozenset()


def test_a_formal_case_is_not_given_to_whoever_reported_it(world: World) -> None:
    case = begin(world.session, world.colleague, world.told(), at())
    with breaches("G-ROLE-3"):
        triage(world, case, Decision.FORMAL, colleague_id=world.colleague.id)


def test_a_formal_case_is_given_to_nobody_outside_hr(world: World) -> None:
    with wrong_answers("colleague_id"):
        triage(world, reported(world), Decision.FORMAL, colleague_id=world.principal.id)


@pytest.mark.parametrize("clauses", [[], ["1.2"], ["2.4"], ["9.9"], ["3.3", "2.2a"]])
def test_a_formal_case_names_clauses_that_can_be_alleged(world: World, clauses: list[str]) -> None:
    with wrong_answers("clauses"):
        triage(world, reported(world), Decision.FORMAL, clauses=clauses)


def test_a_clause_is_looked_up_on_the_day_it_was_posted(world: World) -> None:
    case = reported(world, posted_on="31 Aug 2025")
    with wrong_answers("clauses"):
        triage(world, case, Decision.FORMAL)


def test_an_informal_end_closes_the_report(world: World) -> None:
    case = reported(world)
    triage(world, case, Decision.INFORMAL)
    assert (case.stage, case.ending, case.next_due) == (Stage.CLOSED, Ending.INFORMAL, None)
    assert open_deadlines(world, case) == {}


@pytest.mark.parametrize("question", list(HARM_QUESTIONS))
def test_harm_cannot_be_settled_informally(world: World, question: str) -> None:
    case = reported(world)
    with breaches("G-TRI-2"):
        triage(world, case, Decision.INFORMAL, harm={**NO_HARM, question: HarmAnswer.UNSURE})
    assert case.stage is Stage.REPORTED


def test_no_further_action_is_recorded_with_its_reasons(world: World) -> None:
    case = reported(world)
    triage(world, case, Decision.NO_FURTHER_ACTION, reasons="He does not own that account.")
    assert case.ending is Ending.NO_FURTHER_ACTION
    kept = world.session.exec(select(Triage)).one()
    assert (kept.reasons, kept.harm) == ("He does not own that account.", NO_HARM)


def test_a_report_handed_over_belongs_to_the_colleague_alone(world: World) -> None:
    case = reported(world)
    triage(world, case, Decision.HAND_OVER, colleague_id=world.hr_director.id)
    assert current(world.session, case.id, world.hr_director.id) == {Role.TRIAGE}
    assert current(world.session, case.id, world.case_manager.id) == frozenset()
    assert case.stage is Stage.REPORTED
    with pytest.raises(NotFound):
        triage(world, case, Decision.FORMAL)


@pytest.mark.parametrize("to", [None, "case_manager", "reporter", "employee", "principal"])
def test_a_report_is_handed_to_somebody_else_who_triages(world: World, to: str | None) -> None:
    colleague = getattr(world, to).id if to else None
    with wrong_answers("colleague_id"):
        triage(world, reported(world), Decision.HAND_OVER, colleague_id=colleague)


def test_a_report_about_hr_is_not_handed_to_whom_it_is_about(world: World) -> None:
    case = reported(world, about=About.HR, employee_id=world.case_manager.id)
    asked = TriageReport(
        decision=Decision.HAND_OVER,
        reasons="I am away.",
        harm=NO_HARM,
        colleague_id=world.case_manager.id,
    )
    with wrong_answers("colleague_id"):
        world.perform(world.hr_director, case, asked)


@pytest.mark.parametrize("missing", list(HARM_QUESTIONS))
def test_every_harm_question_is_answered(world: World, missing: str) -> None:
    harm = {key: answer for key, answer in NO_HARM.items() if key != missing}
    with wrong_answers(f"harm.{missing}"):
        triage(world, reported(world), Decision.NO_FURTHER_ACTION, harm=harm)


def test_a_question_nobody_asked_is_refused(world: World) -> None:
    with wrong_answers("harm"):
        triage(
            world,
            reported(world),
            Decision.NO_FURTHER_ACTION,
            harm={**NO_HARM, "guilty": HarmAnswer.YES},
        )


def test_a_report_joins_a_case_with_all_that_came_with_it(world: World) -> None:
    target, case = world.case(Stage.INVESTIGATION), reported(world, child="yes")
    capture = world.capture(case)
    triage(world, case, Decision.ADD_TO_CASE, add_to=target.reference)
    assert (case.stage, case.ending) == (Stage.CLOSED, Ending.ADDED_TO_CASE)
    assert case.added_to_id == target.id
    assert world.session.get_one(Capture, capture.id).case_id == target.id
    reports = world.session.exec(select(Report).where(Report.case_id == target.id)).all()
    assert {each.reference for each in reports} >= {"R26-0002"}
    assert target.pupil_involved
    latest = journal.entries(world.session, target.id)[0]
    assert latest.sentence == "added report R26-0002 to this case"


def test_a_second_reporter_joins_the_first(world: World) -> None:
    target = world.case(Stage.INVESTIGATION)
    case = begin(world.session, world.dsl, world.told(), at())
    triage(world, case, Decision.ADD_TO_CASE, add_to=target.reference)
    for reporter in (world.reporter, world.dsl):
        assert current(world.session, target.id, reporter.id) == {Role.REPORTER}


def test_a_report_joins_only_an_open_case_of_ones_own(world: World) -> None:
    case = reported(world)
    others = world.case(Stage.INVESTIGATION, case_manager=world.colleague)
    closed = world.case(Stage.CLOSED)
    for reference in (None, "SM26-9999", others.reference, closed.reference, case.reference):
        with wrong_answers("add_to"):
            triage(world, case, Decision.ADD_TO_CASE, add_to=reference)


def test_a_report_does_not_join_a_case_about_somebody_else(world: World) -> None:
    target = world.case(Stage.INVESTIGATION, employee=world.stranger)
    with wrong_answers("add_to"):
        triage(world, reported(world), Decision.ADD_TO_CASE, add_to=target.reference)


@pytest.mark.parametrize("again", list(Decision))
@pytest.mark.parametrize("first", [Decision.NO_FURTHER_ACTION, Decision.ADD_TO_CASE])
def test_a_report_is_triaged_once(world: World, first: Decision, again: Decision) -> None:
    target, case = world.case(Stage.INVESTIGATION), reported(world)
    told = {"add_to": target.reference, "colleague_id": world.hr_director.id}
    triage(world, case, first, **told)
    with breaches("G-STAGE"):
        triage(world, case, again, **told)


def unknown(world: World) -> Case:
    case = reported(world, about=About.UNKNOWN, employee_id=None, unknown_person="“owen.p”")
    triage(world, case, Decision.FORMAL)
    return case


def test_hr_records_whom_an_unknown_account_belongs_to(world: World) -> None:
    case = unknown(world)
    entry = world.perform(world.case_manager, case, IdentifyEmployee(person_id=world.employee.id))
    assert entry.sentence == "recorded which member of staff the case is about"
    assert case.employee_id == world.employee.id
    assert holder(world.session, case.id, Role.EMPLOYEE) == world.employee.id


def test_whom_a_case_is_about_is_recorded_once(world: World) -> None:
    with wrong_answers("person_id"):
        world.perform(
            world.case_manager, world.case(), IdentifyEmployee(person_id=world.stranger.id)
        )


def test_somebody_in_hr_who_turns_out_to_be_the_subject_loses_sight_of_it(world: World) -> None:
    case = unknown(world)
    world.perform(world.case_manager, case, IdentifyEmployee(person_id=world.colleague.id))
    assert current(world.session, case.id, world.colleague.id) == {Role.EMPLOYEE}


@pytest.mark.parametrize("who", ["reporter", "case_manager"])
def test_whoever_has_a_part_is_not_quietly_made_the_subject(world: World, who: str) -> None:
    with wrong_answers("person_id"):
        world.perform(
            world.case_manager, unknown(world), IdentifyEmployee(person_id=getattr(world, who).id)
        )
