"""In Chromium: a report, management advice in a letter that is no sanction, and the end of it."""

from datetime import date

import pytest
from playwright.sync_api import Browser

from tests.documents.reading import bare
from tests.journeys.from_report import HARM, NO_CHILD, decide, reported, triaged
from tests.journeys.road import road

pytestmark = pytest.mark.browser
POSTED, FOUND, DAY = date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 5)
WORDS = "He wrote that the staff room fridge is a disgrace, with the name of the academy."
LETTER = "Advice after an informal resolution"
ADVICE = {
    "Does anything point to gross misconduct?": "No",
    "What is expected from now on": "Ask before you name the academy on an account of your own.",
    "Day it is looked at again": date(2026, 11, 16),
    "How the letter is sent": "by hand",
    "Reasons": "Once, mild, and taken down at once. Advice will do.",
}


def test_a_report_is_settled_with_advice_and_closed(live: str, chrome: Browser) -> None:
    with road(chrome, DAY) as way:
        reporter = way.someone("reporter")
        did = "Could damage the academy’s or Trust’s reputation"
        report = reported(reporter, NO_CHILD, did, WORDS, POSTED, FOUND)
        hr = way.someone("case_manager")
        hr.go("/reports")
        hr.follows(f"Triage {report}")
        decide(hr, "Deal with it informally", ADVICE | {HARM[3]: "Not sure"})
        hr.is_refused("All four harm questions are answered “No”")
        case = triaged(hr, report, "Deal with it informally", ADVICE)
        hr.opens(case)
        hr.sees("This case is closed.")
        hr.offers_no("Begin the investigation")
        letter = hr.letter(case, LETTER)
        assert bare("It is not a disciplinary sanction") in letter
        assert bare("Ask before you name the academy on an account of your own.") in letter
        assert bare("16 November 2026") in letter
        employee = way.someone("employee")
        employee.opens(case)
        employee.offers_no("Appeal against the outcome")
        assert employee.page.locator("main").get_by_role("link", name=LETTER).count()
        reporter.go(f"/report/sent/{report}")
        reporter.sees("HR has read your report")
        for nosy in (reporter, way.someone("investigating_officer")):
            nosy.finds_nothing(f"/cases/{case}")
