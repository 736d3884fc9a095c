"""In Chromium: the employee resigns between the finding and the sanction, and the case ends."""

from datetime import date

import pytest
from playwright.sync_api import Browser

from tests.journeys import onward
from tests.journeys.along import Along, along
from tests.journeys.telling import made_a_case, reported

pytestmark = pytest.mark.browser

REPORTED, HEARD = date(2026, 10, 5), date(2026, 10, 19)
DUTIES = ("tra", "dbs")


def test_whoever_resigns_after_the_finding_is_given_no_sanction(live: str, chrome: Browser) -> None:
    with along(chrome, REPORTED) as people:
        case = made_a_case(people, reported(people, "no"), "no")
        onward.begun(case, REPORTED)
        onward.called_to_a_hearing(case, REPORTED, HEARD)
        people.on(HEARD)
        onward.heard_and_found(case, HEARD, "serious")
        resigned(people, case)
        concluded(people, case)


def resigned(people: Along, case: str) -> None:
    """A letter has to answer the resignation, since the employee knows of the case."""
    told = {
        "received_on": HEARD.isoformat(),
        "last_day": "2026-10-30",
        "goes_on": "no",
        "why": "He leaves before an outcome could be decided.",
    }
    people.act("case_manager", case, "resignation", "Record it", **told).sees("There is a problem")
    people["case_manager"].axe_finds_nothing()
    served = {"served_how": "by post"}
    people.done("case_manager", case, "resignation", "Record it", **told, **served)
    people["case_manager"].sees("recorded that the employee resigned")
    people["employee"].go(f"/cases/{case}")
    people["employee"].sees("Your resignation")
    people["employee"].fits()


def concluded(people: Along, case: str) -> None:
    """What the law wants told is decided first; then the case ends without sanction."""
    hr = people["case_manager"]
    conclusion = {
        "conclusion": "On the evidence the post is his.",
        "referrals": "Nobody has to be told: no child was harmed.",
    }
    act, button = "conclude-after-resignation", "Record the conclusion and close"
    people.act("case_manager", case, act, button, **conclusion).sees("There is a problem")
    for duty in DUTIES:
        hr.go(f"/cases/{case}/consider-duty")
        hr.fits()
        hr.fill(duty=duty, moment="resignation", referred="no", because="No child was harmed.")
        hr.page.locator("main form button[type=submit]").first.click()
        hr.page.wait_for_load_state()
    people.done("case_manager", case, act, button, **conclusion)
    hr.sees("This case is closed.")
    hr.sees("closed the case after the employee’s resignation")
    hr.axe_finds_nothing()
