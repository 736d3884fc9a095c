"""In Chromium: an entry of a clearing register, decided before, ends a case without a hearing."""

from datetime import date

import pytest
from playwright.sync_api import Browser

from tests.documents.reading import bare
from tests.journeys import investigating
from tests.journeys.from_report import NO_CHILD, reported, triaged
from tests.journeys.road import Road, road

pytestmark = pytest.mark.browser
ASKED, POSTED, FOUND = date(2026, 9, 7), date(2026, 9, 28), date(2026, 10, 2)
DAY, SENT, DECIDED = date(2026, 10, 5), date(2026, 10, 8), date(2026, 10, 12)
SITE = "An account for the science club"
WORDS = "There is an account for a science club that nobody here seems to know of."
WHY = "The Principal allowed the account on 7 September, so clause 2.1 was kept."
REMOVED = date(2027, 4, 12)
ENTRY = f"Entry found: {SITE}. Granted by Ruth Calder on Mon 7 Sep, from Mon 7 Sep."


def permitted(way: Road) -> None:
    """The employee asks, and the Principal decides."""
    employee = way.someone("employee")
    employee.go("/account/registers")
    told = {"Register": "Permission for a site or account (2.1)"}
    employee.tells(told | {"What is asked or told": SITE})
    employee.presses("Send my request")
    principal = way.someone("principal")
    principal.go("/registers/decide")
    principal.follows(SITE)
    principal.tells({"Your decision": "Grant it, or take note"})
    principal.presses("Record my decision")
    principal.sees("The decision is recorded")


def closed(way: Road, case: str) -> None:
    """What HR, the employee and the reporter find of it then."""
    hr = way.someone("case_manager")
    hr.opens(case)
    hr.sees("This case is closed.")
    hr.sees(f"Entry found: {SITE}. Granted by Ruth Calder.")
    hr.offers_no("Send the hearing notice")
    letter = hr.letter(case, "no case to answer")
    for said in ("There will be no disciplinary hearing", WHY, "12 April 2027"):
        assert bare(said) in letter
    employee = way.someone("employee")
    employee.opens(case)
    employee.offers_no("Appeal against the outcome")
    assert employee.page.locator("main").get_by_role("link", name="no case to answer").count()
    way.someone("reporter").finds_nothing(f"/cases/{case}")


def test_an_entry_in_a_register_ends_a_case(live: str, chrome: Browser) -> None:
    with road(chrome, ASKED) as way:
        permitted(way)
        way.on(DAY)
        did = "Set up a work account without the Principal’s permission"
        report = reported(way.someone("reporter"), NO_CHILD, did, WORDS, POSTED, FOUND)
        hr = way.someone("case_manager")
        hr.go(f"/reports/{report}")
        hr.sees(ENTRY)
        why = {"Reasons": "There is an entry. Whether this is the account it allows is looked at."}
        case = triaged(hr, report, "Open a formal case", why)
        investigating.begun(way, case)
        investigating.told(way, case)
        way.on(SENT)
        officer = way.someone("investigating_officer")
        officer.opens(case)
        officer.sees(ENTRY)
        investigating.exhibit(case)
        particulars = "He set up an account for a club. The Principal had allowed it."
        investigating.alleged(way, case, particulars, "Minor")
        investigating.concluded(way, case, "No case to answer")
        way.on(DECIDED)
        investigating.nothing_protected(way, case)
        no_case = {
            "Reasons for this decision": WHY,
            "What is done for their wellbeing": "Ruth Calder speaks with him this week.",
            "Day the record is removed": REMOVED,
        }
        investigating.decided(way, case, "No", **no_case)
        closed(way, case)
