"""A pause, a resignation and reopening in the browser."""

from datetime import UTC, datetime, timedelta

from casework.cases.stages import Ending, Stage
from casework.interruptions.queries import pause_of
from casework.outcomes.ladder import Sanction
from tests.conftest import SignedInAs
from tests.staging import outcome, window
from tests.world import DAY, World


def soon(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def test_a_paused_case_says_so_and_its_deadlines_stand_still(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.APPEAL)
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING)
    window(world, case, DAY)
    hr, place = signed_in_as(world.case_manager), f"/cases/{case.reference}"
    told = {"ground": "sickness", "reason": "He is unwell.", "review_on": soon(20)}
    late = hr.post(f"{place}/pause", data=told)
    assert late.status_code == 409
    assert "He is unwell." in late.text, "what was typed is kept"
    assert pause_of(world.session, case.id) is None
    assert hr.post(f"{place}/pause", data=told | {"review_on": soon(10)}).status_code == 303
    page = hr.get(place).text
    assert "Paused since" in page
    assert "<span>paused</span>" in page
    resumed = hr.post(f"{place}/resume", data={"reason": "He is well."})
    assert resumed.status_code == 303
    assert "Paused since" not in hr.get(place).text


def test_a_resignation_leads_to_a_conclusion(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.INVESTIGATION)
    hr, place = signed_in_as(world.case_manager), f"/cases/{case.reference}"
    told = {
        "received_on": soon(0),
        "last_day": soon(30),
        "goes_on": "no",
        "why": "He leaves before a hearing could be held.",
    }
    assert hr.post(f"{place}/resignation", data=told).status_code == 303
    assert f"{place}/conclude-after-resignation" in hr.get(place).text
    for duty in ("tra", "dbs"):
        answer = {"duty": duty, "moment": "resignation", "referred": "no", "because": "No harm."}
        assert hr.post(f"{place}/consider-duty", data=answer).status_code == 303
    ended = {"conclusion": "The post is his.", "referrals": "No duty to refer."}
    assert hr.post(f"{place}/conclude-after-resignation", data=ended).status_code == 303
    assert "Concluded: " in hr.get(place).text
    world.session.refresh(case)
    assert case.ending is Ending.RESIGNED


def test_a_closed_case_is_reopened_from_two_pages(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.CLOSED, decision_maker=world.dsl)
    hr, place = signed_in_as(world.case_manager), f"/cases/{case.reference}"
    assert "Reopen the case" in hr.get(place).text
    assert hr.post(f"{place}/reopen", data={"reason": "It was wrong."}).status_code == 303
    second = signed_in_as(world.dsl)
    page = second.get(f"{place}/decide-request").text
    assert "Open a closed case again" in page
    asked = page.split('name="request_id"')[1].split('value="')[1].split('"')[0]
    told = {"request_id": asked, "approved": "yes", "reason": "I agree."}
    assert second.post(f"{place}/decide-request", data=told).status_code == 303
    assert "This case is closed" not in hr.get(place).text
