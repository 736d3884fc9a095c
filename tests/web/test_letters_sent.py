"""A letter reaches one person: by a link and a code, collected once and timed, or on paper."""

import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
import time_machine
from sqlmodel import select

from casework.cases.models import Case
from casework.documents.models import IssuedDocument
from casework.errors import DeliveryFailed
from casework.investigation.meetings import InviteWitness
from casework.investigation.telling import TellEmployee
from casework.journal import entries
from casework.letters.mailing import mail_link
from casework.letters.models import LetterDelivery
from casework.people.credentials import TaskLink
from casework.settings import settings
from tests.browser import Browser
from tests.commands.inquiring import begun, by, officer
from tests.commands.test_inquiry import LETTER, MEETING
from tests.conftest import SignedInAs
from tests.mail import deliver_all, mail_server
from tests.world import World

TO_OWEN = {
    "document": "1",
    "to": "Owen Price",
    "known_by": "He gave it by phone, and I called back.",
    "code_by": "phone",
}


@pytest.fixture
def case(world: World) -> Case:
    found = begun(world)
    by(world, world.case_manager, found, TellEmployee, **LETTER)
    return found


@pytest.fixture
def manager(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.case_manager)


def linked(manager: Browser, case: Case, **told: str) -> tuple[str, str]:
    page = manager.post(f"/cases/{case.reference}/letters/link", data=TO_OWEN | told).text
    link = re.findall(r'value="http://testserver(/letter/[^"]+)"', page)
    return link[0] if link else "", re.findall(r'id="code" value="(\d{3} \d{3})"', page)[0]


def seen(page: str) -> str:
    """A page without what differs on every answer."""
    return re.sub(r'nonce="[^"]+"', "", page)


def wrong(code: str) -> str:
    return "000000" if code != "000 000" else "000001"


def test_somebody_collects_a_letter_and_the_case_says_when(
    manager: Browser, case: Case, world: World
) -> None:
    link, code = linked(manager, case)
    letters = f"/cases/{case.reference}/letters"
    assert "Not collected" in manager.get(letters).text
    theirs = Browser(world.session)
    assert "Your code" in theirs.get(link).text
    waiting = theirs.post(link, data={"code": code}).text
    for secret in (case.reference, world.employee.name, "disciplin", "investigation"):
        assert secret not in waiting
    saved = theirs.post(link, data={"code": code, "take": "yes"})
    issued = world.session.exec(select(IssuedDocument)).one()
    assert saved.headers["content-type"] == "application/pdf"
    assert sha256(saved.content).hexdigest() == issued.sha256
    assert "Collected" in manager.get(letters).text
    entry = entries(world.session, case.id, 1)[0]
    assert (entry.kind, entry.actor_name) == ("LetterCollected", "Owen Price (by link)")
    assert entry.facts["sha256"] == issued.sha256
    told = world.session.exec(select(TaskLink)).one()
    assert told.used_at is not None
    assert link.rsplit("/", 1)[1] not in told.model_dump_json()


def test_a_link_collects_once_and_then_says_only_that_it_opens_nothing(
    manager: Browser, case: Case, world: World
) -> None:
    link, code = linked(manager, case)
    theirs = Browser(world.session)
    theirs.post(link, data={"code": code, "take": "yes"})
    used = theirs.get(link)
    unknown = theirs.get("/letter/nothing-at-all")
    assert (used.status_code, unknown.status_code) == (404, 404)
    assert seen(used.text) == seen(unknown.text)
    assert "Owen" not in used.text
    assert theirs.post(link, data={"code": code, "take": "yes"}).status_code == 404


def test_after_seven_days_it_opens_nothing_and_hr_reads_that_it_was_not_collected(
    manager: Browser, case: Case, world: World, signed_in_as: SignedInAs
) -> None:
    link, code = linked(manager, case)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=8)):
        assert Browser(world.session).post(link, data={"code": code}).status_code == 404
        page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}/letters").text
        assert "Not collected: the link ran out" in page


def test_five_wrong_codes_end_the_link(manager: Browser, case: Case, world: World) -> None:
    link, code = linked(manager, case)
    finder = Browser(world.session)
    for _ in range(4):
        answer = finder.post(link, data={"code": wrong(code), "take": "yes"})
        assert (answer.status_code, "Check the six digits" in answer.text) == (401, True)
    assert "Too many wrong codes" in finder.post(link, data={"code": wrong(code)}).text
    assert finder.post(link, data={"code": code}).status_code == 404
    assert "too many wrong codes" in manager.get(f"/cases/{case.reference}/letters").text


def test_a_link_of_a_witness_collects_no_letter_and_a_letters_link_is_no_witness(
    manager: Browser, case: Case, world: World
) -> None:
    link, _ = linked(manager, case)
    token = link.rsplit("/", 1)[1]
    assert Browser(world.session).get(f"/task/{token}").status_code == 404
    assert "Owen Price" not in manager.get(f"/cases/{case.reference}/witnesses").text
    asked = manager.post(
        f"/cases/{case.reference}/witnesses/ask", data={"name": "Pat Doyle", "asked": "What?"}
    ).text
    task = re.findall(r"http://testserver/task/([^\"]+)\"", asked)[0]
    assert Browser(world.session).get(f"/letter/{task}").status_code == 404


def test_each_person_has_a_link_of_their_own_and_the_latest_counts(
    manager: Browser, case: Case, world: World
) -> None:
    first, _ = linked(manager, case)
    union, _ = linked(manager, case, to="Rita Shaw")
    again, _ = linked(manager, case, to="owen price")
    stranger = Browser(world.session)
    opens = [stranger.get(each).status_code for each in (first, union, again)]
    assert opens == [404, 200, 200]


def test_hr_ends_a_link(manager: Browser, case: Case, world: World) -> None:
    link, _ = linked(manager, case)
    number = world.session.exec(select(LetterDelivery.id)).one()
    place = f"/cases/{case.reference}/letters/links/{number}/end"
    assert manager.post(place).status_code == 303
    assert Browser(world.session).get(link).status_code == 404
    assert manager.post(place).status_code == 422


def test_a_letter_to_the_employee_does_not_go_to_an_address_of_the_trust(
    manager: Browser, case: Case, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = f"/cases/{case.reference}/letters/link"
    page = manager.post(place, data=TO_OWEN | {"address": "owen@home.example"})
    assert "Casework has no mail server" in page.text
    with_mail = settings().model_copy(update={"smtp_url": "smtp://127.0.0.1:1"})
    monkeypatch.setattr("casework.letters.sending.settings", lambda: with_mail)
    world.person(world.employee).email = "owen.price@trust.example"
    ours = manager.post(place, data=TO_OWEN | {"address": "owen@trust.example"})
    assert ours.status_code == 409
    assert "an address of their own" in ours.text
    assert 'value="owen@trust.example"' in ours.text
    broken = manager.post(place, data=TO_OWEN | {"address": "owen at home"})
    assert broken.status_code == 422
    assert world.session.exec(select(LetterDelivery)).all() == []


def test_the_mail_holds_a_link_to_one_person_and_no_word_of_why(
    manager: Browser, case: Case, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server() as (inbox, url):
        with_mail = settings().model_copy(update={"smtp_url": url})
        monkeypatch.setattr("casework.letters.sending.settings", lambda: with_mail)
        shown, code = linked(manager, case, address="owen@home.example")
        delivery = world.session.exec(select(LetterDelivery)).one()
        inbox.refuses = True
        assert mail_link(world.session, with_mail, delivery.id)
        with pytest.raises(DeliveryFailed):
            deliver_all(url)
        assert "Being mailed" in manager.get(f"/cases/{case.reference}/letters").text
        inbox.refuses = False
        deliver_all(url)
        assert "Being mailed" not in manager.get(f"/cases/{case.reference}/letters").text
    assert shown == ""
    ((to, message),) = inbox.arrived
    assert to == ["owen@home.example"]
    words = f"{message['Subject']} {message['Message-ID']} {message.get_content()}"
    for secret in (case.reference, "Owen", "disciplin", "investigation", code.replace(" ", "")):
        assert secret not in words
    link = re.findall(r"(/letter/\S+)", words)[0]
    theirs = Browser(world.session)
    assert theirs.post(link, data={"code": code, "take": "yes"}).content.startswith(b"%PDF")
    assert not mail_link(world.session, with_mail, delivery.id)


def test_a_letter_is_recorded_as_posted_on_a_day_after_it_was_issued(
    manager: Browser, case: Case, world: World
) -> None:
    issued = world.session.exec(select(IssuedDocument)).one()
    day = issued.issued_at.date()
    told = {"document": "1", "how": "post", "to": "Owen Price", "done_by": "Sue at the office"}
    place = f"/cases/{case.reference}/letter-sent"
    early = manager.post(place, data=told | {"sent_on": str(day - timedelta(days=1))})
    assert early.status_code == 422
    assert "Sue at the office" in early.text
    other = manager.post(place, data=told | {"sent_on": str(day), "document": "9"})
    assert "Choose a letter of this case" in other.text
    assert manager.post(place, data=told | {"sent_on": str(day)}).status_code == 303
    assert "Sue at the office" in manager.get(f"/cases/{case.reference}/letters").text


def test_who_has_no_part_in_it_sends_nothing_and_hr_sends_only_what_it_reads(
    case: Case, world: World, signed_in_as: SignedInAs
) -> None:
    officer(world, case, InviteWitness, **MEETING, name="Al Reed")
    place = f"/cases/{case.reference}/letters/link"
    assert signed_in_as(world.stranger).get(place).status_code == 404
    assert signed_in_as(world.investigating_officer).post(place, data=TO_OWEN).status_code == 403
    theirs = signed_in_as(world.investigating_officer).get(f"/cases/{case.reference}/letters").text
    assert "Send a link" not in theirs
