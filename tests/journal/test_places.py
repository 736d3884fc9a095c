"""Where checkpoints go: folders and mailboxes, each tried until it has them."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from casework.errors import DeliveryFailed, WrongAnswer
from casework.journal.delivering import deliver
from casework.journal.models import Delivery, DeliveryState
from casework.journal.places import Copy, places_of
from casework.journal.places.folder import Folder
from casework.journal.signing import sign
from casework.journal.watching import watch
from casework.settings import Settings, settings
from tests.database import as_owner
from tests.journal.chains import chain_of, entry_on, with_the_keys
from tests.journal.signing import Kept
from tests.mail import Inbox, mail_server
from tests.world import World, at

COPY = Copy(7, "a note — signed\n", "trust 1 abc\n")


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, str]]:
    with mail_server() as served:
        yield served


def test_a_folder_keeps_a_checkpoint_once_and_read_only(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "new/checkpoints")
    folder.deliver(COPY)
    folder.deliver(COPY)
    assert folder.copies() == {7: COPY}
    files = sorted((tmp_path / "new/checkpoints").iterdir())
    assert [each.name for each in files] == ["00000007.heads", "00000007.note"]
    assert all(each.stat().st_mode & 0o222 == 0 for each in files)


def test_a_folder_never_replaces_what_it_has(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.deliver(COPY)
    with pytest.raises(DeliveryFailed, match="already holds something else"):
        folder.deliver(Copy(7, "another note\n", COPY.heads))
    assert folder.copies() == {7: COPY}


def test_a_folder_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DeliveryFailed, match="cannot be written"):
        Folder(tmp_path / "file").deliver(COPY)
    with pytest.raises(DeliveryFailed, match="There is no folder"):
        Folder(tmp_path / "nowhere").copies()


def mailing(server: str, to: str = "dpo@trust.example,chair@trust.example") -> Settings:
    return Settings(smtp_url=server, checkpoint_mail=to, origin="https://cases.example.org")


def test_each_mailbox_gets_a_message_of_its_own_with_both_files(
    inbox: tuple[Inbox, str], tmp_path: Path
) -> None:
    arrived, server = inbox
    for place in places_of(mailing(server))[1:]:
        place.deliver(COPY)
    assert [to for to, _ in arrived.arrived] == [["dpo@trust.example"], ["chair@trust.example"]]
    _, message = arrived.arrived[0]
    assert message["Subject"] == "Checkpoint 7 of casework.cases.example.org/journal"
    files = {
        str(each.get_filename()): bytes(each.get_payload(decode=True))
        for each in message.iter_attachments()
    }
    assert files == {name: content.encode() for name, content in COPY.files.items()}
    folder = tmp_path / "saved"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    assert Folder(folder).copies() == {7: COPY}


def test_a_mail_server_that_refuses_is_tried_again_with_patience(
    world: World, inbox: tuple[Inbox, str], tmp_path: Path
) -> None:
    arrived, server = inbox
    kept = Kept(tmp_path)
    places = places_of(mailing(server, "dpo@trust.example"))[1:]
    chain_of(world)
    sign(kept.signer, [], kept.now)
    arrived.refuses = True
    waits = []
    for _ in range(9):
        assert deliver(places, kept.now) == 0
        world.session.expire_all()
        delivery = world.session.exec(select(Delivery)).one()
        assert delivery.state is DeliveryState.FAILED
        assert delivery.reason.endswith("451")
        waits.append(round((delivery.next_try_at - kept.now) / timedelta(minutes=1)))
        kept.now = delivery.next_try_at
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    arrived.refuses = False
    assert deliver(places, kept.now) == 1
    world.session.refresh(delivery)
    assert delivery.state is DeliveryState.DELIVERED
    assert delivery.reason == ""


@pytest.mark.usefixtures("live")
def test_whoever_keeps_the_checkpoints_is_warned_once(
    inbox: tuple[Inbox, str], tmp_path: Path
) -> None:
    arrived, server = inbox
    deployment = mailing(server).model_copy(update={"state": tmp_path})
    with as_owner() as session:
        case_id = chain_of(World(session)).id
    watch(deployment, at())
    assert len(arrived.arrived) == 2
    with as_owner() as session:
        with_the_keys(session, "DELETE FROM journal WHERE case_id = :case", case=case_id)
    for _ in range(2):
        watch(deployment, at(), at_once=True)
    warnings = [message for _, message in arrived.arrived[2:]]
    assert [each["To"] for each in warnings] == ["dpo@trust.example", "chair@trust.example"]
    assert "not whole in case SM26-0001" in warnings[0].get_content()


def test_a_reason_for_failing_repeats_nobodys_address(world: World, tmp_path: Path) -> None:
    (place,) = places_of(mailing("smtp://127.0.0.1:1", "dpo@trust.example"))[1:]
    with pytest.raises(DeliveryFailed) as failed:
        place.deliver(COPY)
    assert "trust.example" not in str(failed.value)


def test_a_shelf_that_is_set_later_gets_every_checkpoint_and_a_mailbox_the_newest(
    world: World, inbox: tuple[Inbox, str], tmp_path: Path
) -> None:
    kept = Kept(tmp_path)
    case = chain_of(world)
    for _ in range(3):
        entry_on(world, case.id)
        kept.checkpoint()
    later = Folder(tmp_path / "three")
    mailbox = places_of(mailing(inbox[1], "dpo@trust.example"))[1]
    assert deliver([later, mailbox], kept.now) == 4
    assert sorted(later.copies()) == [1, 2, 3]
    assert len(inbox[0].arrived) == 1


def test_one_place_that_fails_keeps_no_other_waiting(world: World, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    bad, good = Folder(tmp_path / "file"), Folder(tmp_path / "good")
    kept = Kept(tmp_path)
    chain_of(world)
    sign(kept.signer, [], kept.now)
    assert deliver([bad, good], kept.now) == 1
    states = world.session.execute(text("SELECT state FROM checkpoint_deliveries ORDER BY state"))
    assert [state for (state,) in states] == ["delivered", "failed"]


@pytest.mark.parametrize(
    "setting",
    [
        {"CASEWORK_CHECKPOINT_S3": "bucket"},
        {"CASEWORK_CHECKPOINT_S3": "s3://"},
        {"CASEWORK_CHECKPOINT_MAIL": "nobody"},
        {"CASEWORK_CHECKPOINT_MAIL": "dpo@trust.example"},
        {"CASEWORK_TSA_URLS": "stamps.example.org"},
        {"CASEWORK_TSA_URLS": "https://stamps.example.org"},
    ],
    ids=json.dumps,
)
def test_a_setting_that_could_not_work_is_refused(
    monkeypatch: pytest.MonkeyPatch, setting: dict[str, str]
) -> None:
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongAnswer):
        settings.__wrapped__()
