"""The manager's part of the journey, on a phone, and HR's triage of it."""

from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.people import AtBrowser, upload

EMPLOYEE = "Rebecca Hallam"
WORDS = "Two photos of Year 4 on stage at the harvest assembly. Faces are clear."


def report_a_breach(manager: AtBrowser, posted_on: date, found_on: date, files: list[Path]) -> str:
    """Six steps, safeguarding first; returns the reference on the last page."""
    manager.go("/report")
    manager.press("Report a breach")
    manager.axe_finds_nothing()
    manager.press("Continue")
    manager.sees("There is a problem")
    manager.fill(child="yes")
    manager.press("Continue")
    _say_who(manager)
    _say_what_happened(manager, posted_on, found_on)
    _tick_the_policy(manager)
    _add_evidence(manager, files)
    manager.sees(WORDS)
    manager.fits()
    manager.axe_finds_nothing()
    manager.press("Send report to HR")
    manager.sees("Report sent")
    manager.axe_finds_nothing()
    reference = manager.page.url.rpartition("/")[2]
    manager.page.go_back()
    manager.page.reload()
    manager.sees(reference)
    return reference


def _say_who(manager: AtBrowser) -> None:
    manager.fill(about="staff", person_q="hallam")
    manager.page.get_by_role("radio", name=EMPLOYEE).check(force=True)
    manager.axe_finds_nothing()
    manager.press("Continue")


def _say_what_happened(manager: AtBrowser, posted_on: date, found_on: date) -> None:
    for name, day in (("posted_on", posted_on), ("found_on", found_on)):
        parts = zip(("day", "month", "year"), (day.day, day.month, day.year), strict=True)
        manager.fill(**{f"{name}-{part}": str(value) for part, value in parts})
    manager.fill(platform="Instagram", account_type="personal", audience="about 140 followers")
    manager.fill(own_words=WORDS)
    manager.axe_finds_nothing()
    manager.fits()
    manager.press("Save and come back later")
    manager.page.get_by_role("link", name="Continue the report").click()
    expect(manager.page.locator('[name="own_words"]')).to_have_value(WORDS)
    manager.press("Continue")


def _tick_the_policy(manager: AtBrowser) -> None:
    manager.fill(labels="2.6")
    manager.page.get_by_text("Personal account", exact=True).first.click()
    manager.axe_finds_nothing()
    manager.fits()
    manager.press("Continue")


def _add_evidence(manager: AtBrowser, files: list[Path]) -> None:
    manager.fill(suspected_image="no")
    upload(manager, *files)
    manager.fill(link="becky.hallam post")
    manager.press("Continue")
    manager.sees("Enter a full web address")
    manager.sees("Say how you came to see it")
    manager.axe_finds_nothing()
    manager.fill(access_route="public", confirmed="yes")
    manager.fill(link="https://www.instagram.com/p/Cx41", still_online="yes")
    manager.axe_finds_nothing()
    manager.fits()
    manager.press("Continue")


def triage(hr: AtBrowser, reference: str) -> str:
    """One decision with reasons; returns the reference of the case."""
    hr.go("/work")
    hr.sees(reference)
    hr.axe_finds_nothing()
    hr.go(f"/reports/{reference}")
    hr.sees(WORDS)
    hr.axe_finds_nothing()
    for question in ("harmed", "offence", "risk", "unsuitable"):
        hr.fill(**{f"harm__{question}": "no"})
    hr.fill(decision="formal", reasons="Photographs of pupils on a personal account.")
    hr.press("Record my decision")
    hr.sees("Open a formal case".lower())
    return hr.page.url.partition("/cases/")[2].partition("?")[0]
