"""The hearing in full, in the browser: what HR sees and does, and what the employee does alone."""

from datetime import date

from casework.access import Role
from casework.hearings.companions import companion_of
from casework.hearings.postponing import requests_on
from casework.hearings.queries import hearing_of
from tests.commands.arranging import HEARING_ON, notified
from tests.commands.inquiring import begun
from tests.conftest import SignedInAs
from tests.world import World


def test_the_employee_names_a_companion_on_their_own_page(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = notified(world)
    browser = signed_in_as(world.employee)
    own = browser.get(f"/cases/{case.reference}").text
    assert "You have not named a companion yet." in own
    assert f'href="/cases/{case.reference}/my-companion"' in own
    form = {"name": "Bea Holt", "category": "fellow_worker"}
    answer = browser.post(f"/cases/{case.reference}/my-companion", data=form)
    assert answer.status_code == 303
    assert "<b>Bea Holt</b> accompanies you." in browser.get(f"/cases/{case.reference}").text


def test_a_companion_without_a_name_comes_back_with_what_was_chosen(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = notified(world)
    browser = signed_in_as(world.case_manager)
    form = {"category": "fellow_worker", "received_on": "2026-10-05", "received_how": "by phone"}
    answer = browser.post(f"/cases/{case.reference}/companion", data=form)
    assert answer.status_code == 422
    assert "Enter the companion’s name" in answer.text
    assert 'value="by phone"' in answer.text
    assert companion_of(world.session, case.id) is None


def test_the_page_says_the_last_day_that_must_be_accepted(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = notified(world)
    page = signed_in_as(world.employee).get(f"/cases/{case.reference}/my-postponement-request")
    assert "The last day that must be accepted is Monday 26 October 2026." in page.text


def test_a_day_of_right_that_is_refused_comes_back_with_the_law(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = notified(world)
    form = {"because": "companion", "wanted_day": "2026-10-26", "words": "She is away."}
    signed_in_as(world.employee).post(f"/cases/{case.reference}/my-postponement-request", data=form)
    request = requests_on(world.session, case.id)[0]
    answer = signed_in_as(world.hearing_manager).post(
        f"/cases/{case.reference}/postponement-decision",
        data={"request_id": str(request.id), "granted": "no", "reasons": "It does not suit us."},
    )
    assert answer.status_code == 409
    assert "Employment Relations Act 1999, s.10(4)-(5)" in answer.text
    assert "It does not suit us." in answer.text
    hearing = hearing_of(world.session, case.id)
    assert hearing
    assert hearing.starts_at.date() == HEARING_ON


def test_the_hearing_page_shows_what_is_arranged_and_what_can_be_done(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = notified(world)
    employee = signed_in_as(world.employee)
    base = f"/cases/{case.reference}"
    employee.post(f"{base}/my-adjustment", data={"needed": "A break each hour"})
    employee.post(f"{base}/my-hearing-witness", data={"name": "Al Reed", "about": "The evening"})
    page = signed_in_as(world.case_manager).get(f"{base}/hearing").text
    assert "A break each hour" in page
    assert "Al Reed" in page
    assert f'href="{base}/adjustment-decision"' in page
    # What is needed can say something of their health: the chair is told only that it is asked.
    chair = signed_in_as(world.hearing_manager).get(f"{base}/hearing").text
    assert "A break each hour" not in chair
    assert "An adjustment was asked for" in chair


def test_a_request_to_move_stands_on_the_checklist_until_it_is_answered(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = notified(world)
    form = {"because": "illness", "words": "He has a fever."}
    base = f"/cases/{case.reference}"
    signed_in_as(world.employee).post(f"{base}/my-postponement-request", data=form)
    page = signed_in_as(world.case_manager).get(base).text
    assert "Answer the request to move the hearing" in page


def test_the_investigation_page_shows_drafts_to_the_officer_and_hr_alone(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = begun(world)
    base = f"/cases/{case.reference}"
    officer = signed_in_as(world.investigating_officer)
    officer.post(
        f"{base}/plan-step",
        data={"says": "Hear Al Reed", "looks_for": "either", "due_on": date.max.isoformat()},
    )
    officer.post(f"{base}/share-draft", data={"words": "A draft nobody else reads"})
    for who in (world.investigating_officer, world.case_manager):
        page = signed_in_as(who).get(f"{base}/investigation").text
        assert "Hear Al Reed" in page
        assert "A draft nobody else reads" in page
    world.part(case, world.colleague, Role.DECISION_MAKER)
    assert "A draft" not in signed_in_as(world.colleague).get(f"{base}/investigation").text


def test_the_same_is_read_over_json_with_the_ids_that_acts_name(
    world: World, api_as: SignedInAs
) -> None:
    case = notified(world)
    base = f"/api/v1/cases/{case.reference}"
    employee = api_as(world.employee)
    assert employee.post(f"{base}/my-adjustment", json={"needed": "Large print"}).status_code == 201
    asked = employee.get(f"{base}/hearing").json()["adjustments"]
    assert [each["asked"] for each in asked] == ["Large print"]
    body = {"adjustment_id": asked[0]["id"], "decision": "agreed", "reasons": "It is printed."}
    chair = api_as(world.hearing_manager)
    assert chair.post(f"{base}/adjustment-decision", json=body).status_code == 201
    assert chair.get(f"{base}/hearing").json()["adjustments"][0]["asked"] == ""
    assert api_as(world.stranger).get(f"{base}/hearing").status_code == 404
