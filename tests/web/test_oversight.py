"""The pages of break-glass, of its review, and of leave for a second part."""

from casework.access import Role
from casework.cases.break_glass import openings_to_review
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.waivers import AskForWaiver, waivers_on
from tests.conftest import SignedInAs
from tests.world import World

URGENT = "The hearing is in an hour and nobody with a part answers."


def opened(world: World, signed_in_as: SignedInAs) -> Case:
    case = world.case(Stage.HEARING)
    told = {"reference": case.reference.lower(), "reason": URGENT}
    answer = signed_in_as(world.colleague).post("/break-glass", data=told)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/cases/{case.reference}"
    return case


def test_a_case_opened_for_an_hour_is_listed_meanwhile(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.colleague)
    assert "You have open now" not in browser.get("/break-glass").text
    case = opened(world, signed_in_as)
    page = browser.get("/break-glass").text
    assert "You have open now" in page
    assert f'href="/cases/{case.reference}"' in page
    assert browser.get(f"/cases/{case.reference}").status_code == 200
    assert case.reference not in signed_in_as(world.hr_director).get("/break-glass").text


def test_a_refusal_keeps_what_was_typed_and_tells_nothing(
    world: World, signed_in_as: SignedInAs
) -> None:
    mine = world.case(Stage.HEARING, employee=world.colleague)
    browser = signed_in_as(world.colleague)
    for reference in (mine.reference, "SM26-9999"):
        answer = browser.post("/break-glass", data={"reference": reference, "reason": URGENT})
        assert answer.status_code == 422
        assert "No case that can be opened this way has that reference" in answer.text
        assert URGENT in answer.text
    short = browser.post("/break-glass", data={"reference": "SM26-9999", "reason": "Now"})
    assert short.status_code == 422
    assert "SM26-9999" in short.text


def test_who_has_no_place_in_hr_opens_and_oversees_nothing(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    for page in ("/break-glass", "/oversight"):
        assert browser.get(page).status_code == 403


def test_somebody_else_reviews_the_opening(world: World, signed_in_as: SignedInAs) -> None:
    case = opened(world, signed_in_as)
    (waiting,) = openings_to_review(world.session, world.hr_director)
    where = f"/oversight/openings/{waiting.opening.id}"
    assert signed_in_as(world.colleague).get(where).status_code in {403, 404}
    director = signed_in_as(world.hr_director)
    assert case.reference in director.get("/oversight").text
    assert URGENT in director.get(where).text
    unsaid = director.post(where, data={"words": "There was no other way."})
    assert unsaid.status_code == 422
    assert "There was no other way." in unsaid.text
    told = {"words": "There was no other way.", "justified": "true"}
    assert director.post(where, data=told).headers["location"] == "/oversight?said=openings"
    assert case.reference not in director.get("/oversight").text
    assert director.get(where).status_code == 404


def test_two_executives_give_leave_for_a_second_part(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.TRIAGE)
    asked = AskForWaiver(
        role=Role.NOTE_TAKER, person_id=world.investigating_officer.id, reason="Nobody else is in"
    )
    world.perform(world.case_manager, case, asked)
    (waiver,) = waivers_on(world.session, case.id)
    where = f"/oversight/waivers/{waiver.id}"
    for executive in (world.hr_director, world.chair_of_trustees):
        browser = signed_in_as(executive)
        assert "Nobody else is in" in browser.get(where).text
        assert browser.post(where, data={}).status_code == 422
        assert browser.post(where, data={"given": "true"}).status_code == 303
        assert browser.get(where).status_code == 404
    assert waivers_on(world.session, case.id)[0].is_given
