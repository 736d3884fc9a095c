"""Whom a report is about: found by name, routed past those it concerns, never oneself."""

import pytest
from sqlmodel import select

from casework.access import Role
from casework.cases.appointing import current
from casework.reports.answers import About
from casework.reports.models import Report
from tests.conftest import SignedInAs
from tests.web.reporting import about, draft_of, sent
from tests.world import World, at

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


def test_the_member_of_staff_is_found_by_name(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    told = {"about": "staff", "person_q": "pryce"}
    whole = browser.post(f"{draft}/people", data=told).text
    part = browser.post(f"{draft}/people", data=told, headers=PART).text
    for page in (whole, part):
        assert f'value="{world.employee.id}"' in page
        assert "Teaching assistant, Birchfield Academy" in page
        assert world.reporter.name not in page.split('id="found"')[1]
    assert "Step 2 of 6" in whole
    assert part.lstrip().startswith('<div id="found"')


def test_a_search_says_when_it_finds_nobody(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    for words in ("nobody called this", "%%%", "a\x00b", "<script>"):
        answer = browser.post(f"{draft}/people", data={"person_q": words}, headers=PART)
        assert answer.status_code == 200, words
        assert "Nobody is found" in answer.text, words
        assert "<script>" not in answer.text


def test_without_scripts_a_wrong_answer_comes_back_with_whom_was_found(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    answer = browser.post(f"{draft}/person", data={"about": "staff", "person_q": "pryce"})
    assert answer.status_code == 422
    assert answer.text.count("Choose the member of staff</") == 3, "summary, question, error"
    assert f'value="{world.employee.id}"' in answer.text


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({}, "Say whom the report is about"),
        ({"about": "nobody"}, "Choose whom the report is about"),
        ({"about": "staff"}, "Choose the member of staff"),
        ({"about": "staff", "staff_id": "not-an-id"}, "Choose the member of staff"),
        ({"about": "hr"}, "Choose the member of staff"),
        ({"about": "unknown"}, "Say what you know about them, even if it is little"),
    ],
)
def test_somebody_must_be_said(
    world: World, signed_in_as: SignedInAs, told: dict[str, str], says: str
) -> None:
    browser = signed_in_as(world.reporter)
    answer = browser.post(f"{draft_of(browser)}/person", data=told)
    assert (answer.status_code, says in answer.text) == (422, True)


def test_my_principal_is_the_one_of_my_academy(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    sent(world, browser, person={"about": "principal"})
    report = world.session.exec(select(Report)).one()
    assert report.about is About.PRINCIPAL
    held = current(world.session, report.case_id, world.principal.id)
    assert held == {Role.EMPLOYEE}


def test_a_principal_cannot_choose_my_principal(world: World, signed_in_as: SignedInAs) -> None:
    page = signed_in_as(world.principal)
    assert 'value="principal"' not in page.get(f"{draft_of(page)}/person").text


def test_somebody_in_hr_never_sees_the_report_about_them(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    told = {"about": "hr", "hr_id": str(world.case_manager.id)}
    reference = sent(world, browser, person=told)
    assert signed_in_as(world.case_manager).get(f"/reports/{reference}").status_code == 404
    assert signed_in_as(world.colleague).get(f"/reports/{reference}").status_code == 404
    assert signed_in_as(world.hr_director).get(f"/reports/{reference}").status_code == 200


def test_a_principal_chosen_by_name_is_still_a_principal(
    world: World, signed_in_as: SignedInAs
) -> None:
    sent(world, signed_in_as(world.reporter), person=about(world.principal))
    assert world.session.exec(select(Report.about)).one() == About.PRINCIPAL


def test_somebody_in_hr_chosen_by_name_is_still_in_hr(
    world: World, signed_in_as: SignedInAs
) -> None:
    reference = sent(world, signed_in_as(world.reporter), person=about(world.colleague))
    assert world.session.exec(select(Report.about)).one() == About.HR
    assert signed_in_as(world.case_manager).get(f"/reports/{reference}").status_code == 404


@pytest.mark.parametrize("said", ["me", "by name"])
def test_nobody_reports_themselves(world: World, signed_in_as: SignedInAs, said: str) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    told = {"about": "me"} if said == "me" else about(world.reporter)
    answer = browser.post(f"{draft}/person", data=told)
    assert answer.headers["location"] == f"{draft}/yourself"
    page = browser.get(f"{draft}/yourself").text
    assert "You cannot report yourself here" in page
    assert world.case_manager.name in page
    assert browser.get(draft).headers["location"] == f"{draft}/person", "the draft is kept"
    assert browser.post(f"{draft}/check").headers["location"] == f"{draft}/yourself"
    assert world.session.exec(select(Report)).first() is None


def test_the_stop_panel_calls_the_principal_for_a_member_of_staff(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    page = browser.get(f"{draft_of(browser)}/safeguarding").text
    assert f"Speak to {world.principal.name} now" in page
    assert 'href="tel:01632960103"' in page
    assert 'href="tel:999"' in page
    assert "nude or sexual images of a child" in page
    assert page.count('data-shows="stop"') == 2, "only where a child may be at risk"


def test_whoever_has_no_account_can_be_called_all_the_same(
    world: World, signed_in_as: SignedInAs
) -> None:
    world.account(world.principal).disabled_at = at()
    browser = signed_in_as(world.reporter)
    page = browser.get(f"{draft_of(browser)}/safeguarding").text
    assert f"Speak to {world.principal.name} now" in page


def test_a_principal_calls_the_safeguarding_lead(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.principal)
    page = browser.get(f"{draft_of(browser)}/safeguarding").text
    assert f"Speak to {world.dsl.name} now" in page


def test_whether_the_lead_was_told_is_asked_only_where_a_child_may_be_at_risk(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    path = f"{draft_of(browser)}/safeguarding"
    says = "Say whether you have spoken to the safeguarding lead"
    for child in ("risk", "unsure"):
        answer = browser.post(path, data={"child": child})
        assert (answer.status_code, answer.text.count(says)) == (422, 2)
    assert browser.post(path, data={"child": "yes"}).status_code == 303
    assert browser.post(path, data={"child": "risk", "told_lead": "no"}).status_code == 303
    answer = browser.post(path, data={})
    assert (answer.status_code, "Say whether a pupil" in answer.text) == (422, True)


@pytest.mark.parametrize(
    "told", [{"about": "principal"}, {"about": "staff", "staff_id": "principal"}]
)
def test_the_instruction_changes_when_it_is_about_the_principal(
    world: World, signed_in_as: SignedInAs, told: dict[str, str]
) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    browser.post(f"{draft}/safeguarding", data={"child": "risk", "told_lead": "no"})
    assert "Do not tell the Principal" in browser.get(f"{draft}/person").text
    browser.post(f"{draft}/person", data=told | {"staff_id": str(world.principal.id)})
    page = browser.get(f"{draft}/what-happened").text
    assert "Do not tell the Principal" in page
    assert f"Speak to {world.safeguarding_lead.name}" in page
    panel = browser.get(f"{draft}/safeguarding").text
    assert f"Speak to {world.principal.name} now" not in panel


def test_nothing_changes_when_no_child_is_at_risk(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    browser.post(f"{draft}/safeguarding", data={"child": "no"})
    assert "Do not tell the Principal" not in browser.get(f"{draft}/person").text
