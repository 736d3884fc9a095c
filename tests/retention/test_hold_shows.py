"""A hold shows beside the number of the case wherever the case is listed or opened."""

from datetime import date

import pytest

from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.retention.holding import PlaceHold
from casework.retention.models import HoldKind
from tests.conftest import SignedInAs
from tests.staging import hearing
from tests.world import DAY, World

HOLD = PlaceHold(kind=HoldKind.LEGAL_CLAIM, reason="A letter before claim came.")
PAGES = ("/tasks", "/work?whose=team", "/hearings", "/cases", "/cases/{}", "/cases/{}/hearing")
NEXT_YEAR = date(DAY.year + 1, 1, 11)


def due(world: World, case: Case) -> None:
    """Something that is due on it for whoever looks."""
    world.session.add(
        Deadline(
            case_id=case.id,
            kind="T4",
            says="Prepare the hearing",
            due_on=date(2020, 1, 7),
            owner_id=world.case_manager.id,
            counted={},
        )
    )
    world.session.flush()


def test_a_hold_shows_on_every_list_and_page_of_a_case(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    hearing(world, case, NEXT_YEAR)
    due(world, case)
    browser = signed_in_as(world.case_manager)
    pages = [each.format(case.reference) for each in (*PAGES, "/cases/{}/retention")]
    for page in pages:
        assert "On hold" not in browser.get(page).text, page
    world.perform(world.case_manager, case, HOLD)
    for page in pages:
        shown = browser.get(page).text
        assert case.reference in shown, page
        assert "On hold" in shown or "is on hold since" in shown, page
    listed = browser.post("/search", data={"q": world.employee.name.split()[0]}).text
    assert case.reference in listed
    assert "On hold" in listed


@pytest.mark.parametrize("page", ["/reports", "/reports/{}"])
def test_a_hold_shows_on_a_report_that_waits(
    world: World, signed_in_as: SignedInAs, page: str
) -> None:
    case = world.case(Stage.REPORTED)
    browser = signed_in_as(world.case_manager)
    where = page.format(case.reference)
    assert "On hold" not in browser.get(where).text
    world.perform(world.case_manager, case, HOLD)
    assert "On hold" in browser.get(where).text


def test_whom_it_is_about_sees_no_hold(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.HEARING)
    world.perform(world.case_manager, case, HOLD)
    employee = signed_in_as(world.employee)
    for page in ("/work", "/cases", f"/cases/{case.reference}"):
        shown = employee.get(page).text.lower()
        assert "on hold" not in shown, page
