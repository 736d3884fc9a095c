"""Break-glass is told to those who oversee, by a message that says nothing."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlmodel import select

from casework import evidence_work, worker
from casework.cases.break_glass import open_under_break_glass
from casework.cases.independence import BreakGlass
from casework.cases.stages import Stage
from casework.database import as_casework
from casework.errors import DeliveryFailed
from casework.evidence.freezing import verify_one
from casework.settings import Settings
from casework.storage import store
from tests.mail import Inbox, deliver_all, mail_server
from tests.world import World, at

URGENT = "The hearing is in an hour and nobody with a part answers."


@pytest.fixture
def mail() -> Iterator[tuple[Inbox, str]]:
    with mail_server() as served:
        yield served


def opened() -> tuple[UUID, str]:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        open_under_break_glass(session, world.colleague, case.reference, URGENT, at())
        return session.exec(select(BreakGlass.id)).one(), case.reference


@pytest.mark.usefixtures("live")
def test_each_overseer_gets_a_message_of_their_own_that_names_no_case(
    mail: tuple[Inbox, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    received, url = mail
    opening, reference = opened()
    monkeypatch.setattr(worker, "settings", lambda: Settings(smtp_url=url))
    worker._tell(opening)
    worker._tell(opening)  # its worker was killed before it could say that it was done
    deliver_all(url)
    assert len({to[0] for to, _ in received.arrived}) == len(received.arrived)
    assert received.arrived
    for recipients, message in received.arrived:
        assert len(recipients) == 1
        whole = message.as_string()
        assert reference not in whole
        assert URGENT not in whole
        assert "Owen" not in whole
        assert "/oversight" in whole


@pytest.mark.usefixtures("live")
def test_a_mail_server_that_is_down_is_an_error_so_that_the_job_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opening, _ = opened()
    closed = "smtp://127.0.0.1:9"
    monkeypatch.setattr(worker, "settings", lambda: Settings(smtp_url=closed))
    worker._tell(opening)
    with pytest.raises(DeliveryFailed):
        deliver_all(closed)


@pytest.mark.usefixtures("live")
def test_an_original_that_changed_is_told_to_the_same_people_and_named_to_nobody(
    mail: tuple[Inbox, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    received, url = mail
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        capture = world.capture(case)
    (store().root / capture.key).unlink()
    verify_one(store(), capture.id, at())
    monkeypatch.setattr(evidence_work, "settings", lambda: Settings(smtp_url=url))
    evidence_work._alarm(capture.id)
    deliver_all(url)
    assert received.arrived
    for recipients, message in received.arrived:
        whole = message.as_string()
        assert len(recipients) == 1
        assert case.reference not in whole
        assert str(capture.id) not in str(message.get_payload())
        assert "/oversight" in whole
