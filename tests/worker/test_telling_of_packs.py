"""Who is told that a copy was recalled, or that an export waits: by a message that says no more."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlmodel import Session, select

from casework.access import Actor, TrustRole
from casework.case_file import pack_mail
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.errors import DeliveryFailed
from casework.hearing_packs import recalling
from casework.hearing_packs.commands import IssuePack
from casework.hearing_packs.copies import PackCopy, RecallMail, copies_of_pack
from casework.hearing_packs.exports import AskExport, CaseExport, DecideExport, ExportKind
from casework.hearing_packs.recalling import RecallPack
from casework.people.credentials import CodeBy
from casework.people.models import Place
from casework.room.models import LinkBy, RoomInvitation
from casework.settings import Settings
from tests.commands.test_packs import prepared
from tests.mail import Inbox, deliver_all, mail_server
from tests.staging import pack
from tests.world import World, at

REASON = "A page of somebody else’s was in it."
OWN_ADDRESS = "owen.at.home@post.example"


@pytest.fixture
def posting(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Inbox, Settings]]:
    """A mail server that Casework is set to use, and what it is set to."""
    with mail_server() as (received, url):
        set_to = Settings(smtp_url=url)
        for module in (pack_mail, recalling):
            monkeypatch.setattr(module, "settings", lambda: set_to)
        yield received, set_to


@pytest.fixture
def mail(posting: tuple[Inbox, Settings]) -> Inbox:
    return posting[0]


def recalled(world: World) -> tuple[Case, list[PackCopy]]:
    """A pack that was issued, and called back with every copy of it."""
    case = prepared(world)
    made = pack(world, case)
    world.perform(world.case_manager, case, IssuePack(edition=1), at(hour=12))
    _in_a_room(world.session, case, world)
    world.perform(world.case_manager, case, RecallPack(edition=1, reason=REASON), at(hour=13))
    return case, copies_of_pack(world.session, made.id)


def _in_a_room(session: Session, case: Case, world: World) -> None:
    session.add(
        RoomInvitation(
            case_id=case.id,
            person_id=world.employee.id,
            username="owen-room",
            address=OWN_ADDRESS,
            known_by="They gave it to us",
            link_by=LinkBy.EMAIL,
            code_by=CodeBy.PHONE,
            code_hash="",
            made_by=world.case_manager.id,
            made_at=at(),
            expires_at=at(hour=18),
            used_at=at(hour=11),
        )
    )
    session.flush()


@pytest.mark.usefixtures("live")
def test_each_reader_of_a_recalled_pack_is_told_alone_and_of_nothing_else(
    mail: Inbox, posting: tuple[Inbox, Settings]
) -> None:
    with as_casework() as session:
        case, copies = recalled(World(session))
        asked = [each.id for each in copies]
        reference, names = case.reference, {each.name for each in copies}
        assert {each.recall_mail for each in copies} == {RecallMail.WAITING}
    for each in asked:
        pack_mail._tell_of_recall(each)
    deliver_all(posting[1].smtp_url)
    assert sorted(len(to) for to, _ in mail.arrived) == [1] * len(asked)
    assert len({to[0] for to, _ in mail.arrived}) == len(asked)
    assert OWN_ADDRESS in {to[0] for to, _ in mail.arrived}
    for _, message in mail.arrived:
        said = f"{message['Subject']} {message.get_content()}"
        assert "was recalled" in said
        assert not [each for each in (reference, REASON, *names, "pack", "hearing") if each in said]
    with reading_as_casework() as session:
        kept = session.exec(select(PackCopy)).all()
        assert {each.recall_mail for each in kept} == {RecallMail.SENT}
        assert all(each.recall_mailed_at for each in kept)


@pytest.mark.usefixtures("live")
def test_nobody_is_told_twice_and_a_server_that_is_down_is_tried_again(
    mail: Inbox, posting: tuple[Inbox, Settings]
) -> None:
    with as_casework() as session:
        first = recalled(World(session))[1][0].id
    mail.refuses = True
    pack_mail._tell_of_recall(first)
    with pytest.raises(DeliveryFailed):
        deliver_all(posting[1].smtp_url)
    assert _state(first) is RecallMail.WAITING
    mail.refuses = False
    pack_mail._tell_of_recall(first)
    deliver_all(posting[1].smtp_url)
    pack_mail._tell_of_recall(first)
    deliver_all(posting[1].smtp_url)
    assert len(mail.arrived) == 1


def _state(copy_id: UUID) -> RecallMail | None:
    with reading_as_casework() as session:
        return session.get_one(PackCopy, copy_id).recall_mail


def test_a_reader_without_an_address_is_left_to_hr(
    world: World, posting: tuple[Inbox, Settings]
) -> None:
    _, copies = recalled(world)
    theirs = next(each for each in copies if each.person_id == world.hearing_manager.id)
    world.person(world.hearing_manager).email = None
    world.session.flush()
    assert not pack_mail.mail_recall(world.session, posting[1], theirs.id)
    assert theirs.recall_mail is RecallMail.NO_ADDRESS


def test_without_a_mail_server_the_page_says_who_is_still_to_be_told(world: World) -> None:
    _, copies = recalled(world)
    assert {each.recall_mail for each in copies} == {RecallMail.NO_SERVER}


@pytest.fixture
def dpo(world: World) -> Actor:
    world.session.add(Place(person_id=world.colleague.id, role=TrustRole.DPO))
    world.session.flush()
    places = frozenset({TrustRole.DPO})
    return Actor(world.colleague.id, world.colleague.name, places, confirmed=True)


def _asked(world: World) -> tuple[Case, CaseExport]:
    case = prepared(world)
    asked = AskExport(what=ExportKind.REPORT, reason="For the tribunal")
    world.perform(world.case_manager, case, asked, at(hour=12))
    return case, world.session.exec(select(CaseExport)).one()


def test_an_export_that_waits_is_told_to_the_data_protection_officer(
    world: World, dpo: Actor, posting: tuple[Inbox, Settings]
) -> None:
    (mail, set_to), (case, asked) = posting, _asked(world)
    told = pack_mail.mail_export(world.session, set_to, asked.id)
    assert told == 1
    deliver_all(set_to.smtp_url)
    assert mail.arrived[0][0] == [world.person(dpo).email]
    for to, message in mail.arrived:
        whole = message.as_string()
        assert len(to) == 1
        assert "/oversight" in whole
        assert not [each for each in (case.reference, asked.reason, "Owen") if each in whole]


def test_an_export_that_was_decided_meanwhile_is_told_to_nobody(
    world: World, dpo: Actor, posting: tuple[Inbox, Settings]
) -> None:
    (mail, set_to), (case, asked) = posting, _asked(world)
    decided = DecideExport(number=1, approved=False, reason="No need")
    world.perform(dpo, case, decided, at(hour=13))
    assert pack_mail.mail_export(world.session, set_to, asked.id) == 0
    assert not mail.arrived
