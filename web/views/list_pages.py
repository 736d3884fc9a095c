"""The long lists, and how each is shown."""

from casework.lists.asking import Wanted
from casework.lists.case_filters import showing
from casework.lists.cases import CASES
from casework.lists.hearings import HEARINGS
from casework.lists.reports import REPORTS
from casework.lists.retention import RETENTION
from casework.lists.warnings import WARNINGS
from web.views.listing import ListPage


def _of_cases(wanted: Wanted) -> tuple[tuple[str, str], ...]:
    first = ("Closed", "closed") if showing(wanted) == "closed" else ("Next deadline", "due")
    return (
        first,
        ("Case", "case"),
        ("What it is about", ""),
        ("What is needed", ""),
        ("Severity", ""),
        ("Opened", "opened"),
    )


CASES_PAGE = ListPage(
    listed=CASES,
    path="/cases",
    empty="You have no open cases",
    here="cases",
    lead="Cases you have a part in.",
    heads=_of_cases,
    rows="lists/_cases.html",
    nothing="A case appears here when you are given a part in it.",
)
HEARINGS_PAGE = ListPage(
    listed=HEARINGS,
    path="/hearings",
    empty="No hearing is booked",
    here="hearings",
    lead="Hearings on cases you have a part in.",
    heads=lambda _: (("When", "when"), ("Case", "case"), ("Kind", ""), ("Where", ""), ("Pack", "")),
    rows="lists/_hearings.html",
    nothing="A hearing appears here when its notice is sent.",
)
WARNINGS_PAGE = ListPage(
    listed=WARNINGS,
    path="/warnings",
    empty="No warning is live",
    here="warnings",
    lead="Warnings of the cases you manage. What counts on a new case is on its own page.",
    heads=lambda _: (
        ("Stops counting", "ends"),
        ("Case", "case"),
        ("Level", ""),
        ("State", ""),
        ("Given", "given"),
    ),
    rows="lists/_warnings.html",
    nothing="A warning appears here when a case you manage ends in one.",
)
REPORTS_PAGE = ListPage(
    listed=REPORTS,
    path="/reports",
    empty="No new reports",
    here="reports",
    lead="Oldest first. A report about you or from you is never shown here.",
    heads=lambda _: (),
    rows="lists/_reports.html",
    nothing="New reports appear here when they are sent.",
    template="reports/queue.html",
)
RETENTION_PAGE = ListPage(
    listed=RETENTION,
    path="/retention",
    here="retention",
    lead="Two people must agree before anything is deleted, one case at a time. "
    "A case that concerns you is not listed.",
    heads=lambda _: (
        ("Review date", ""),
        ("Case", ""),
        ("Rule and why it is due", ""),
        ("Proposed", ""),
    ),
    rows="lists/_retention.html",
    nothing="A closed case appears when its day by the retention rules has come.",
    template="retention/queue.html",
)
PAGES = (CASES_PAGE, HEARINGS_PAGE, WARNINGS_PAGE, REPORTS_PAGE, RETENTION_PAGE)
