"""A witness writes what they saw through a link and a code, once, and sees nothing of the case."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy.exc import DBAPIError
from sqlmodel import select, text

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.investigation.models import WitnessAccount
from casework.journal import entries
from casework.people.credentials import TaskLink
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World

ASKED = {"name": "Pat Doyle", "asked": "What did you see at the gate on 21 September?"}


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


@pytest.fixture
def officer(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.investigating_officer)


def made(officer: Browser, case: Case, **told: str) -> tuple[str, str]:
    page = officer.post(f"/cases/{case.reference}/witnesses/ask", data=ASKED | told).text
    link = re.findall(r'value="http://testserver(/task/[^"]+)"', page)[0]
    return link, re.findall(r'id="code" value="(\d{3} \d{3})"', page)[0]


def wrong(code: str) -> str:
    return "000000" if code != "000 000" else "000001"


def test_a_witness_writes_what_they_saw_and_the_officer_reads_it(
    officer: Browser, case: Case, world: World
) -> None:
    link, code = made(officer, case)
    witness = Browser(world.session)
    assert "Your code" in witness.get(link).text
    page = witness.post(link, data={"code": code}).text
    assert ASKED["asked"] in page
    for secret in (case.reference, world.employee.name, world.investigating_officer.name):
        assert secret not in page
    words = "I saw the post.\n<b>He</b> laughed. " + "é" * 49_000
    assert "It was sent" in witness.post(link, data={"code": code, "words": words}).text
    shown = officer.get(f"/cases/{case.reference}/witnesses").text
    assert "&lt;b&gt;He&lt;/b&gt; laughed." in shown
    entry = entries(world.session, case.id, 1)[0]
    assert (entry.kind, entry.actor_name) == ("WitnessWrote", "Pat Doyle (witness)")
    assert "laughed" not in str(entry.facts)


def test_a_link_is_used_once(officer: Browser, case: Case, world: World) -> None:
    link, code = made(officer, case)
    witness = Browser(world.session)
    witness.post(link, data={"code": code, "words": "I saw it."})
    assert witness.get(link).status_code == 404
    again = witness.post(link, data={"code": code, "words": "Once more."})
    assert again.status_code == 404
    assert world.session.exec(select(WitnessAccount)).one().words == "I saw it."


def test_five_wrong_codes_end_a_link(officer: Browser, case: Case, world: World) -> None:
    link, code = made(officer, case)
    finder = Browser(world.session)
    for _ in range(4):
        assert "Check the six digits" in finder.post(link, data={"code": wrong(code)}).text
    assert "Too many wrong codes" in finder.post(link, data={"code": wrong(code)}).text
    assert finder.post(link, data={"code": code}).status_code == 404
    assert "too many wrong codes" in officer.get(f"/cases/{case.reference}/witnesses").text


def test_words_without_the_code_are_kept_by_nobody(
    officer: Browser, case: Case, world: World
) -> None:
    link, code = made(officer, case)
    answer = Browser(world.session).post(link, data={"code": wrong(code), "words": "I saw it."})
    assert answer.status_code == 401
    assert world.session.exec(select(WitnessAccount)).all() == []


@pytest.mark.parametrize("words", ["", "   ", "x" * 50_001, "half\x00"])
def test_words_that_cannot_be_kept_stay_in_the_field(
    officer: Browser, case: Case, world: World, words: str
) -> None:
    link, code = made(officer, case)
    witness = Browser(world.session)
    answer = witness.post(link, data={"code": code, "words": words})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert words.strip().replace("\x00", "") in answer.text.replace("\x00", "")
    assert witness.get(link).status_code == 200


def test_a_link_lasts_seven_days(officer: Browser, case: Case, world: World) -> None:
    link, code = made(officer, case)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=7, seconds=1)):
        witness = Browser(world.session)
        assert witness.get(link).status_code == 404
        assert witness.post(link, data={"code": code, "words": "I saw it."}).status_code == 404


def test_a_revoked_link_opens_nothing(officer: Browser, case: Case, world: World) -> None:
    link, code = made(officer, case)
    number = world.session.exec(select(TaskLink)).one().id
    answer = officer.post(f"/cases/{case.reference}/witnesses/{number}/revoke")
    assert answer.status_code == 303
    assert Browser(world.session).post(link, data={"code": code}).status_code == 404
    kinds = [each.kind for each in entries(world.session, case.id, 2)]
    assert kinds == ["WitnessLinkRevoked", "WitnessAsked"]


def test_a_closed_case_takes_no_more(officer: Browser, case: Case, world: World) -> None:
    link, code = made(officer, case)
    world.session.execute(
        text("UPDATE cases SET stage = 'closed', closed_at = now(), ending = 'outcome_given'")
    )
    answer = Browser(world.session).post(link, data={"code": code, "words": "I saw it."})
    assert answer.status_code == 404
    assert world.session.exec(select(WitnessAccount)).all() == []


@pytest.mark.parametrize(
    "told",
    [{"name": ""}, {"person_id": "{stranger}"}, {"asked": " "}, {"person_id": "{employee}"}],
)
def test_a_link_that_cannot_be_made_keeps_what_was_typed(
    officer: Browser, case: Case, world: World, told: dict[str, str]
) -> None:
    ids = {"stranger": world.stranger.id, "employee": world.employee.id}
    filled = {name: value.format(**ids) for name, value in told.items()}
    if told == {"person_id": "{employee}"}:
        filled["name"] = ""
    path = f"/cases/{case.reference}/witnesses/ask"
    answer = officer.post(path, data=ASKED | filled)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert world.session.exec(select(TaskLink)).all() == []


def test_a_form_sent_twice_makes_one_link(officer: Browser, case: Case, world: World) -> None:
    path = f"/cases/{case.reference}/witnesses/ask"
    once = {"once": "00000000-0000-0000-0000-00000000000a"}
    assert officer.post(path, data=ASKED | once).status_code == 200
    assert officer.post(path, data=ASKED | once).status_code == 303
    assert len(world.session.exec(select(TaskLink)).all()) == 1


def test_the_secrets_of_a_link_are_not_kept(officer: Browser, case: Case, world: World) -> None:
    link, code = made(officer, case)
    kept = str(world.session.exec(select(TaskLink)).one().model_dump())
    kept += str([each.facts for each in entries(world.session, case.id)])
    assert link.rsplit("/", 1)[1] not in kept
    assert code not in kept
    assert code.replace(" ", "") not in kept


@pytest.mark.parametrize("who", ["note_taker", "hearing_manager"])
def test_only_whoever_adds_evidence_asks_a_witness(
    world: World, signed_in_as: SignedInAs, who: str
) -> None:
    case = world.case(Stage.HEARING)
    asking = signed_in_as(getattr(world, who))
    assert asking.get(f"/cases/{case.reference}/witnesses/ask").status_code == 403
    answer = asking.post(f"/cases/{case.reference}/witnesses/ask", data=ASKED)
    assert answer.status_code == 403


def test_what_was_written_cannot_be_changed(officer: Browser, case: Case, world: World) -> None:
    link, code = made(officer, case)
    Browser(world.session).post(link, data={"code": code, "words": "I saw it."})
    with pytest.raises(DBAPIError), world.session.begin_nested():
        world.session.execute(text("UPDATE witness_accounts SET words = 'I saw nothing'"))
