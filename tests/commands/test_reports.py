"""Sending a report: what it opens, who is told, and who must never be."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from casework import journal
from casework.access import Actor, Permission, Role, may
from casework.cases.appointing import current
from casework.cases.gateway import begin, standing_now
from casework.cases.models import Appointment, Case, Deadline
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted
from casework.people.models import Person, Place
from casework.reports.answers import About, ChildInvolved
from casework.reports.commands import AddToReport
from casework.reports.models import Report, ReportAddition
from tests.refusing import breaches, wrong_answers
from tests.world import World, at

RISK, UNSURE, YES = ChildInvolved.RISK, ChildInvolved.UNSURE, ChildInvolved.YES


def send(world: World, reporter: Actor | None = None, **answers: Any) -> Case:
    return begin(world.session, reporter or world.reporter, world.told(**answers), at())


def holding(world: World, case: Case, role: Role) -> set[str]:
    """The names of everybody with a part in a case."""
    held = select(Appointment.person_id).where(
        Appointment.case_id == case.id, Appointment.role == role
    )
    return {world.session.get_one(Person, each).name for each in world.session.exec(held)}


def due(world: World, case: Case) -> dict[str, date]:
    found = world.session.exec(select(Deadline).where(Deadline.case_id == case.id))
    return {each.kind: each.due_on for each in found}


def test_a_report_opens_a_case(world: World) -> None:
    case = send(world)
    assert (case.reference, case.stage) == ("R26-0001", Stage.REPORTED)
    assert case.employee_id == world.employee.id
    assert journal.entries(world.session, case.id)[0].sentence == "sent report R26-0001"
    assert due(world, case) == {"T1": date(2026, 10, 7)}
    assert case.next_due == "Decide what to do with this report"


def test_a_report_is_kept_in_the_reporters_own_words(world: World) -> None:
    case = send(world, own_words="  He wrote:\r\n“What a zoo”  ")
    kept = world.session.exec(select(Report).where(Report.case_id == case.id)).one()
    assert kept.own_words == "He wrote:\n“What a zoo”"


def test_a_list_never_names_anybody(world: World) -> None:
    assert world.employee.name not in send(world).summary


def test_hr_triages_a_report_about_staff(world: World) -> None:
    case = send(world)
    assert holding(world, case, Role.TRIAGE) == {"Nadia Farrow", "Ben Ainsley", "Helen Marsh"}
    assert holding(world, case, Role.REPORTER) == {"Maya Lockwood"}


def test_a_report_about_a_principal_does_not_reach_them(world: World) -> None:
    case = send(world, about=About.PRINCIPAL, employee_id=world.principal.id, child=YES)
    assert current(world.session, case.id, world.principal.id) == {Role.EMPLOYEE}
    assert holding(world, case, Role.SAFEGUARDING_LEAD) == {"Joan Petrie"}


def test_a_report_about_hr_goes_to_the_director_alone(world: World) -> None:
    case = send(world, about=About.HR, employee_id=world.case_manager.id)
    assert holding(world, case, Role.TRIAGE) == {"Helen Marsh"}


def test_somebody_in_hr_chosen_by_name_is_routed_the_same(world: World) -> None:
    case = send(world, about=About.STAFF, employee_id=world.case_manager.id)
    assert holding(world, case, Role.TRIAGE) == {"Helen Marsh"}


def test_a_principal_chosen_by_name_is_routed_the_same(world: World) -> None:
    case = send(world, about=About.STAFF, employee_id=world.principal.id, child=YES)
    assert holding(world, case, Role.SAFEGUARDING_LEAD) == {"Joan Petrie"}


def test_a_report_about_the_director_goes_to_the_chief_executive(world: World) -> None:
    case = send(world, about=About.HR, employee_id=world.hr_director.id)
    assert holding(world, case, Role.TRIAGE) == {"Paul Renshaw"}


def test_a_report_by_the_chief_executive_about_the_director_goes_to_the_chair(
    world: World,
) -> None:
    case = send(world, world.chief_executive, about=About.HR, employee_id=world.hr_director.id)
    assert holding(world, case, Role.TRIAGE) == {"Edith Vane"}


def test_when_nobody_is_left_to_triage_it_is_refused(world: World) -> None:
    for place in world.session.exec(select(Place)):
        if place.person_id in {world.chief_executive.id, world.chair_of_trustees.id}:
            world.session.delete(place)
    with breaches("G-TRI-3"):
        send(world, about=About.HR, employee_id=world.hr_director.id)


def test_nobody_triages_what_they_reported(world: World) -> None:
    case = send(world, world.colleague)
    assert holding(world, case, Role.TRIAGE) == {"Nadia Farrow", "Helen Marsh"}


@pytest.mark.parametrize(
    "subject", ["employee", "principal", "case_manager", "hr_director", "dsl", "chief_executive"]
)
@pytest.mark.parametrize("child", list(ChildInvolved))
def test_nobody_a_report_is_about_can_see_it(
    world: World, subject: str, child: ChildInvolved
) -> None:
    person: Actor = getattr(world, subject)
    case = send(world, employee_id=person.id, child=child, told_lead=False)
    standing = standing_now(world.session, person, case.reference)
    assert not any(may(standing, each) for each in Permission)


def test_the_reporter_cannot_see_the_case_they_opened(world: World) -> None:
    standing = standing_now(world.session, world.reporter, send(world).reference)
    assert [each for each in Permission if may(standing, each)] == [Permission.ADD_TO_REPORT]


@pytest.mark.parametrize("child", [YES, RISK, UNSURE])
def test_the_safeguarding_lead_there_is_told_of_a_child(world: World, child: ChildInvolved) -> None:
    case = send(world, child=child, told_lead=True)
    assert case.pupil_involved
    assert holding(world, case, Role.SAFEGUARDING_LEAD) == {"Sanjay Mehra"}


def test_a_report_goes_past_a_lead_who_cannot_sign_in_to_the_next_who_can(world: World) -> None:
    world.account(world.dsl).disabled_at = at()
    case = send(world, child=RISK, told_lead=True)
    assert holding(world, case, Role.SAFEGUARDING_LEAD) == {"Joan Petrie"}
    owners = {each.kind: each.owner_id for each in world.session.exec(select(Deadline))}
    assert owners["T2"] == world.safeguarding_lead.id
    world.session.delete(world.account(world.safeguarding_lead))
    again = send(world, child=RISK, told_lead=True)
    assert holding(world, again, Role.SAFEGUARDING_LEAD) == set()
    assert holding(world, again, Role.TRIAGE) == {"Nadia Farrow", "Ben Ainsley", "Helen Marsh"}


def test_nobody_in_hr_who_cannot_sign_in_is_given_a_report(world: World) -> None:
    for who in (world.case_manager, world.hr_director):
        world.account(who).disabled_at = at()
    assert holding(world, send(world), Role.TRIAGE) == {"Ben Ainsley"}
    world.account(world.colleague).disabled_at = at()
    assert holding(world, send(world), Role.TRIAGE) == {"Paul Renshaw"}


def test_no_child_no_safeguarding_lead(world: World) -> None:
    assert holding(world, send(world), Role.SAFEGUARDING_LEAD) == set()


def test_the_lead_of_the_trust_is_told_when_it_is_about_that_lead(world: World) -> None:
    case = send(world, employee_id=world.dsl.id, child=RISK, told_lead=True)
    assert holding(world, case, Role.SAFEGUARDING_LEAD) == {"Joan Petrie"}


@pytest.mark.parametrize(("child", "asked"), [(RISK, True), (UNSURE, True), (YES, False)])
def test_the_lado_is_due_in_one_working_day_where_a_child_may_be_at_risk(
    world: World, child: ChildInvolved, asked: bool
) -> None:
    case = send(world, child=child, told_lead=True)
    assert due(world, case).get("T2") == (date(2026, 10, 6) if asked else None)


def test_somebody_unknown_can_be_reported(world: World) -> None:
    case = send(world, about=About.UNKNOWN, employee_id=None, unknown_person="“owen.p”")
    assert case.employee_id is None
    assert holding(world, case, Role.EMPLOYEE) == set()


def test_nobody_reports_themselves(world: World) -> None:
    with breaches("G-TRI-1"):
        send(world, employee_id=world.reporter.id)


@pytest.mark.parametrize("who", ["employee", "it_admin", "panel_member"])
def test_somebody_without_a_place_that_reports_is_refused(world: World, who: str) -> None:
    with pytest.raises(NotPermitted):
        send(world, getattr(world, who), employee_id=world.stranger.id)


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ({"employee_id": None}, ["employee_id"]),
        ({"about": About.UNKNOWN, "employee_id": None}, ["unknown_person"]),
        ({"child": RISK}, ["told_lead"]),
        ({"child": UNSURE}, ["told_lead"]),
        ({"found_on": "6 Oct 2026"}, ["found_on"]),
        ({"posted_on": "24 Sep 2026"}, ["posted_on"]),
        ({"posted_on": "6 Oct 2026"}, ["posted_on"]),
        ({"posted_on": "31 Aug 2019"}, ["posted_on"]),
        ({"found_on": "31 Aug 2019", "posted_on": None}, ["found_on"]),
        ({"labels": [{"key": "9.9"}]}, ["labels"]),
        ({"labels": [{"key": "3.3"}, {"key": "3.3"}]}, ["labels"]),
        ({"link": "instagram.com/p/abc"}, ["link"]),
        ({"link": "javascript:alert(1)"}, ["link"]),
        ({"link": "http://[broken"}, ["link"]),
        ({"employee_id": None, "child": RISK}, ["employee_id", "told_lead"]),
    ],
)
def test_an_answer_that_cannot_be_right_is_named(
    world: World, answers: dict[str, Any], fields: list[str]
) -> None:
    with wrong_answers(*fields):
        send(world, **answers)


def test_the_reporter_adds_words_afterwards(world: World) -> None:
    case = send(world)
    more = AddToReport(report=case.reference, words="It is gone now.")
    entry = world.perform(world.reporter, case, more)
    assert entry.sentence == "added to report R26-0001"
    assert world.session.exec(select(ReportAddition.words)).all() == ["It is gone now."]


def test_two_people_who_reported_the_same_add_only_to_their_own(world: World) -> None:
    case = send(world)
    with pytest.raises(NotFound):
        world.perform(
            world.reporter, case, AddToReport(report="R26-9999", words="Not mine to add to")
        )
