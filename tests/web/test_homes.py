"""Where each person begins: their own kind of work, every link of theirs opens, nothing empty."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from casework.access import Actor, Role, TrustRole
from casework.case_file.homes import Desk, desks_of, name_of
from casework.case_file.owed import calendar_beside, owed
from casework.cases.stages import Stage
from casework.data_rights.breaches import RecordDataBreach
from casework.data_rights.recording import RecordRequest
from casework.people.models import Place
from casework.working_days import local_day
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.web.reporting import sent
from tests.world import World

REQUEST = {
    "kind": "access",
    "from_name": "Owen Pryce",
    "reply_to": "1 High Street",
    "received_on": "2026-10-05",
    "about": "Everything about me.",
}
BREACH = {
    "known_on": "2026-10-05",
    "known_time": "09:00",
    "happened": "A letter went to the wrong address.",
    "categories": "A name",
    "people": 1,
    "consequences": "None known",
    "measures": "It was sent back.",
}


def given(world: World, who: Actor, role: TrustRole) -> Actor:
    """Somebody with one more place in the trust."""
    world.session.add(Place(person_id=who.id, role=role))
    world.session.flush()
    return Actor(who.id, who.name, who.roles | {role}, confirmed=True)


def heading(page: str) -> str:
    return str(re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.S)[0])


def cards(page: str) -> set[str]:
    return set(re.findall(r'<section class="card" id="([\w-]+)"', page))


def test_the_kind_of_work_of_somebody_names_their_first_page() -> None:
    def desks(*roles: TrustRole, parts: tuple[Role, ...] = ()) -> frozenset[Desk]:
        return desks_of(Actor(uuid4(), "", frozenset(roles)), parts)

    assert name_of(desks(TrustRole.PANEL_MEMBER)) == "My hearings"
    assert name_of(desks(TrustRole.DSL)) == "Safeguarding flags"
    assert name_of(desks(TrustRole.DPO)) == "Records and data"
    assert name_of(desks(parts=(Role.INVESTIGATING_OFFICER,))) == "My investigations"
    assert name_of(desks(TrustRole.HR_DIRECTOR)) == "My work"
    both = desks(TrustRole.DSL, parts=(Role.INVESTIGATING_OFFICER,))
    assert both == {Desk.SAFEGUARDING, Desk.INVESTIGATIONS}
    assert name_of(both) == "My work"
    assert desks(TrustRole.LINE_MANAGER) == desks(TrustRole.IT_ADMIN) == frozenset()


def test_everybody_begins_at_their_own_work_and_every_link_opens(
    world: World, signed_in_as: SignedInAs
) -> None:
    world.case(Stage.INVESTIGATION)
    world.case(Stage.HEARING)
    dpo = given(world, world.stranger, TrustRole.DPO)
    begins = {
        world.case_manager: ("/work", "My work"),
        world.hr_director: ("/work", "My work"),
        world.investigating_officer: ("/work", "My investigations"),
        world.panel_member: ("/work", "My hearings"),
        world.dsl: ("/work", "Safeguarding flags"),
        dpo: ("/work", "Records and data"),
        world.reporter: ("/report", "My reports"),
        world.principal: ("/report", "My reports"),
        world.it_admin: ("/accounts", "Accounts"),
    }
    for who, (place, title) in begins.items():
        browser = signed_in_as(who)
        assert browser.get("/").headers["location"] == place, who.name
        page = browser.get(place)
        assert heading(page.text) == title
        nav = re.findall(r'<a href="([^"]+)" data-nav', page.text)
        assert place in nav
        shut = [each for each in nav if browser.get(each).status_code != 200]
        assert shut == [], f"{who.name} is led to {shut}"


def test_the_officer_has_their_investigations_and_no_others(
    world: World, signed_in_as: SignedInAs
) -> None:
    mine = world.case(Stage.INVESTIGATION)
    other = world.case(Stage.INVESTIGATION, investigating_officer=world.stranger)
    page = signed_in_as(world.investigating_officer).get("/work").text
    assert mine.reference in page
    assert other.reference not in page
    assert f'href="/cases/{mine.reference}/evidence"' in page
    assert not {"reports", "warnings", "reviews", "parts", "times", "owed", "flags"} & cards(page)


def test_the_panel_has_its_hearings_and_several_parts_share_one_page(
    world: World, signed_in_as: SignedInAs
) -> None:
    heard = world.case(Stage.HEARING)
    also = world.case(Stage.INVESTIGATION, investigating_officer=world.panel_member)
    page = signed_in_as(world.panel_member).get("/work").text
    assert heading(page) == "My work"
    assert {"my-hearings", "investigations"} <= cards(page)
    assert also.reference in page
    assert heard.reference in signed_in_as(world.panel_member).get("/cases").text


def test_the_safeguarding_lead_has_what_was_flagged_and_whether_the_lado_knows(
    world: World, signed_in_as: SignedInAs
) -> None:
    flagged = sent(
        world, signed_in_as(world.reporter), safeguarding={"child": "risk", "told_lead": "yes"}
    )
    browser = signed_in_as(world.dsl)
    page = browser.get("/work").text
    assert flagged in page
    assert "LADO not contacted yet" in page
    told = {
        "contacted_on": local_day(datetime.now(UTC)).isoformat(),
        "contacted_at": "10:15",
        "spoken_to": "Kit Larsen",
        "advice": "Look into it.",
        "may_investigate": "yes",
        "may_tell_employee": "no",
    }
    assert browser.post(f"/cases/{flagged}/lado-contact", data=told).status_code == 303
    page = browser.get("/work").text
    assert "LADO contacted" in page
    assert "LADO not contacted yet" not in page


@pytest.fixture
def dpo(world: World) -> Actor:
    return given(world, world.stranger, TrustRole.DPO)


def test_what_is_due_of_data_stands_on_the_page_and_in_the_calendar(
    world: World, dpo: Actor, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    at = datetime(2026, 10, 5, 10, tzinfo=UTC)
    RecordRequest.model_validate(REQUEST).perform(world.session, dpo, at)
    RecordDataBreach.model_validate(BREACH).perform(world.session, dpo, at)
    found = owed(world.session, dpo)
    assert [each.reference for each in found] == ["DB-0001", "DR-0001"]
    assert [each.due_on for each in found] == [date(2026, 10, 8), date(2026, 11, 5)]
    page = signed_in_as(dpo).get("/work").text
    for each in found:
        assert f'href="{each.href}"' in page
    assert "Owen Pryce" not in page, "a list names nobody"
    entries = calendar_beside(world.session, dpo, date(2026, 10, 5))
    assert [each.reference for each in entries] == ["DB-0001", "DR-0001"]
    assert entries[0].at is not None
    assert "Pryce" not in " ".join(each.task for each in entries)
    told = api_as(dpo).get("/api/v1/data-protection/owed").json()
    assert [each["reference"] for each in told] == ["DB-0001", "DR-0001"]
    assert api_as(world.case_manager).get("/api/v1/data-protection/owed").status_code == 403
    assert owed(world.session, world.case_manager) == []
    assert calendar_beside(world.session, world.investigating_officer, date(2026, 10, 5)) == []
    assert "DR-0001" not in signed_in_as(world.case_manager).get("/work").text


def test_the_director_sees_how_cases_lie_and_where_to_hand_one_on(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    case = world.case(Stage.INVESTIGATION)
    about_her = world.case(Stage.INVESTIGATION, employee=world.hr_director)
    past = local_day(datetime.now(UTC)) - timedelta(10)
    for each in (case, about_her):
        each.next_due_on, each.next_due = past, "Review the suspension"
    world.session.flush()
    page = signed_in_as(world.hr_director).get("/team").text
    assert world.case_manager.name in page
    assert f"/cases/{case.reference}/appoint?role=case_manager" in page
    assert about_her.reference not in page, "it concerns her"
    assert "1 open case" in page
    assert "Review the suspension" not in page
    assert world.employee.name not in page
    told = api_as(world.hr_director).get("/api/v1/team").json()
    assert [each["name"] for each in told["loads"]] == [world.case_manager.name]
    assert [each["reference"] for each in told["late"]] == [case.reference]
    for who in (world.case_manager, world.reporter, world.it_admin):
        assert signed_in_as(who).get("/team").status_code == 403
        assert api_as(who).get("/api/v1/team").status_code == 403
        assert "/team" not in signed_in_as(who).get("/account").text


def test_no_box_of_my_work_is_empty(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.case_manager)
    page = browser.get("/work").text
    assert cards(page) == {"deadlines", "reports"}
    assert "No new reports" in page
    world.case(Stage.INVESTIGATION)
    page = browser.get("/work").text
    assert {"stages", "parts"} <= cards(page)
    assert 'href="/cases?stage=investigation"' in page


def test_the_page_asks_for_new_reports_and_can_say_since_when_nobody_answered(
    world: World, signed_in_as: SignedInAs
) -> None:
    page = signed_in_as(world.case_manager).get("/work").text
    assert re.search(r'data-poll hx-get="/reports/new\?since=\d+', page)
    assert "data-stale hidden" in page
    assert page.count('id="live" class="vh" role="status"') == 1


def test_the_keys_can_be_turned_off_beside_the_list(world: World, signed_in_as: SignedInAs) -> None:
    sent(world, signed_in_as(world.reporter))
    browser: Browser = signed_in_as(world.case_manager)
    assert "Turn shortcuts off" not in browser.get("/reports").text.split("<dialog")[0]
    browser.post("/account/shortcuts", data={"shortcuts": "on"})
    assert "Turn shortcuts off" in browser.get("/reports").text.split("<dialog")[0]
    assert 'data-keys="on"' in browser.get("/work").text
    browser.post("/account/shortcuts", data={"shortcuts": "off"})
    assert "data-keys" not in browser.get("/work").text


def test_a_case_is_walked_through_by_keys(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.INVESTIGATION)
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}").text
    for key, place in (("e", "evidence"), ("p", "people"), ("a", "activity")):
        link = rf'<a href="/cases/{case.reference}/{place}" data-nav="{place}" data-key="{key}"'
        assert re.search(link, page), place
