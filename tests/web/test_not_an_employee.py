"""Pages for a report about somebody who is no employee: what the reporter reads, and triage."""

import pytest
from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Ending
from casework.reports.answers import HARM_QUESTIONS, About
from casework.reports.models import Report
from tests.conftest import SignedInAs
from tests.web.reporting import draft_of, sent
from tests.world import World

NO_HARM = {f"harm.{key}": "no" for key in HARM_QUESTIONS}
PASSED = NO_HARM | {
    "decision": "pass_on",
    "passed_to": "agency",
    "passed_to_whom": "Jo Reed, Northway Supply",
    "passed_on": "1 September 2026",
    "reasons": "Her agency decides on discipline.",
}
AGENCY = {"about": "agency", "agency_told": "Kim Lorne, cover teacher, Northway Supply"}
GOVERNOR = {"about": "governor", "governor_told": "A governor of our academy"}


def test_a_reporter_is_told_whose_matter_it_is(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    page = browser.get(f"{draft_of(browser)}/person").text
    assert "HR tells whoever sent them" in page
    assert "This report goes to the chair of trustees" in page


@pytest.mark.parametrize(
    ("told", "field"),
    [({"about": "agency"}, "agency_told"), ({"about": "governor"}, "governor_told")],
)
def test_who_they_are_is_asked_at_its_own_field(
    world: World, signed_in_as: SignedInAs, told: dict[str, str], field: str
) -> None:
    browser = signed_in_as(world.reporter)
    answer = browser.post(f"{draft_of(browser)}/person", data=told)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text


def test_a_pupil_is_not_reported_here_and_the_draft_stays(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    answer = browser.post(f"{draft}/person", data={"about": "pupil"})
    assert answer.headers["location"] == f"{draft}/pupil"
    page = browser.get(f"{draft}/pupil").text
    assert "The behaviour policy is for pupils" in page
    assert world.dsl.name in page
    assert browser.post(f"{draft}/check").headers["location"] == f"{draft}/pupil"
    assert world.session.exec(select(Report)).first() is None
    assert signed_in_as(world.stranger).get(f"{draft}/pupil").status_code == 404


def test_triage_is_told_that_no_case_is_opened_and_records_who_was_told(
    world: World, signed_in_as: SignedInAs
) -> None:
    reference = sent(world, signed_in_as(world.reporter), person=AGENCY)
    assert world.session.exec(select(Report.about)).one() is About.AGENCY
    hr = signed_in_as(world.case_manager)
    page = hr.get(f"/reports/{reference}").text
    assert "Not an employee of the Trust." in page
    assert AGENCY["agency_told"] in page
    formal = NO_HARM | {"decision": "formal", "clauses": "3.3", "reasons": "It offends."}
    refused = hr.post(f"/reports/{reference}", data=formal)
    assert "A formal case is about an employee of the Trust" in refused.text
    answer = hr.post(f"/reports/{reference}", data=PASSED | {"passed_to_whom": ""})
    assert answer.status_code == 422
    assert "Enter who was told" in answer.text
    assert "Her agency decides on discipline." in answer.text
    assert hr.post(f"/reports/{reference}", data=PASSED).status_code == 303
    assert world.session.exec(select(Case.ending)).one() is Ending.PASSED_ON
    page = hr.get(f"/reports/{reference}").text
    assert "Passed on to Jo Reed, Northway Supply" in page


def test_hr_never_sees_what_is_about_a_governor(world: World, signed_in_as: SignedInAs) -> None:
    reference = sent(world, signed_in_as(world.reporter), person=GOVERNOR)
    assert signed_in_as(world.case_manager).get(f"/reports/{reference}").status_code == 404
    chair = signed_in_as(world.chair_of_trustees).get(f"/reports/{reference}").text
    assert "A governor or a trustee" in chair
