"""A report at a phone, and what HR decides on it, for journeys about what comes after."""

from tests.journeys.along import Along

WORDS = "He wrote to a pupil from his own account and called the academy a zoo."


def reported(people: Along, child: str) -> str:
    """The six steps; returns the reference on the last page."""
    reporter = people["reporter"]
    reporter.go("/report")
    reporter.press("Report a breach")
    reporter.fill(child=child)
    if child == "risk":
        reporter.sees("Do this before you carry on")
        reporter.fill(told_lead="yes", told_lead_at="8:05am")
    reporter.press("Continue")
    reporter.fill(about="staff", person_q="pryce")
    reporter.page.get_by_role("radio", name="Owen Pryce").check(force=True)
    reporter.press("Continue")
    for name, day in (("posted_on", 21), ("found_on", 23)):
        parts = {"day": str(day), "month": "9", "year": "2026"}
        reporter.fill(**{f"{name}-{part}": told for part, told in parts.items()})
    reporter.fill(platform="Instagram", account_type="personal", own_words=WORDS)
    reporter.press("Continue")
    reporter.fill(labels="3.3")
    reporter.press("Continue")
    reporter.press("Continue")
    reporter.sees(WORDS)
    reporter.fits()
    reporter.press("Send report to HR")
    reporter.sees("Report sent")
    return reporter.page.url.rpartition("/")[2]


def made_a_case(people: Along, report: str, harm: str) -> str:
    """HR opens a formal case; returns its reference."""
    hr = people["case_manager"]
    hr.go("/work")
    hr.sees(report)
    hr.go(f"/reports/{report}")
    hr.sees(WORDS)
    hr.fits()
    for question in ("harmed", "offence", "risk", "unsuitable"):
        hr.fill(**{f"harm__{question}": harm})
    hr.fill(decision="formal", reasons="A pupil was written to from his own account.")
    hr.press("Record my decision")
    assert "/cases/" in hr.page.url, hr.page.locator("main").inner_text()[:400]
    return hr.page.url.partition("/cases/")[2].partition("?")[0]
