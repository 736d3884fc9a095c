"""Two people, or one impatient one, want at one moment what only one can have."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from time import sleep
from uuid import UUID

import httpx2
import pytest
from sqlalchemy import text
from sqlmodel import Session, SQLModel, select

from casework.access import Actor, TrustRole
from casework.database import as_casework, reading_as_casework
from casework.errors import WrongAnswer
from casework.lists.models import SavedView
from casework.people.models import Academy, Place
from casework.people.roles import EndRole
from casework.people.sign_in import actor_of, make_token
from tests.chromium import answering, opened_session
from tests.commands.test_at_once import at_once
from tests.world import World, at
from web.frame.deps import COOKIE

LAST = "Nobody else who can sign in is IT administrator. Give it to somebody first"
SAME_SITE = {"sec-fetch-site": "same-origin"}
_WAITS = text("SELECT count(*) FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted")


@pytest.fixture
def address(live: str) -> Iterator[str]:
    with answering() as port:
        yield f"http://127.0.0.1:{port}"


def somebody(chosen: Callable[[World], Actor]) -> Actor:
    with as_casework() as session:
        return chosen(World(session))


def wait_for_the_first() -> None:
    """Until the second stands at the row that the first has not committed yet."""
    while True:
        with reading_as_casework() as session:
            if session.scalar(_WAITS):
                return
        sleep(0.02)


def second_to(first: SQLModel, send: Callable[[], httpx2.Response]) -> httpx2.Response:
    """What somebody is answered who sends while the first is being kept."""
    with ThreadPoolExecutor(1) as beside:
        with as_casework() as session:
            session.add(first)
            session.flush()
            answer = beside.submit(send)
            wait_for_the_first()
        return answer.result()


def test_whoever_comes_second_is_told_that_it_changed_meanwhile(address: str) -> None:
    manager = somebody(lambda world: world.case_manager)
    cookies = {COOKIE: opened_session(manager)}
    kept = SavedView(
        person_id=manager.id, listed="cases", name="Mine", query="show=closed", made_at=at()
    )

    def send() -> httpx2.Response:
        place = f"{address}/lists/cases/views/new?show=closed"
        return httpx2.post(place, data={"name": "Mine"}, cookies=cookies, headers=SAME_SITE)

    answer = second_to(kept, send)
    assert answer.status_code == 409
    assert "This changed while you were working" in answer.text


def test_a_program_that_comes_second_is_told_so_too(address: str) -> None:
    director = somebody(lambda world: world.hr_director)
    with as_casework() as session:
        account = World(session).account(director)
        token = make_token(session, account.id, "A test", datetime.now(UTC))

    def send() -> httpx2.Response:
        return httpx2.post(
            f"{address}/api/v1/academies",
            json={"code": "NEW", "name": "New Academy"},
            headers={"authorization": f"Bearer {token}"},
        )

    answer = second_to(Academy(code="NEW", name="New Academy"), send)
    assert answer.status_code == 409
    assert answer.json()["title"] == "Somebody else changed this first"


def administrators() -> list[tuple[Actor, UUID]]:
    """Two people, the only ones who may give roles, each with the place that says so."""
    with as_casework() as session:
        world = World(session)
        session.add(Place(person_id=world.stranger.id, role=TrustRole.IT_ADMIN))
        session.flush()
        held = session.exec(select(Place).where(Place.role == TrustRole.IT_ADMIN)).all()
        return [(actor_of(session, each.person_id), each.id) for each in held]


@pytest.mark.usefixtures("live")
def test_two_administrators_who_end_each_others_role_leave_one() -> None:
    (one, ones), (other, others) = administrators()
    ends = [(one, others), (other, ones)]

    def end(session: Session, _: World, number: int) -> str:
        actor, place = ends[number]
        try:
            EndRole().perform(session, actor, place, datetime.now(UTC))
        except WrongAnswer as refused:
            return refused.answers["form"]
        return "ended"

    said = sorted(at_once(end, people=2))
    assert said == [LAST, "ended"]
