"""A grievance or criminal proceedings beside a case: the case waits or goes on, and it says why."""

from datetime import timedelta
from typing import Any

import pytest

from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted
from casework.interruptions.models import OverlapKind
from casework.interruptions.overlapping import RecordOverlap
from casework.interruptions.queries import overlaps_of
from tests.conftest import SignedInAs
from tests.refusing import breaches, wrong_answers
from tests.world import DAY, World, at

WEIGHED = {
    "suitability": "He works alone with nobody. The charge is about money at a club.",
    "relationships": "Nobody at work is concerned in it.",
}


def overlap(**told: Any) -> RecordOverlap:
    whole = {
        "kind": OverlapKind.GRIEVANCE,
        "known_on": DAY,
        "about": "He says that the rota is unfair.",
        "goes_on": True,
        "why": "It is about something else.",
    }
    return RecordOverlap.model_validate(whole | told)


def test_a_grievance_beside_the_case_is_kept_and_the_journal_says_only_that_there_is_one(
    world: World,
) -> None:
    case = world.case(Stage.INVESTIGATION)
    entry = world.perform(world.case_manager, case, overlap())
    assert entry.sentence == "recorded a grievance of the employee beside the case: it goes on"
    assert "rota" not in str(entry.facts)
    later = overlap(goes_on=False, why="It is about the investigator after all.")
    again = world.perform(world.case_manager, case, later, at(hour=11))
    assert again.sentence.endswith("it waits")
    assert [each.goes_on for each in overlaps_of(world.session, case.id)] == [False, True]


def test_a_charge_is_no_reason_by_itself(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    charge = {"kind": OverlapKind.CRIMINAL, "about": "Charged with theft from a club."}
    with breaches("G-OVER-1"):
        world.perform(world.case_manager, case, overlap(**charge))
    half = charge | {"suitability": WEIGHED["suitability"]}
    with breaches("G-OVER-1"):
        world.perform(world.case_manager, case, overlap(**half))
    world.perform(world.case_manager, case, overlap(**charge, **WEIGHED))
    assert overlaps_of(world.session, case.id)[0].relationships == WEIGHED["relationships"]


def test_what_is_raised_after_the_case_or_tomorrow_is_refused(world: World) -> None:
    with breaches("G-OVER-2"):
        world.perform(world.case_manager, world.case(Stage.CLOSED), overlap())
    case = world.case(Stage.INVESTIGATION)
    with wrong_answers("known_on"):
        world.perform(world.case_manager, case, overlap(known_on=DAY + timedelta(1)))


@pytest.mark.parametrize(
    ("who", "refused"), [("investigating_officer", NotPermitted), ("stranger", NotFound)]
)
def test_only_whoever_manages_the_case_records_it(
    world: World, who: str, refused: type[Exception]
) -> None:
    case = world.case(Stage.INVESTIGATION)
    with pytest.raises(refused):
        world.perform(getattr(world, who), case, overlap())


def test_the_page_says_it_over_the_case_and_the_employee_never_reads_it(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    case = world.case(Stage.INVESTIGATION)
    browser, place = signed_in_as(world.case_manager), f"/cases/{case.reference}"
    told = {
        "kind": "criminal",
        "known_on": "2026-10-05",
        "about": "Charged with theft from a club.",
        "goes_on": "no",
        "why": "The same people are heard by the police.",
    }
    refused = browser.post(f"{place}/overlap", data=told)
    assert refused.status_code == 409
    assert "is no reason by itself" in refused.text
    assert "Charged with theft" in refused.text
    assert browser.post(f"{place}/overlap", data=told | WEIGHED).status_code == 303
    page = browser.get(place).text
    assert "The case waits for it." in page
    assert WEIGHED["suitability"] in page
    (kept,) = api_as(world.case_manager).get(f"/api/v1{place}/interruptions").json()["overlaps"]
    assert (kept["kind"], kept["goes_on"]) == ("criminal", False)
    assert signed_in_as(world.stranger).get(f"{place}/overlap").status_code == 404
