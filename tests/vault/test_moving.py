"""What an earlier version kept in the open goes on being read, and moves under encryption."""

from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from casework.case_file.moving import encrypt_earlier, waiting
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.evidence.custody import chain, verify
from casework.evidence.models import Capture, Found, Handling
from casework.evidence.sealing import faults
from casework.hearing_packs.models import HearingPack
from casework.people.models import Account
from casework.reports.drafts import files_of, start, take_file
from casework.reports.models import DraftFile, ReportDraft
from casework.storage import store
from casework.storage.names import holder_of
from tests.staging import pack
from tests.world import World, at

pytestmark = pytest.mark.usefixtures("live")
SECRET = "JBSWY3DPEHPK3PXP"


def in_the_open(key: str, earlier: str) -> str:
    """The same bytes as an earlier version kept them."""
    content = store().read(key)
    place: Path = store().root / earlier
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    store().remove(key)
    return earlier


@pytest.fixture
def earlier() -> dict[str, UUID]:
    """A deployment as it was before there were keys: evidence, a pack, a draft, an app."""
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        capture, edition = world.capture(case, b"A screenshot"), pack(world, case)
        draft = start(session, world.reporter, at())
        draft.answers = {"suspected_image": "no"}
        file = take_file(session, store(), draft, "post.txt", [b"A post"])
        capture.key = in_the_open(capture.key, f"evidence/{uuid4()}")
        edition.key = in_the_open(str(edition.key), f"packs/{uuid4()}")
        file.key = in_the_open(file.key, f"drafts/{draft.id}/{uuid4()}")
        account = world.account(world.case_manager)
        account.totp_secret = SECRET
        return {
            "capture": capture.id,
            "pack": edition.id,
            "draft": draft.id,
            "account": account.id,
        }


def kept(session: Session, known: dict[str, UUID]) -> list[str]:
    """The keys that the three rows name."""
    file = files_of(session, session.get_one(ReportDraft, known["draft"]))[0]
    pack_key = session.get_one(HearingPack, known["pack"]).key
    return [session.get_one(Capture, known["capture"]).key, str(pack_key), file.key]


def test_it_goes_on_being_read(earlier: dict[str, UUID]) -> None:
    with reading_as_casework() as session:
        capture, pdf, post = [store().read(each) for each in kept(session, earlier)]
        assert (capture, post) == (b"A screenshot", b"A post")
        assert sha256(pdf).hexdigest() == session.get_one(HearingPack, earlier["pack"]).sha256
        assert verify(store(), session.get_one(Capture, earlier["capture"])).sound


def test_it_moves_under_encryption_and_nothing_stays_in_the_open(
    earlier: dict[str, UUID],
) -> None:
    with reading_as_casework() as session:
        before = kept(session, earlier)
    assert encrypt_earlier(store()) == (3, [])
    assert encrypt_earlier(store()) == (0, [])
    with reading_as_casework() as session:
        after = kept(session, earlier)
        assert all(holder_of(each) for each in after)
        assert store().read(after[0]) == b"A screenshot"
        capture = session.get_one(Capture, earlier["capture"])
        assert verify(store(), capture).found is Found.SOUND
        links = chain(session, capture.id)
        assert links[0].handling is Handling.ENCRYPTED
        assert faults(links[::-1], capture.sha256) == []
        secret = str(session.get_one(Account, earlier["account"]).totp_secret)
        assert SECRET not in secret
    assert not any((store().root / each).exists() for each in before)


def test_what_is_not_what_was_kept_stays_and_is_named(earlier: dict[str, UUID]) -> None:
    with reading_as_casework() as session:
        key = session.get_one(Capture, earlier["capture"]).key
    (store().root / key).write_bytes(b"Something else")
    moved, refused = encrypt_earlier(store())
    assert moved == 2
    assert [key in each for each in refused] == [True]
    with reading_as_casework() as session:
        assert session.get_one(Capture, earlier["capture"]).key == key


def test_a_move_that_was_cut_off_is_finished_by_the_next(
    earlier: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the row is changed, and after it was while the old bytes are still there."""

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("casework.case_file.moving._renamed", "casework.storage.Store.remove"):
        with monkeypatch.context() as patched:
            patched.setattr(step, cut_off)
            with pytest.raises(KeyboardInterrupt):
                encrypt_earlier(store())
        with reading_as_casework() as session:
            assert store().read(kept(session, earlier)[0]) == b"A screenshot"
    encrypt_earlier(store())
    assert waiting() == []
    with reading_as_casework() as session:
        assert session.exec(select(DraftFile)).one().key.startswith("draft-files/")


def test_plain_bytes_do_not_pass_for_what_was_sealed(earlier: dict[str, UUID]) -> None:
    encrypt_earlier(store())
    with reading_as_casework() as session:
        capture = session.get_one(Capture, earlier["capture"])
        place = store().root / capture.key
        place.chmod(0o600)
        place.write_bytes(b"A screenshot")
        assert verify(store(), capture).found is Found.ALTERED
