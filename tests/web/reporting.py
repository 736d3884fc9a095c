"""Filling in a report as somebody at a browser, step by step."""

from typing import Any

from casework.access import Actor
from tests.browser import Browser
from tests.told import COME_BY
from tests.world import World

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"
SAFEGUARDING = {"child": "no"}
HAPPENED = {
    "posted_on-day": "21",
    "posted_on-month": "9",
    "posted_on-year": "2026",
    "found_on-day": "23",
    "found_on-month": "9",
    "found_on-year": "2026",
    "platform": "Instagram",
    "account_type": "personal",
    "own_words": "A parent showed me a post that calls our academy a zoo.",
}
POLICY = {"labels": ["3.3"], "follow_ups.3.3.language_about": "The academy or Trust"}
EVIDENCE = {"link": "https://social.example/p/1", "still_online": "yes"} | COME_BY
NO_IMAGE = {"suspected_image": "no"}


def draft_of(browser: Browser) -> str:
    """A new draft, by its address."""
    answer = browser.post("/report/new")
    assert answer.status_code == 303
    return str(answer.headers["location"]).removesuffix("/safeguarding")


def about(who: Actor) -> dict[str, str]:
    return {"about": "staff", "staff_id": str(who.id)}


def filled_in(world: World, browser: Browser, **steps: dict[str, Any]) -> str:
    """A draft with every step answered, but for the steps a test answers otherwise."""
    draft = draft_of(browser)
    answers: dict[str, dict[str, Any]] = {
        "safeguarding": SAFEGUARDING,
        "person": about(world.employee),
        "what-happened": HAPPENED,
        "policy": POLICY,
        "evidence": EVIDENCE,
    }
    named = {step.replace("_", "-"): told for step, told in steps.items()}
    for step, told in (answers | named).items():
        answer = browser.post(f"{draft}/{step}", data=told)
        assert answer.status_code == 303, (step, answer.text)
    return draft


def sent(world: World, browser: Browser, **steps: dict[str, Any]) -> str:
    """A report that was sent, by its reference."""
    answer = browser.post(f"{filled_in(world, browser, **steps)}/check")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).removeprefix("/report/sent/")
