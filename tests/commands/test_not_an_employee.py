"""A report about somebody who is no employee: no case, and whose matter it is was told."""

from datetime import timedelta
from typing import Any

import pytest

from casework.access import Actor, Role
from casework.cases.appointing import current
from casework.cases.commands import IdentifyEmployee
from casework.cases.gateway import begin
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.errors import NotFound
from casework.investigation.commands import BeginInvestigation
from casework.journal import JournalEntry
from casework.reports.answers import HARM_QUESTIONS, About, Decision, HarmAnswer, PassedTo
from casework.reports.elsewhere import PassOnCase
from casework.reports.triage import TriageReport
from tests.refusing import breaches, wrong_answers
from tests.suspending import lado
from tests.world import DAY, World, at

NO_HARM = dict.fromkeys(HARM_QUESTIONS, HarmAnswer.NO)
HARMED = NO_HARM | {"harmed": HarmAnswer.UNSURE}
TOLD = {
    "passed_to": PassedTo.AGENCY,
    "passed_to_whom": "Jo Reed, Northway Supply",
    "passed_on": DAY,
}


def reported(world: World, about: About, **told: Any) -> Case:
    asked = {"about": about, "employee_id": None, "unknown_person": "The cover teacher"} | told
    return begin(world.session, world.reporter, world.told(**asked), at())


def decide(world: World, case: Case, decision: Decision, **told: Any) -> JournalEntry:
    said = {"reasons": "She is not ours.", "harm": NO_HARM, "clauses": ["3.3"]} | told
    asked = TriageReport.model_validate({"decision": decision, **said})
    who = world.chair_of_trustees if told.get("passed_to") == PassedTo.GOVERNANCE else None
    return world.perform(who or world.case_manager, case, asked)


def from_an_agency(world: World) -> Actor:
    world.person(world.stranger).worker_type = "agency"
    world.session.flush()
    return world.stranger


def test_no_formal_case_is_opened_about_an_agency_worker(world: World) -> None:
    case = reported(world, About.AGENCY)
    with breaches("G-TRI-6"):
        decide(world, case, Decision.FORMAL)
    assert case.stage is Stage.REPORTED


def test_whoever_sent_an_agency_worker_is_told_and_that_ends_it_here(world: World) -> None:
    case = reported(world, About.AGENCY)
    entry = decide(world, case, Decision.PASS_ON, **TOLD)
    assert case.ending is Ending.PASSED_ON
    assert entry.facts["passed_to"] == PassedTo.AGENCY
    assert entry.sentence == ("triaged report R26-0001: pass it on, since they are not an employee")


def test_an_agency_worker_who_is_on_the_staff_list_is_found_by_it(world: World) -> None:
    about = world.told(employee_id=from_an_agency(world).id)
    case = begin(world.session, world.reporter, about, at())
    with breaches("G-TRI-6"):
        decide(world, case, Decision.FORMAL)
    decide(world, case, Decision.PASS_ON, **TOLD)
    assert case.ending is Ending.PASSED_ON


@pytest.mark.parametrize("harm", [NO_HARM, HARMED])
def test_where_a_child_may_be_at_risk_the_lado_comes_before_the_agency(
    world: World, harm: dict[str, HarmAnswer]
) -> None:
    stops = {} if harm == HARMED else {"child": "risk", "told_lead": True}
    case = reported(world, About.AGENCY, **stops)
    with breaches("G-TRI-8"):
        decide(world, case, Decision.PASS_ON, **TOLD, harm=harm)
    lado(world, case)
    decide(world, case, Decision.PASS_ON, **TOLD, harm=harm)
    assert case.ending is Ending.PASSED_ON


def test_a_report_about_a_governor_goes_to_the_chair_of_trustees_alone(world: World) -> None:
    case = reported(world, About.GOVERNOR)
    held = {
        who.name
        for who in (world.chair_of_trustees, world.case_manager, world.hr_director)
        if Role.TRIAGE in current(world.session, case.id, who.id)
    }
    assert held == {world.chair_of_trustees.name}
    told = TOLD | {"passed_to": PassedTo.GOVERNANCE, "passed_to_whom": "The members"}
    decide(world, case, Decision.PASS_ON, **told)
    assert case.ending is Ending.PASSED_ON


def test_a_report_that_names_the_chair_goes_past_the_chair(world: World) -> None:
    case = reported(world, About.GOVERNOR, unknown_person="Edith Vane, who is the chair")
    assert Role.TRIAGE not in current(world.session, case.id, world.chair_of_trustees.id)
    assert Role.TRIAGE in current(world.session, case.id, world.chief_executive.id)


def test_what_turns_out_to_be_about_a_pupil_is_for_the_behaviour_policy(world: World) -> None:
    """No LADO: that is for adults who work with children."""
    case = reported(world, About.UNKNOWN)
    told = {"passed_to": PassedTo.BEHAVIOUR, "passed_to_whom": "Sanjay Mehra, safeguarding lead"}
    decide(world, case, Decision.PASS_ON, **TOLD | told, harm=HARMED)
    assert case.ending is Ending.PASSED_ON


def test_what_is_about_an_employee_is_not_passed_on(world: World) -> None:
    case = begin(world.session, world.reporter, world.told(), at())
    with breaches("G-TRI-7"):
        decide(world, case, Decision.PASS_ON, **TOLD)
    assert case.stage is Stage.REPORTED


def test_somebody_reported_as_an_agency_worker_may_turn_out_to_be_an_employee(
    world: World,
) -> None:
    case = reported(world, About.AGENCY)
    world.perform(world.case_manager, case, IdentifyEmployee(person_id=world.employee.id))
    with breaches("G-TRI-7"):
        decide(world, case, Decision.PASS_ON, **TOLD)
    decide(world, case, Decision.FORMAL)
    assert case.stage is Stage.TRIAGE


def test_passing_on_says_to_whom_and_when(world: World) -> None:
    case = reported(world, About.AGENCY)
    with wrong_answers("passed_to", "passed_to_whom", "passed_on"):
        decide(world, case, Decision.PASS_ON)
    with wrong_answers("passed_on"):
        decide(world, case, Decision.PASS_ON, **TOLD | {"passed_on": DAY + timedelta(1)})


def test_what_is_known_of_an_agency_worker_must_be_told(world: World) -> None:
    with wrong_answers("unknown_person"):
        reported(world, About.AGENCY, unknown_person=None)


def triaged_unknown(world: World) -> Case:
    case = reported(world, About.UNKNOWN)
    decide(world, case, Decision.FORMAL)
    return case


def test_a_formal_case_that_turns_out_to_be_about_an_agency_worker_is_passed_on(
    world: World,
) -> None:
    case = triaged_unknown(world)
    who = IdentifyEmployee(person_id=from_an_agency(world).id)
    world.perform(world.case_manager, case, who)
    with breaches("G-INV-5"):
        world.perform(world.case_manager, case, begin_with(world))
    world.perform(world.case_manager, case, PassOnCase(**TOLD, reasons="An agency sent her."))
    assert case.ending is Ending.PASSED_ON


def test_a_formal_case_about_an_employee_is_not_passed_on(world: World) -> None:
    case = triaged_unknown(world)
    who = IdentifyEmployee(person_id=world.employee.id)
    world.perform(world.case_manager, case, who)
    with breaches("G-TRI-7"):
        world.perform(world.case_manager, case, PassOnCase(**TOLD, reasons="He left."))


def test_once_an_investigation_runs_no_case_is_passed_on(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    with breaches("G-STAGE"):
        world.perform(world.case_manager, case, PassOnCase(**TOLD, reasons="He left."))


def test_nobody_but_the_case_manager_passes_a_case_on(world: World) -> None:
    case = triaged_unknown(world)
    with pytest.raises(NotFound):
        world.perform(world.reporter, case, PassOnCase(**TOLD, reasons="She is not ours."))


def begin_with(world: World) -> BeginInvestigation:
    return BeginInvestigation(officer_id=world.investigating_officer.id, terms="What was written")
