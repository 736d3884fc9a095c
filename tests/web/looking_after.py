"""What the tests of accounts share: somebody to lose their way in, and how it is given back."""

import re

from sqlmodel import select

from casework.people.credentials import WayBack
from casework.people.models import Account
from casework.people.passwords import password_hash
from tests.browser import Browser
from tests.world import World

NEW = "four large green owls"
ASKING = {"identity_check": "in_person", "checked_by": "Ruth Calder"}
PROOF = {"staff_number": "102", "employed_from": "1 September 2019", "password": NEW}


def with_password_and_app(world: World) -> Account:
    """The reporter's account, as somebody uses it."""
    account = world.account(world.reporter)
    account.password_hash = password_hash("three small grey owls")
    account.totp_secret, account.needs_second_factor = "JBSWY3DPEHPK3PXP", True
    return account


def asked_for(admin: Browser, account: Account) -> WayBack:
    answer = admin.post(f"/accounts/{account.id}/way-back", data=ASKING)
    assert answer.headers["location"].endswith("?said=asked")
    return admin.session.exec(select(WayBack)).one()


def handed(approver: Browser, asked: WayBack) -> str:
    """The link an approver is shown, without the name of the host."""
    page = approver.post(f"/approvals/ways-back/{asked.id}/approve").text
    found = re.search(r'value="http://testserver(/way-back/[^"]+)"', page)
    assert found
    return found[1]
