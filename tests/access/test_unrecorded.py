"""A journal that cannot be written: nothing of a case is shown, and nothing of it is changed."""

from json import dumps

import pytest
from sqlalchemy import text
from sqlmodel import select

from casework.cases.models import Appointment, Case
from casework.cases.stages import Stage
from casework.database import as_casework, engine, reading_as_casework
from casework.evidence.models import Capture
from casework.people.sign_in import make_token
from tests.browser import Browser
from tests.staging import investigated
from tests.told import COME_BY
from tests.world import World, at

REVOKE = text("REVOKE INSERT ON journal FROM casework_system, casework_app")
ROWS = text("SELECT count(*) FROM journal")
CONTENT = b"What the post said"


class Desk:
    """The case manager of one case, at a browser and by a program, whose acts are real."""

    def __init__(self) -> None:
        with as_casework() as session:
            world = World(session)
            case = world.case(Stage.INVESTIGATION)
            world.exhibit(case, CONTENT, title="The zoo post")
            investigated(world, case)
            account = world.account(world.case_manager)
            self.page, self.stranger = Browser(session), Browser(session)
            self.page.sign_in(account)
            self.stranger.sign_in(world.account(world.stranger))
            self.api = Browser(session, token=make_token(session, account.id, "A test", at()))
            self.reference, self.person = case.reference, str(world.note_taker.id)
            self.addresses = (f"/cases/{case.reference}", f"/api/v1/cases/{case.reference}")

    def ask(self, method: str, path: str, **told: object) -> tuple[int, bytes]:
        who = self.api if path.startswith("/api") else self.page
        answer = who.request(method, path, **told)
        return answer.status_code, answer.content


@pytest.fixture
def desk(live: str) -> Desk:
    assert live
    return Desk()


@pytest.fixture
def silenced(desk: Desk) -> Desk:
    """The same desk, from when nobody may add to the journal."""
    with engine().begin() as connection:
        connection.execute(REVOKE)
    return desk


def changed(desk: Desk) -> tuple[int, int, int, str]:
    """What an act would have changed."""
    with reading_as_casework() as session:
        case = session.exec(select(Case).where(Case.reference == desk.reference)).one()
        parts = session.exec(select(Appointment).where(Appointment.case_id == case.id)).all()
        kept = session.exec(select(Capture).where(Capture.case_id == case.id)).all()
        return session.execute(ROWS).scalar_one(), len(parts), len(kept), case.stage


LOOKS = (
    "/cases/{0}",
    "/cases/{0}/people",
    "/cases/{0}/evidence",
    "/cases/{0}/activity",
    "/cases/{0}/letters/L1.pdf",
    "/api/v1/cases/{0}",
    "/api/v1/cases/{0}/evidence",
    "/api/v1/cases/{0}/journal",
    "/api/v1/cases/{0}/documents/1/content",
)
TELLING = (b"Owen Pryce", b"zoo", b"%PDF", b"Posted something offensive", b"Maya Lockwood")


@pytest.mark.parametrize("path", LOOKS)
def test_what_cannot_be_written_down_is_not_shown(silenced: Desk, path: str) -> None:
    status, body = silenced.ask("GET", path.format(silenced.reference))
    assert status == 503
    assert [each for each in TELLING if each in body] == []


@pytest.mark.parametrize("path", LOOKS)
def test_the_same_are_shown_while_it_can_be_written(desk: Desk, path: str) -> None:
    status, body = desk.ask("GET", path.format(desk.reference))
    assert status == 200
    assert body


def test_a_search_that_cannot_be_written_down_finds_nothing(silenced: Desk) -> None:
    for path, told in (
        ("/search", {"data": {"q": "Pryce"}}),
        ("/api/v1/search", {"json": {"words": "Pryce"}}),
    ):
        status, body = silenced.ask("POST", path, **told)
        assert status == 503, path
        assert silenced.reference.encode() not in body


def test_a_refusal_that_cannot_be_written_down_tells_nothing_either(silenced: Desk) -> None:
    hidden, missing = (
        silenced.stranger.get(f"/cases/{each}").status_code
        for each in (silenced.reference, "SM26-9999")
    )
    assert (hidden, missing) == (503, 503)


def test_an_act_that_cannot_be_written_down_changes_nothing(silenced: Desk) -> None:
    before = changed(silenced)
    page, api = silenced.addresses
    part = {"role": "note_taker", "person_id": silenced.person}
    come_by = {"collected": dumps(COME_BY)}
    asked: tuple[tuple[str, dict[str, object]], ...] = (
        (f"{page}/appoint", {"data": part}),
        (f"{page}/raise-conflict", {"data": {"words": "They are cousins."}}),
        (f"{page}/step-off", {"data": {"reason": "He is my cousin."}}),
        (f"{api}/raise-conflict", {"json": {"words": "They are cousins."}}),
        (f"{api}/captures", {"files": {"file": ("a.txt", b"Another post")}, "data": come_by}),
        (f"{api}/evidence/E1/copy", {"json": {"reason": "For the police"}}),
    )
    for path, told in asked:
        status, body = silenced.ask("POST", path, **told)
        assert status in {503, 403}, (path, status)
        assert CONTENT not in body, path
        assert changed(silenced) == before, path
