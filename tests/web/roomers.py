"""Coming into an employee's room in a browser, for tests of the door and of what is inside."""

import re

import pyotp

from casework.cases.models import Case
from tests.browser import Browser

PASSWORD = "quiet otter sings at noon"
INVITED = {"link_by": "letter", "code_by": "phone", "known_by": "The number on file"}
PNG = b"A message"


def invited(manager: Browser, case: Case, **told: str) -> tuple[str, str]:
    page = manager.post(f"/cases/{case.reference}/room/invite", data=INVITED | told).text
    link = re.findall(r'value="http://testserver(/room/[^"]+)"', page)
    code = re.findall(r'id="code" value="(\d{3} \d{3})"', page)
    return link[0] if link else "", code[0]


def come_in(browser: Browser, link: str, code: str) -> str:
    """Through the door and past the second factor; where that leads."""
    answer = browser.post(link, data={"code": code, "password": PASSWORD})
    assert answer.headers["location"] == "/second-factor?to=%2F"
    page = browser.post("/second-factor/app", data={"to": "/"}).text
    step = re.findall(r'name="step" value="([^"]+)"', page)[0]
    secret = re.findall(r"[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}", page)[0].replace(" ", "")
    now = pyotp.TOTP(secret).now()
    told = browser.post("/second-factor/app/confirm", data={"step": step, "code": now, "to": "/"})
    assert "recovery codes" in told.text.lower()
    return str(browser.get("/").headers["location"])
