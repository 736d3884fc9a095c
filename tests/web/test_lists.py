"""Long lists: narrowed by their address, sorted by a column, turned by key, kept, taken away."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from casework.cases.models import Case
from casework.cases.stages import Severity, Stage
from casework.lists import listing
from casework.people.warnings import FormalWarning, WarningLevel
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.staging import appeal_hearing, hearing
from tests.world import World, at


def case_of(world: World, stage: Stage, **facts: Any) -> Case:
    """A case at a stage, with what is set on it besides."""
    case = world.case(stage)
    for name, value in facts.items():
        setattr(case, name, value)
    world.session.add(case)
    world.session.flush()
    return case


def warned(world: World, case: Case, spent_on: date, today: date, *, taken: bool) -> None:
    told = FormalWarning(
        case_id=case.id,
        person_id=world.employee.id,
        level=WarningLevel.FIRST_WRITTEN,
        about="Staff social media policy, clause 2.6",
        given_on=today - timedelta(100),
        live_months=12,
        spent_on=spent_on,
        dispose_on=spent_on + timedelta(400),
        withdrawn_on=today if taken else None,
    )
    world.session.add(told)
    world.session.flush()


def listed(browser: Browser, path: str) -> list[str]:
    """The references on a page, in their order."""
    page = browser.get(path)
    assert page.status_code == 200
    return re.findall(r'class="nowrap">(?:<[^>]+>)?((?:SM|R)26-\d+)', page.text)


def test_filters_of_the_address_narrow_the_list_together(
    world: World, signed_in_as: SignedInAs
) -> None:
    serious = case_of(world, Stage.HEARING, severity=Severity.SERIOUS, pupil_involved=True)
    minor = case_of(world, Stage.INVESTIGATION, severity=Severity.MINOR, pupil_involved=False)
    closed = case_of(world, Stage.CLOSED, pupil_involved=False)
    world.allegation(serious, "3.3")
    world.allegation(minor, "2.7")
    held = case_of(world, Stage.DECISION, held_since=at().date(), pupil_involved=False)
    browser = signed_in_as(world.case_manager)
    every: dict[str, list[Case]] = {
        "": [serious, minor, held],
        "?show=closed": [closed],
        "?show=all": [serious, minor, held, closed],
        "?stage=hearing": [serious],
        "?stage=closed": [closed],
        "?severity=minor": [minor],
        "?clause=2.7": [minor],
        "?clause=3.3&severity=minor": [],
        "?pupil=yes": [serious],
        "?held=yes": [held],
        "?manager=me": [serious, minor, held],
        f"?manager={world.colleague.id}": [],
        f"?academy={held.academy_id}&stage=decision": [held],
        "?opened_from=2099-01-01": [],
    }
    for query, cases in every.items():
        assert set(listed(browser, f"/cases{query}")) == {each.reference for each in cases}, query
    assert 'name="stage"' in browser.get("/cases?stage=hearing").text
    assert "Stage: Hearing" in browser.get("/cases?stage=hearing").text
    kept = browser.get("/lists/cases/views/new?show=all&stage=hearing").text
    assert "The view: All cases · Stage: Hearing." in kept
    assert "The view: Closed." in browser.get("/lists/cases/views/new?show=closed").text


def test_what_their_part_does_not_show_does_not_narrow_it(
    world: World, signed_in_as: SignedInAs
) -> None:
    """A note-taker who could filter by clause would read what the list leaves blank."""
    case = case_of(world, Stage.HEARING, severity=Severity.SERIOUS, pupil_involved=True)
    world.allegation(case, "3.3")
    browser = signed_in_as(world.note_taker)
    assert listed(browser, "/cases") == [case.reference]
    for query in ("severity=serious", "clause=3.3", "pupil=yes"):
        assert listed(browser, f"/cases?{query}") == []


def test_a_wrong_filter_is_said_at_its_field_and_shows_nothing(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    browser = signed_in_as(world.case_manager)
    days = ("opened_from=yesterday", "opened_to=9999-12-31", "opened_from=0001-01-01")
    for query in (*days, "stage=nowhere", "academy=1", "pupil=maybe"):
        page = browser.get(f"/cases?{query}")
        assert page.status_code == 422
        assert case.reference not in page.text.split('id="results"')[1]
    page = browser.get("/cases?opened_from=yesterday&clause=2.7")
    assert "Enter a day" in page.text
    assert 'value="yesterday"' in page.text
    assert '<option value="2.7" selected>' in page.text


def test_pages_follow_each_other_by_key_there_and_back(
    world: World, signed_in_as: SignedInAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [world.case(Stage.HEARING) for _ in range(5)]
    for day, case in enumerate(cases[:4]):
        case.next_due_on, case.next_due = at().date() + timedelta(day // 2), "Decide"
        world.session.add(case)
    world.session.flush()
    browser = signed_in_as(world.case_manager)
    whole = listed(browser, "/cases")
    assert whole == [each.reference for each in cases]  # nothing due comes last
    monkeypatch.setattr(listing.ListOf.page, "__defaults__", (2,))
    seen, path = [], "/cases"
    for _ in range(3):
        seen.append(listed(browser, path))
        path = link(browser.get(path).text, "next")
    assert [one for page in seen for one in page] == whole
    assert path == ""
    second = link(browser.get("/cases").text, "next")
    back = link(browser.get(link(browser.get(second).text, "next")).text, "prev")
    assert listed(browser, back) == seen[1]
    assert link(browser.get(back).text, "prev")
    assert "5 cases" in browser.get(second).text
    assert listed(browser, "/cases?after=nonsense") == seen[0]


def link(page: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    return found.group(1).replace("&amp;", "&") if found else ""


def test_a_column_sorts_and_says_so(world: World, signed_in_as: SignedInAs) -> None:
    cases = [world.case(Stage.HEARING) for _ in range(3)]
    browser = signed_in_as(world.case_manager)
    rising = listed(browser, "/cases?sort=case")
    assert rising == sorted(each.reference for each in cases)
    assert listed(browser, "/cases?sort=-case") == rising[::-1]
    page = browser.get("/cases?sort=case&stage=hearing").text
    assert '<th scope="col" aria-sort="ascending"><a class="sort" href="/cases?' in page
    assert "stage=hearing&amp;sort=-case" in page


def test_htmx_is_given_the_results_alone(world: World, signed_in_as: SignedInAs) -> None:
    world.case(Stage.HEARING)
    asked = {"HX-Request": "true", "HX-Request-Type": "partial"}
    answer = signed_in_as(world.case_manager).get(
        "/cases?stage=hearing&academy=&sort=", headers=asked
    )
    assert answer.text.strip().startswith('<div id="results">')
    assert answer.headers["HX-Trigger"] == '{"announce": "1 case"}'
    assert answer.headers["HX-Push-Url"] == "/cases?stage=hearing"


def test_more_than_a_thousand_are_not_counted_further(
    world: World, signed_in_as: SignedInAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        world.case(Stage.HEARING)
    monkeypatch.setattr(listing, "MOST_COUNTED", 2)
    monkeypatch.setattr(listing.ListOf.page, "__defaults__", (1,))
    assert "More than 2 cases" in signed_in_as(world.case_manager).get("/cases").text


def test_the_calendar_holds_hearings_to_come_and_on_asking_those_held(
    world: World, signed_in_as: SignedInAs
) -> None:
    today = datetime.now(UTC).date()
    booked, over, packed = (world.case(Stage.HEARING) for _ in range(3))
    hearing(world, booked, today + timedelta(10))
    hearing(world, packed, today + timedelta(5), pack_issued_on=at().date())
    hearing(world, over, today - timedelta(5), held_at=at(), attended=True)
    browser = signed_in_as(world.case_manager)
    every = {
        "": [packed, booked],
        "?sort=-when": [booked, packed],
        "?show=held": [over],
        "?show=all": [booked, packed, over],
        "?pack=not_issued": [booked],
        "?kind=appeal": [],
        f"?from={today + timedelta(8)}": [booked],
        f"?to={today + timedelta(5)}": [packed],
    }
    for query, cases in every.items():
        page = browser.get(f"/hearings{query}").text.split('id="results"')[1]
        found = re.findall(r"<span>(SM26-\d+)</span>", page)
        assert found == [each.reference for each in cases], query
    assert booked.reference not in signed_in_as(world.colleague).get("/hearings").text


def test_an_appeal_hearing_is_listed_for_whoever_may_know_of_the_outcome(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.APPEAL)
    appeal_hearing(world, case, datetime.now(UTC).date() + timedelta(3))
    assert "Appeal hearing" in signed_in_as(world.case_manager).get("/hearings").text
    page = signed_in_as(world.note_taker).get("/hearings").text
    assert "Appeal hearing" not in page
    assert case.reference not in page
    assert case.reference in signed_in_as(world.note_taker).get("/cases").text


def test_warnings_are_live_unless_others_are_asked_for_and_only_whoever_manages_sees_them(
    world: World, signed_in_as: SignedInAs
) -> None:
    today = datetime.now(UTC).date()
    days = {"live": 200, "soon": 20, "spent": -20}
    cases = {name: world.case(Stage.CLOSED) for name in (*days, "taken")}
    for name, case in cases.items():
        warned(world, case, today + timedelta(days.get(name, 100)), today, taken=name == "taken")
    browser = signed_in_as(world.case_manager)
    every = {
        "": ["soon", "live"],
        "?sort=-ends": ["live", "soon"],
        "?show=soon": ["soon"],
        "?show=ended": ["spent"],
        "?show=withdrawn": ["taken"],
        "?show=all": ["live", "taken", "soon", "spent"],
        "?level=final_written": [],
    }
    for query, names in every.items():
        assert listed(browser, f"/warnings{query}") == [cases[each].reference for each in names]
    for who in (world.hearing_manager, world.colleague, world.employee):
        assert listed(signed_in_as(who), "/warnings?show=all") == []
