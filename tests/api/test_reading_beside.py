"""What runs beside the stages, over JSON: for whoever works on the case, and nobody else."""

from datetime import timedelta

from casework.cases.stages import Stage
from casework.interruptions.pausing import PauseCase
from casework.interruptions.resigning import RecordResignation
from tests.appealing import HEARD_ON, decide, heard, under_appeal
from tests.conftest import SignedInAs
from tests.suspending import review, send, suspend
from tests.world import DAY, World


def test_a_suspension_is_read_with_its_alternatives_and_reviews(
    world: World, api_as: SignedInAs
) -> None:
    case = world.case(Stage.INVESTIGATION)
    suspend(world, case)
    send(world, case)
    review(world, case, DAY + timedelta(14))
    place = f"/api/v1/cases/{case.reference}/suspension"
    (told,) = api_as(world.case_manager).get(place).json()
    assert (told["measure"], told["pay"], told["ended_on"]) == ("suspension", "full", None)
    assert all(each["reason"] for each in told["alternatives"].values())
    assert [each["decision"] for each in told["reviews"]] == ["continue"]
    assert api_as(world.stranger).get(place).status_code == 404


def test_a_pause_and_a_resignation_are_read(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.INVESTIGATION)
    place = f"/api/v1/cases/{case.reference}/interruptions"
    hr = api_as(world.case_manager)
    assert hr.get(place).json() == {"pause": None, "resignation": None, "overlaps": []}
    resigned = RecordResignation(
        received_on=DAY, last_day=DAY + timedelta(28), goes_on=True, why="The matter is grave."
    )
    world.perform(world.case_manager, case, resigned)
    pause = PauseCase(ground="sickness", reason="He is ill.", review_on=DAY + timedelta(7))
    world.perform(world.case_manager, case, pause)
    told = hr.get(place).json()
    assert told["pause"]["review_on"] == (DAY + timedelta(7)).isoformat()
    assert told["resignation"]["goes_on"] is True
    assert api_as(world.stranger).get(place).status_code == 404


def test_the_answers_on_protected_content_are_read_by_whoever_reads_advice(
    world: World, api_as: SignedInAs
) -> None:
    case = world.case(Stage.INVESTIGATION)
    place = f"/api/v1/cases/{case.reference}/protected-content"
    assert api_as(world.case_manager).get(place).json() is None
    assert api_as(world.investigating_officer).get(place).status_code == 403
    assert api_as(world.stranger).get(place).status_code == 404


def test_an_appeal_is_read_as_far_as_it_has_come(world: World, api_as: SignedInAs) -> None:
    case = under_appeal(world)
    hr, place = api_as(world.case_manager), f"/api/v1/cases/{case.reference}/appeal"
    told = hr.get(place).json()
    assert [each["kind"] for each in told["grounds"]] == ["severity"]
    assert (told["hearing"], told["decision"]) == (None, None)
    assert hr.get(f"/api/v1/cases/{world.case(Stage.APPEAL).reference}/appeal").json() is None
    done = heard(world)
    decide(world, done, "varied", "first_written_warning")
    told = hr.get(f"/api/v1/cases/{done.reference}/appeal").json()
    assert told["hearing"]["starts_at"].startswith(HEARD_ON.isoformat())
    assert told["decision"]["sanction"] == "first_written_warning"
    assert api_as(world.stranger).get(place).status_code == 404


def test_everything_each_result_would_change_is_read_before_it_is_decided(
    world: World, api_as: SignedInAs
) -> None:
    case = heard(world)
    place = f"/api/v1/cases/{case.reference}/appeal/consequences"
    told = api_as(world.appeal_manager).get(place).json()
    results = [(each["result"], each["sanction"]) for each in told]
    assert results == [
        ("upheld", "final_written_warning"),
        ("varied", "first_written_warning"),
        ("overturned", "no_action"),
    ]
    about = {change["about"] for each in told for change in each["changes"]}
    assert {"Warning", "Letters", "Keeping the record", "Comparison"} <= about
    assert api_as(world.case_manager).get(place).status_code == 403
    assert api_as(world.stranger).get(place).status_code == 404
