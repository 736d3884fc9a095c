"""A hearing manager decides two allegations, the severity and the outcome without a mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from sqlmodel import col, select

from casework.allegations.models import Allegation
from casework.allegations.severity import FACTORS
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import Outcome
from tests.chromium import Window, answering, chromium, opened_session
from tests.keys import Keyboard
from tests.staging import held
from tests.world import World

pytestmark = pytest.mark.browser
MOST_KEYS = 300  # for all of it, without the letters that are written


@pytest.fixture
def hearing(live: str) -> Iterator[tuple[Keyboard, str]]:
    """Two allegations of a case that was heard, on the screen of its hearing manager."""
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.OUTCOME)
        held(world, case)
        for clause in ("3.3", "2.7"):
            world.allegation(case, clause)
        secret, base = opened_session(world.hearing_manager), f"/cases/{case.reference}"
    with answering() as port, chromium() as browser:
        window = Window(browser, f"http://localhost:{port}")
        window.sign_in(secret)
        assert window.go(f"{base}/allegations") == 200
        yield Keyboard(window.page), base
        assert window.complaints == []


def test_findings_severity_and_outcome_are_recorded_by_the_keyboard_alone(
    hearing: tuple[Keyboard, str],
) -> None:
    chair, base = hearing
    assert chair.goes_round() > 10
    finds(chair, base, 1, "upheld", "The post is his, and he says so.")
    finds(chair, base, 2, "not_upheld", "Nobody saw when it was written.")
    weighs(chair, base)
    decides(chair, base)
    with reading_as_casework() as session:
        wanted = select(Allegation.finding).order_by(col(Allegation.number))
        assert list(session.exec(wanted)) == ["upheld", "not_upheld"]
        assert session.exec(select(Outcome)).one().sanction is Sanction.FIRST_WRITTEN_WARNING
    print(f"{chair.pressed} keys, {chair.written} letters")  # noqa: T201
    assert chair.pressed <= MOST_KEYS


def finds(chair: Keyboard, base: str, number: int, finding: str, reasons: str) -> None:
    """From the page of allegations; without reasons first, which the page asks for."""
    chair.to_main()
    chair.to(f'a[href^="{base}/finding"]')
    chair.leads("Enter")
    assert f"allegation={number}" in chair.page.url
    chair.to_main()
    chair.choose("finding", finding)
    chair.button("Record my finding")
    expect(chair.page.locator(".errsum")).to_be_focused()
    chair.to(".errsum a")
    chair.press("Enter")
    chair.is_on('[name="reasons"]')
    assert chair.page.locator(f'[name="finding"][value="{finding}"]').is_checked()
    chair.says(reasons)
    chair.button("Record my finding")
    expect(chair.page.locator(".said")).to_contain_text(f"Found allegation {number}")
    expect(chair.page.locator(".said")).to_be_focused()


def weighs(chair: Keyboard, base: str) -> None:
    chair.to_main()
    chair.to(f'a[href="{base}/severity"]')
    chair.leads("Enter")
    chair.to_main()
    for each in FACTORS:
        chair.choose(f"factors.{each.id}.applies", "no")
        chair.write(f"factors.{each.id}.words", "It is not so here.")
    chair.choose("severity", "serious")
    chair.write("reasons", "One post, seen by few, removed at once.")
    chair.button("Record my assessment")
    expect(chair.page.locator(".said")).to_be_focused()


def decides(chair: Keyboard, base: str) -> None:
    """Chosen and sent too early: what lacks is listed, each a link to its field."""
    chair.to_main()
    chair.to(f'main a[href="{base}"]')
    chair.leads("Enter")
    chair.to_main()
    chair.to(f'main a[href="{base}/outcome"]')
    chair.leads("Enter")
    chair.to_main()
    chair.choose("sanction", "first_written_warning")
    for name in ("reasons", "mitigation", "lesser_steps"):
        chair.write(name, "Weighed with care.")
    chair.button("Record my decision")
    expect(chair.page.locator(".errsum")).to_be_focused()
    chair.to(".errsum a")
    chair.press("Enter")
    chair.is_on('[name="proportion.aim"]')
    chair.says("Weighed with care.")
    names = [f"proportion.{each}" for each in ("link", "least", "balance")]
    points = ("manner", "harm", "lesser", "attribution", "mitigation")
    for name in (*names, *(f"wording.{each}" for each in points), "comparable"):
        chair.write(name, "Weighed with care.")
    chair.button("Record my decision")
    expect(chair.page.locator(".said")).to_contain_text("Decided the outcome")
    expect(chair.page.locator(".said")).to_be_focused()
