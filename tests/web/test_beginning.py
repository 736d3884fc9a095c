"""A new trust is told what comes before its first case: in order, to whoever does it."""

import re
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from casework.access import TrustRole
from casework.case_file import beginning
from casework.case_file.beginning import NEEDED
from casework.people.models import Person, Place
from casework.policies.models import PolicyVersion
from casework.settings import settings
from casework.timescales import SUGGESTED, SetTimescale
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World

ORDER = [
    "Add the academies",
    "Import the staff file",
    "Import your policy, word for word",
    "Say which of its clauses are rules",
    "Give people accounts and roles",
    "Confirm the numbers of the procedure",
    "Write what letters say of the Trust",
    "Set up mail",
]
POLICY, CLAUSES, ACCOUNTS, NUMBERS, LETTERS = ORDER[2:7]
LINE = re.compile(
    r'<span class="vh">(Done|To do): </span>(?:<a class="strong" href="([^"]+)">|<b[^>]*>)([^<]+)<'
)
Lines = list[tuple[str, str, str]]


def lines(browser: Browser, path: str) -> Lines:
    """Each thing to do on a page: whether it is done, where it leads, and what it is."""
    page = browser.get(path)
    assert page.status_code == 200
    card = page.text.partition('id="first"')[2].partition("</ol>")[0]
    return LINE.findall(card)


def done(told: Lines) -> list[str]:
    return [says for state, _, says in told if state == "Done"]


def test_the_director_of_hr_reads_in_order_what_comes_first_and_each_line_leads_there(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.hr_director)
    told = lines(browser, "/work")
    assert [says for *_, says in told] == ORDER
    assert done(told) == [*ORDER[:4], LETTERS]
    led = {says: href for _, href, says in told if href}
    assert set(ORDER) - set(led) == {"Set up mail"}
    assert all(browser.get(href).status_code == 200 for href in led.values())
    assert "An IT administrator does this" in browser.get("/work").text


def test_the_administrator_reads_it_over_the_accounts(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.it_admin)
    told = lines(browser, "/accounts")
    assert [says for *_, says in told] == ORDER
    led = {says: href for _, href, says in told if href}
    assert set(ORDER) - set(led) == {POLICY, CLAUSES, NUMBERS, LETTERS}, (
        "those are the Director of HR’s"
    )
    assert all(browser.get(href).status_code == 200 for href in led.values())


@pytest.mark.parametrize("who", ["case_manager", "reporter", "panel_member", "safeguarding_lead"])
def test_nobody_else_reads_it(world: World, signed_in_as: SignedInAs, who: str) -> None:
    browser = signed_in_as(getattr(world, who))
    for path in ("/work", "/settings"):
        assert "Before the first case" not in browser.get(path).text


def test_a_digest_is_not_the_policy_of_the_trust(world: World, signed_in_as: SignedInAs) -> None:
    for version in world.session.exec(select(PolicyVersion)):
        version.digest = True
        world.session.add(version)
    world.session.flush()
    browser = signed_in_as(world.hr_director)
    assert POLICY not in done(lines(browser, "/work"))
    assert "Only the digest that came with Casework" in browser.get("/work").text


def test_accounts_are_there_when_somebody_in_each_part_can_sign_in(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.hr_director)
    _give_accounts(world, without=TrustRole.DPO)
    lacking = "Nobody who can sign in is yet: data protection officer"
    assert lacking in browser.get("/work").text
    _give_accounts(world)
    assert ACCOUNTS in done(lines(browser, "/work"))


def test_it_leaves_the_first_page_with_the_first_case_and_the_settings_when_all_is_done(
    world: World, signed_in_as: SignedInAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in_as(world.hr_director)
    world.case()
    assert lines(browser, "/work") == []
    assert [says for *_, says in lines(browser, "/settings")] == ORDER
    assert "Still to be set up" in browser.get("/settings").text
    _give_accounts(world)
    for key in SUGGESTED:
        _confirm(world, key)
    assert len(done(lines(browser, "/settings"))) == len(ORDER) - 1
    with_mail = settings().model_copy(update={"smtp_url": "smtp://127.0.0.1:1"})
    monkeypatch.setattr(beginning, "settings", lambda: with_mail)
    assert lines(browser, "/settings") == []


def _give_accounts(world: World, without: TrustRole | None = None) -> None:
    """Somebody who can sign in, in each part that a case needs but one."""
    held = {each.role for each in world.session.exec(select(Place))}
    for role in NEEDED:
        if role is not without and role not in held:
            world.session.add(Place(person_id=world.stranger.id, role=role))
    world.session.flush()
    for place in world.session.exec(select(Place)).all():
        if place.role in NEEDED:
            world.account(world.session.get_one(Person, place.person_id))


def _confirm(world: World, key: str) -> None:
    asked = SetTimescale(
        key=key, value=SUGGESTED[key].value, effective_from="2025-09-01", source="Our policy, 4.2"
    )
    asked.perform(world.session, world.hr_director, datetime.now(UTC))
