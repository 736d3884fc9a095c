"""The trust's settings: who reads them, who changes them, and what is refused."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from casework.journal import entries
from casework.particulars import KeptParticular
from casework.timescales import SUGGESTED, Timescale, standing
from tests.conftest import SignedInAs
from tests.world import World

TRIAGE = "/settings/timescales/triage"
SET = {"value": "3", "effective_from": "1 Sep 2026", "source": "Disciplinary policy, 4.2"}


def test_every_number_says_whether_somebody_confirmed_it(
    world: World, signed_in_as: SignedInAs
) -> None:
    page = signed_in_as(world.case_manager).get("/settings").text
    assert page.count("default: confirm against your disciplinary policy") == len(SUGGESTED)
    assert "/settings/timescales/" not in page
    assert "Files are not scanned for malware" in page
    assert "for trying out, a single office and tests" in page


def test_the_director_sets_a_number_from_a_day(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.hr_director)
    assert 'value="2"' in browser.get(TRIAGE).text
    answer = browser.post(TRIAGE, data=SET)
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings?said=triage")
    page = browser.get("/settings?said=triage").text
    assert (
        "set “Decide what to do with a new report” to 3 working days from 1 September 2026" in page
    )
    assert page.count("default: confirm against your disciplinary policy") == len(SUGGESTED) - 1
    now = standing(world.session, datetime.now(UTC).date())["triage"]
    assert (now.value, now.confirmed_by) == (3, world.hr_director.name)
    assert standing(world.session, date(2026, 8, 31))["triage"].value == 2
    assert entries(world.session, None, 1)[0].actor_name == world.hr_director.name


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"value": ""}, "Enter the number"),
        ({"value": "three"}, "Enter the number as a whole number"),
        ({"value": "-1"}, "Check the number: it must be 0 or more"),
        ({"value": "401"}, "Check the number: it must be 400 or less"),
        ({"effective_from": "soon"}, "as a date, like 23 Nov 2026"),
        ({"source": ""}, "Enter the source of this number"),
        ({"source": "x" * 301}, "Shorten the source of this number to 300 characters"),
        ({"source": "nul \x00"}, "Remove the characters that cannot be stored"),
    ],
)
def test_a_wrong_answer_comes_back_at_its_field(
    world: World, signed_in_as: SignedInAs, answers: dict[str, str], says: str
) -> None:
    answer = signed_in_as(world.hr_director).post(TRIAGE, data=SET | answers)
    assert answer.status_code == 422
    assert says in answer.text
    untouched = [typed for name, typed in SET.items() if name not in answers]
    assert all(f'value="{typed}"' in answer.text for typed in untouched)
    assert world.session.exec(select(Timescale)).all() == []


def test_a_mistyped_number_is_corrected_for_the_same_day(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.hr_director)
    browser.post(TRIAGE, data=SET)
    assert browser.post(TRIAGE, data=SET | {"value": "4"}).status_code == 303
    assert world.session.exec(select(Timescale)).one().value == 4
    told = [each.facts["value"] for each in entries(world.session, None, most=2)]
    assert told == [4, 3]


def test_the_director_writes_what_letters_say(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.hr_director)
    place = "/settings/particulars/appeal_how"
    assert "appeals@trust.example" in browser.get(place).text
    assert browser.post(place, data={"text": " "}).status_code == 422
    answer = browser.post(place, data={"text": "hearings@trust.example"})
    assert answer.headers["location"] == "/settings?said=appeal_how"
    assert world.session.get_one(KeptParticular, "appeal_how").text == "hearings@trust.example"
    assert "hearings@trust.example" in browser.get("/settings").text


@pytest.mark.parametrize("address", [TRIAGE, "/settings/particulars/support"])
def test_nobody_else_changes_them(world: World, signed_in_as: SignedInAs, address: str) -> None:
    browser = signed_in_as(world.case_manager)
    assert browser.get(address).status_code == 403
    assert browser.post(address, data=SET | {"text": "x"}).status_code == 403
    assert world.session.exec(select(Timescale)).all() == []


def test_who_does_not_work_cases_does_not_read_them(world: World, signed_in_as: SignedInAs) -> None:
    assert signed_in_as(world.it_admin).get("/settings").status_code == 403


@pytest.mark.parametrize("address", ["timescales/nothing", "particulars/nothing"])
def test_a_setting_that_does_not_exist_is_not_found(
    world: World, signed_in_as: SignedInAs, address: str
) -> None:
    browser = signed_in_as(world.hr_director)
    assert browser.get(f"/settings/{address}").status_code == 404
    assert browser.post(f"/settings/{address}", data=SET).status_code == 404


def test_what_was_recorded_is_said_only_when_it_is_true(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.hr_director)
    for key in ("triage", "nothing", "<b>"):
        assert "Recorded:" not in browser.get(f"/settings?said={key}").text
