"""From appointing an officer to deciding whether there is a case to answer."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from casework.access import Role
from casework.allegations.models import Allegation, Conclusion
from casework.cases.appointing import current, holder
from casework.cases.models import Case, Deadline
from casework.cases.stages import Ending, Stage
from casework.documents.issuing import issued_on
from casework.investigation.commands import BeginInvestigation, DecideCaseToAnswer
from casework.investigation.models import Investigation, TermsOfReference
from casework.investigation.report import ConcludeInvestigation
from casework.journal import JournalEntry
from casework.reports.answers import ChildInvolved
from casework.reports.models import Report
from casework.reports.safeguarding import RecordLadoContact
from casework.storage import store
from tests.refusing import breaches, wrong_answers
from tests.staging import investigated, screened
from tests.world import DAY, World, at


def begin(world: World, case: Case, officer: str = "investigating_officer") -> JournalEntry:
    asked = BeginInvestigation(officer_id=getattr(world, officer).id, terms="Who wrote the post?")
    return world.perform(world.case_manager, case, asked)


def due(world: World, case: Case) -> dict[str, date]:
    found = world.session.exec(select(Deadline).where(Deadline.case_id == case.id))
    return {each.kind: each.due_on for each in found if each.met_at is None}


def test_an_officer_is_appointed_with_terms_and_a_day(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    entry = begin(world, case)
    assert entry.sentence == "appointed the investigating officer and set the terms of reference"
    assert case.stage is Stage.INVESTIGATION
    officer = holder(world.session, case.id, Role.INVESTIGATING_OFFICER)
    assert officer == world.investigating_officer.id
    terms = world.session.exec(select(TermsOfReference)).one()
    assert terms.due_on == date(2026, 11, 2)
    assert due(world, case) == {"T4": date(2026, 11, 2)}


def test_an_investigation_needs_to_know_whom_it_is_about(world: World) -> None:
    with breaches("G-INV-1"):
        begin(world, world.case(Stage.TRIAGE, employee=None))


def test_whoever_reported_it_does_not_investigate(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    with breaches("G-ROLE-1"):
        begin(world, case, "reporter")
    assert case.stage is Stage.TRIAGE


def test_nobody_investigates_themselves(world: World) -> None:
    with breaches("G-ROLE-0"):
        begin(world, world.case(Stage.TRIAGE), "employee")


def test_an_investigation_begins_once(world: World) -> None:
    with breaches("G-STAGE"):
        begin(world, world.case(Stage.INVESTIGATION), "colleague")


def at_risk(world: World) -> Case:
    case = world.case(Stage.TRIAGE, safeguarding_lead=world.dsl)
    report = world.session.exec(select(Report).where(Report.case_id == case.id)).one()
    report.child = ChildInvolved.RISK
    return case


def lado(world: World, case: Case, agrees: bool, on: date = DAY, hour: int = 10) -> JournalEntry:
    asked = RecordLadoContact(
        contacted_on=on,
        contacted_at="2pm",
        spoken_to="Rosa Finch",
        advice="Go on, and tell me what you find.",
        may_investigate=agrees,
        may_tell_employee=False,
    )
    return world.perform(world.dsl, case, asked, at(hour=hour))


def test_where_a_child_may_be_at_risk_the_lado_must_agree_first(world: World) -> None:
    case = at_risk(world)
    with breaches("G-LADO-1"):
        begin(world, case)
    assert lado(world, case, agrees=False).sentence.endswith("the Trust must wait")
    with breaches("G-LADO-1"):
        begin(world, case)
    assert lado(world, case, agrees=True, hour=12).sentence.endswith("the Trust may investigate")
    assert begin(world, case)


def test_the_lado_may_change_their_mind(world: World) -> None:
    case = at_risk(world)
    lado(world, case, agrees=True)
    lado(world, case, agrees=False, hour=12)
    with breaches("G-LADO-1"):
        begin(world, case)


def test_nobody_spoke_to_the_lado_tomorrow(world: World) -> None:
    with wrong_answers("contacted_on"):
        lado(world, at_risk(world), agrees=True, on=date(2026, 10, 6))


def to_conclude(world: World) -> tuple[Case, Allegation]:
    case = world.case(Stage.TRIAGE)
    begin(world, case)
    return case, world.allegation(case, exhibits=[world.exhibit(case)])


def conclude(world: World, case: Case, *concluded: Allegation, **told: Any) -> JournalEntry:
    whole = {
        "introduction": "I was asked to look into one post.",
        "process_followed": "I spoke to everybody who saw it.",
        "undisputed_facts": "The post was made.\nIt was removed the next day.",
        "employee_heard_on": DAY,
        "employee_account": "He says that somebody else had his phone.",
        "exculpatory_evidence": "I looked for who else used the phone, and found nobody.",
        "mitigation": "A long and clean record.",
        "people": [
            {"name": "Maya Lockwood", "role": "Head of Year 9", "heard_on": DAY, "about": "It"},
            {"name": "", "role": "", "heard_on": "", "about": ""},
        ],
        "conclusions": {
            each.id: {"conclusion": Conclusion.CASE_TO_ANSWER, "reasons": "It is his account."}
            for each in concluded
        },
    }
    asked = ConcludeInvestigation.model_validate(whole | told)
    return world.perform(world.investigating_officer, case, asked)


def test_an_investigation_ends_in_a_report_that_is_kept(world: World) -> None:
    case, allegation = to_conclude(world)
    entry = conclude(world, case, allegation)
    assert entry.sentence == "concluded the investigation with a report, L1"
    assert case.stage is Stage.DECISION
    assert allegation.conclusion is Conclusion.CASE_TO_ANSWER
    report = issued_on(world.session, case.id)[0]
    assert store().read(report.key).startswith(b"%PDF-")
    assert due(world, case) == {"T4-D": date(2026, 10, 12)}


def test_every_allegation_needs_a_conclusion(world: World) -> None:
    case, allegation = to_conclude(world)
    world.allegation(case, clause="2.7")
    with breaches("G-REP-1"):
        conclude(world, case, allegation)


def test_an_investigation_without_allegation_or_evidence_is_not_concluded(world: World) -> None:
    with breaches("G-REP-1", "G-REP-2"):
        conclude(world, world.case(Stage.INVESTIGATION))


def test_the_employee_is_not_heard_tomorrow(world: World) -> None:
    case, allegation = to_conclude(world)
    with wrong_answers("employee_heard_on"):
        conclude(world, case, allegation, employee_heard_on=date(2026, 10, 6))


def to_decide(world: World) -> tuple[Case, Allegation, Allegation]:
    case = world.case(Stage.DECISION)
    investigated(world, case)
    screened(world, case)
    return case, world.allegation(case), world.allegation(case, clause="2.7")


def decide(world: World, case: Case, *to_hearing: Allegation, **told: Any) -> JournalEntry:
    alleged = world.session.exec(select(Allegation).where(Allegation.case_id == case.id))
    answers = {each.id: each in to_hearing for each in alleged}
    asked = DecideCaseToAnswer(to_hearing=answers, reasons="The report is thorough.", **told)
    return world.perform(world.case_manager, case, asked)


def test_what_has_a_case_to_answer_goes_to_a_hearing(world: World) -> None:
    case, first, second = to_decide(world)
    entry = decide(world, case, first)
    assert entry.sentence == "decided that there is a case to answer on allegation 1"
    assert (case.stage, first.to_hearing, second.to_hearing) == (Stage.HEARING, True, False)
    assert due(world, case) == {"T5": date(2026, 10, 12)}


def test_the_officer_sees_the_case_no_longer(world: World) -> None:
    case, first, second = to_decide(world)
    decide(world, case, first, second)
    assert current(world.session, case.id, world.investigating_officer.id) == frozenset()


def test_without_a_case_to_answer_the_employee_is_told_and_it_is_closed(world: World) -> None:
    case, _, _ = to_decide(world)
    entry = decide(world, case, wellbeing="A call.", removed_on=date(2027, 4, 5))
    assert entry.sentence == "decided that there is no case to answer"
    assert (case.stage, case.ending) == (Stage.CLOSED, Ending.NO_CASE_TO_ANSWER)
    assert due(world, case) == {}
    letter = issued_on(world.session, case.id)[-1]
    assert store().read(letter.key).startswith(b"%PDF-")


@pytest.mark.parametrize("answered", [True, False], ids=["to a hearing", "nothing to answer"])
def test_it_is_decided_once(world: World, answered: bool) -> None:
    case, first, second = to_decide(world)
    decide(world, case, first)
    with breaches("G-STAGE"):
        decide(
            world,
            case,
            *([second] if answered else []),
            wellbeing="A call.",
            removed_on=date(2027, 4, 5),
        )


def test_every_allegation_is_decided_on(world: World) -> None:
    case, first, _ = to_decide(world)
    asked = DecideCaseToAnswer(to_hearing={first.id: True}, reasons="One will do.")
    with wrong_answers("to_hearing"):
        world.perform(world.case_manager, case, asked)


def test_whoever_investigated_does_not_decide_whether_there_is_a_case(world: World) -> None:
    """Whatever part they hold now: the report says who wrote it."""
    case, first, second = to_decide(world)
    kept = world.session.exec(select(Investigation).where(Investigation.case_id == case.id)).one()
    kept.officer_id = world.case_manager.id
    asked = DecideCaseToAnswer(to_hearing={first.id: True, second.id: True}, reasons="Mine.")
    with breaches("G-CASE-1"):
        world.perform(world.case_manager, case, asked)
