"""The link to a room leaves by e-mail: made when it is sent, and naming nobody and no case."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlmodel import select

from casework.cases.models import Case
from casework.errors import DeliveryFailed
from casework.outbox.models import Mail
from casework.people.credentials import CodeBy
from casework.people.passwords import password_hash
from casework.room.entering import invitation_at
from casework.room.inviting import new_room_secrets
from casework.room.models import LinkBy, RoomInvitation
from casework.room.sending import send_link
from casework.settings import settings
from tests.mail import deliver_all, mail_server
from tests.web.test_own_case import noticed
from tests.world import World


def invitation(world: World, case: Case) -> UUID:
    at = datetime.now(UTC)
    made = RoomInvitation(
        id=new_room_secrets().invitation_id,
        case_id=case.id,
        person_id=world.employee.id,
        username="room-abcdefgh",
        address="owen@home.example",
        known_by="The number on file",
        link_by=LinkBy.EMAIL,
        code_by=CodeBy.PHONE,
        code_hash=password_hash("123456"),
        made_by=world.case_manager.id,
        made_at=at,
        expires_at=at.replace(year=at.year + 1),
    )
    world.session.add(made)
    world.session.flush()
    return made.id


def test_the_message_holds_the_link_and_no_word_of_why(world: World) -> None:
    case = noticed(world)
    number = invitation(world, case)
    with mail_server() as (inbox, url):
        told = settings().model_copy(update={"smtp_url": url})
        assert send_link(world.session, told, number)
        assert world.session.exec(select(Mail.sealed)).one()
        assert "owen@home" not in world.session.exec(select(Mail)).one().model_dump_json()
        assert world.session.get_one(RoomInvitation, number).sent_at is None
        assert not send_link(world.session, told, number)
        deliver_all(url)
    world.session.expire_all()
    assert world.session.exec(select(Mail.sealed)).one() is None
    ((to, message),) = inbox.arrived
    assert to == ["owen@home.example"]
    words = f"{message['Subject']} {message.get_content()}"
    for secret in (case.reference, world.employee.name, "disciplin", "suspen", "123456"):
        assert secret not in words
    token = re.findall(r"/room/([A-Z0-9]+)", words)[0]
    assert invitation_at(world.session, token, datetime.now(UTC)).id == number
    kept = world.session.get_one(RoomInvitation, number)
    assert kept.sent_at is not None
    assert token not in kept.model_dump_json()


def test_what_the_mail_server_refuses_is_tried_again(world: World) -> None:
    number = invitation(world, noticed(world))
    with mail_server() as (inbox, url):
        inbox.refuses = True
        assert send_link(world.session, settings().model_copy(update={"smtp_url": url}), number)
        with pytest.raises(DeliveryFailed):
            deliver_all(url)
        inbox.refuses = False
        deliver_all(url)
    assert len(inbox.arrived) == 1


def test_an_invitation_that_has_ended_is_not_sent(world: World) -> None:
    number = invitation(world, noticed(world))
    world.session.get_one(RoomInvitation, number).ended_at = datetime.now(UTC)
    with mail_server() as (inbox, url):
        told = settings().model_copy(update={"smtp_url": url})
        assert not send_link(world.session, told, number)
    assert inbox.arrived == []
