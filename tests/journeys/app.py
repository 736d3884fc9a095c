"""An authenticator app on the phone of somebody in a journey, going by the server's clock."""

import time
from email.utils import parsedate_to_datetime

import pyotp
from playwright.sync_api import Page, Response

PERIOD = 30
_secrets: dict[str, str] = {}
_last_step: dict[str, int] = {}


def second_factor(page: Page, username: str, answer: Response) -> None:
    """Set the app up where that is asked for, or type what it shows; each code works once."""
    if "/second-factor" in page.url:
        page.get_by_role("button", name="Set up an app").click()
        _last_step.pop(username, None)
        _secrets[username] = page.locator("#secret").inner_text().replace(" ", "")
        page.get_by_label("Code").fill(_code(username, answer))
        page.get_by_role("button", name="Use this app").click()
        page.get_by_role("link", name="I have kept them").click()
    elif "/sign-in/code" in page.url:
        page.get_by_label("Code").fill(_code(username, answer))
        page.get_by_role("button", name="Continue").click()
    page.wait_for_load_state()


def _code(username: str, answer: Response) -> str:
    now = parsedate_to_datetime(answer.headers["date"]).timestamp()
    step = max(int(now) // PERIOD, _last_step.get(username, 0) + 1)
    # The server takes the next code too, and none after it: a third in one period is waited for.
    time.sleep(max(0, (step - 1) * PERIOD - now))
    _last_step[username] = step
    return pyotp.TOTP(_secrets[username]).generate_otp(step)
