"""The desk beside the decision: what a report is like, what comes next, and two at one report."""

import re
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from casework.reports.alike import Alike, Told, address, likeness
from casework.reports.models import Triage
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.web.reporting import about, sent
from tests.world import World

NO_HARM = {f"harm.{key}": "no" for key in ("harmed", "offence", "risk", "unsuitable")}
FORMAL = NO_HARM | {"decision": "formal", "clauses": ["3.3"], "reasons": "It needs looking into."}
NOTHING = NO_HARM | {"decision": "no_further_action", "reasons": "It is not a breach."}


@pytest.fixture
def hr(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.case_manager)


def two(world: World, signed_in_as: SignedInAs, **second: Any) -> tuple[str, str]:
    return sent(world, signed_in_as(world.reporter)), sent(world, signed_in_as(world.dsl), **second)


def card(page: str) -> str:
    found = re.search(r'<section class="card" id="alike".*?</section>', page, re.S)
    return found[0] if found else ""


def test_in_what_two_reports_are_alike() -> None:
    place = uuid4()
    one = Told(uuid4(), place, "https://www.x.test/p/1/", None, frozenset("a"))
    same = Told(None, place, "http://x.test/p/1?utm=2", None, frozenset("a"))
    assert likeness(one, same) == (Alike.POST, Alike.CLAUSE)
    apart = Told(uuid4(), uuid4(), "https://x.test/p/2", None, frozenset("a"))
    assert likeness(one, apart) == ()
    assert likeness(same, same) == (Alike.POST, Alike.CLAUSE), "nobody is nobody’s same person"
    assert address("M.X.test/P/1") == "x.test/P/1"


def test_the_desk_shows_what_a_report_is_like_and_adds_it_there(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    first, second = two(world, signed_in_as)
    waiting = card(hr.get(f"/reports/{second}").text)
    assert f'href="/reports/{first}"' in waiting
    assert "Same person" in waiting
    assert "Add it to this case" not in waiting, "it waits: there is no case yet"
    hr.post(f"/reports/{first}", data=FORMAL)
    page = hr.get(f"/reports/{second}").text
    assert f"/reports/{second}?join=SM26-0001#decide" in card(page)
    chosen = hr.get(f"/reports/{second}?join=SM26-0001").text
    assert re.search(r'value="add_to_case"[^>]* checked', chosen)
    assert re.search(r'name="add_to"[^>]*value="SM26-0001"', chosen)
    other = hr.get(f"/reports/{second}?join=SM26-9999").text
    assert not re.search(r'value="add_to_case"[^>]* checked', other)
    colleague = signed_in_as(world.colleague).get(f"/reports/{second}").text
    assert "SM26-0001" not in colleague, "a case of somebody else’s is not told of"


def test_after_a_decision_the_next_report_is_offered(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    first, second = two(world, signed_in_as, person=about(world.stranger))
    answer = hr.post(f"/reports/{first}", data=FORMAL)
    page = hr.get(answer.headers["location"]).text
    assert f'href="/reports/{second}" data-key="t"' in page
    assert 'href="/cases/SM26-0001"' in page
    answer = hr.post(f"/reports/{second}", data=NOTHING)
    page = hr.get(answer.headers["location"]).text
    assert "No new reports" in page
    assert "The last one was triaged on" in page


def test_who_decides_second_sees_both_decisions_and_changes_nothing(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    reference = sent(world, signed_in_as(world.reporter))
    second = signed_in_as(world.colleague)
    assert second.get(f"/reports/{reference}").status_code == 200
    hr.post(f"/reports/{reference}", data=FORMAL | {"reasons": "Words of the first."})
    answer = second.post(f"/reports/{reference}", data=NOTHING)
    assert answer.status_code == 409
    for says in (world.case_manager.name, "Open a formal case", "It is not a breach."):
        assert says in answer.text
    assert "Words of the first." not in answer.text, "their part has ended"
    assert world.employee.name not in answer.text
    assert len(world.session.exec(select(Triage)).all()) == 1
    assert second.get(f"/reports/{reference}").status_code == 404
    for who in (world.stranger, world.reporter, world.dsl):
        assert signed_in_as(who).post(f"/reports/{reference}", data=NOTHING).status_code == 404


def test_who_decides_second_over_json_is_told_the_same(
    world: World, hr: Browser, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    reference = sent(world, signed_in_as(world.reporter))
    hr.post(f"/reports/{reference}", data=NOTHING)
    body = {
        "decision": "no_further_action",
        "reasons": "No.",
        "harm": dict.fromkeys(("harmed", "offence", "risk", "unsuitable"), "no"),
    }
    path = f"/api/v1/cases/{reference}/triage"
    answer = api_as(world.colleague).post(path, json=body)
    assert answer.status_code == 409
    assert answer.json()["theirs"]["decision"] == "No further action"
    assert answer.json()["theirs"]["decided by"] == world.case_manager.name
    assert api_as(world.stranger).post(path, json=body).status_code == 404


def test_a_report_added_by_mistake_is_taken_out_on_a_page(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    first, second = two(world, signed_in_as)
    hr.post(f"/reports/{first}", data=FORMAL)
    told = NO_HARM | {"decision": "add_to_case", "add_to": "SM26-0001", "reasons": "The same post."}
    hr.post(f"/reports/{second}", data=told)
    page = hr.get("/cases/SM26-0001/reports").text
    assert f"/cases/SM26-0001/separate-report?report={second}" in page
    assert f"separate-report?report={first}" not in page
    place = f"/cases/SM26-0001/separate-report?report={second}"
    assert f'value="{second}" selected' in hr.get(place).text
    empty = hr.post(place, data={"report": second})
    assert empty.status_code == 422
    answer = hr.post(place, data={"report": second, "reasons": "Another post."})
    assert answer.status_code == 303
    assert "Record my decision" in hr.get(f"/reports/{second}").text
    assert "Add to a case that is already open" in hr.get(f"/reports/{second}").text
    mine = signed_in_as(world.dsl).get(f"/report/sent/{second}").text
    assert "HR will read" in mine
