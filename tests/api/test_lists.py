"""The long lists over JSON: the filters and pages that people have, and nothing more of a case."""

from casework.cases.stages import Stage
from tests.conftest import SignedInAs
from tests.world import World


def test_lists_are_narrowed_and_turned_as_they_are_for_people(
    world: World, api_as: SignedInAs
) -> None:
    cases = [world.case(Stage.HEARING) for _ in range(3)]
    world.case(Stage.HEARING, case_manager=world.colleague)
    closed = world.case(Stage.CLOSED)
    calling = api_as(world.case_manager)
    first = calling.get("/api/v1/lists/cases?most=2&sort=case").json()
    assert [each["reference"] for each in first["rows"]] == [each.reference for each in cases[:2]]
    assert (first["total"], first["many"], first["before"]) == (3, False, "")
    on = {"most": 2, "sort": "case", "after": first["after"]}
    second = calling.get("/api/v1/lists/cases", params=on).json()
    assert [each["reference"] for each in second["rows"]] == [cases[2].reference]
    assert second["after"] == ""
    back = {"most": 2, "sort": "case", "before": second["before"]}
    assert calling.get("/api/v1/lists/cases", params=back).json()["rows"] == first["rows"]
    told = calling.get("/api/v1/lists/cases?show=closed").json()
    assert [each["reference"] for each in told["rows"]] == [closed.reference]


def test_every_list_answers_and_refuses_what_cannot_be_asked(
    world: World, api_as: SignedInAs
) -> None:
    calling = api_as(world.hr_director)
    for slug in ("cases", "hearings", "warnings", "reports", "retention"):
        assert calling.get(f"/api/v1/lists/{slug}").json()["rows"] == []
        assert calling.get(f"/api/v1/lists/{slug}?academy=nowhere").status_code == 422
        assert calling.get(f"/api/v1/lists/{slug}?most=0").status_code == 422
    assert api_as(world.hearing_manager).get("/api/v1/lists/retention").status_code == 403
