"""A weeding that two people agreed to: whole, proved, and done again after a restore."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from casework.case_file.verifying import chains, originals
from casework.cases.gateway import perform
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.errors import ProcedureBreach
from casework.evidence.custody import chain
from casework.evidence.details import CaptureDetails
from casework.evidence.freezing import due
from casework.evidence.models import Capture, Handling
from casework.evidence.opening import OpenEvidence
from casework.journal.keys import signer_of
from casework.journal.proving import Soundness
from casework.keys.tombstones import has_key
from casework.retention.certifying import canonical
from casework.retention.holding import PlaceHold
from casework.retention.models import HoldKind
from casework.retention.restoring import destroy_what_came_back
from casework.retention.weeding_models import Weeding
from casework.settings import settings
from casework.storage import store
from tests.database import forget_checkpoints
from tests.documents.reading import bare, words_in
from tests.retention.disposing import tables_with
from tests.retention.test_disposal import proof
from tests.retention.test_weeding import DRAFTS
from tests.retention.weeded import OVER, SPEAKS, agreed, weeded
from tests.world import World

pytestmark = pytest.mark.usefixtures("live")
MARKER = "Zanzibar"


@pytest.fixture(autouse=True)
def _nothing_signed_yet() -> None:
    forget_checkpoints()


def row_of(weeding_id: object) -> Weeding:
    with reading_as_casework() as session:
        row = session.get_one(Weeding, weeding_id)
        session.expunge(row)
        return row


def capture_of(capture_id: object) -> Capture:
    with reading_as_casework() as session:
        capture = session.get_one(Capture, capture_id)
        session.expunge(capture)
        return capture


def held(name: str) -> bool:
    return name in {each.name for each in store().held()}


def test_the_item_is_gone_and_its_chain_and_the_journal_still_verify() -> None:
    with as_casework() as session:
        case_id, unused, weeding_id = agreed(session)
    key, digest = capture_of(unused).key, capture_of(unused).sha256
    assert store().read(key) == SPEAKS
    assert weeded(weeding_id)
    gone = capture_of(unused)
    assert gone.weeded_at is not None
    assert (gone.name, gone.sha256) == ("Weeded", digest)
    assert CaptureDetails.model_validate(gone.details) == CaptureDetails()
    assert not held(key)
    assert has_key(case_id), "the rest of the case is still read"
    with reading_as_casework() as session:
        (last, *_) = chain(session, unused)
        assert last.handling is Handling.DISPOSED
        assert list(chains(session)) == []
    with as_casework() as session:
        assert list(originals(session, store(), OVER)) == [], "what was weeded is not missing"
    assert unused not in due(OVER)
    assert proof() is Soundness.SOUND


def test_nobody_opens_what_was_weeded() -> None:
    with as_casework() as session:
        case_id, unused, weeding_id = agreed(session)
    assert weeded(weeding_id)
    with as_casework() as session:
        world = World(session)
        reference = session.get_one(Case, case_id).reference
        with pytest.raises(ProcedureBreach) as refused:
            perform(session, world.case_manager, reference, OpenEvidence(capture_id=unused))
    assert [each.rule for each in refused.value.breaches] == ["G-WEED-10"]


def test_the_certificate_names_nobody_and_is_signed() -> None:
    with as_casework() as session:
        _, unused, weeding_id = agreed(session)
    assert weeded(weeding_id)
    row = row_of(weeding_id)
    told = row.certificate
    assert told is not None
    key = signer_of(settings()).public_key()
    assert isinstance(key, Ed25519PublicKey)
    key.verify(base64.b64decode(told["signature"]["value"]), canonical(told))
    assert [each["id"] for each in told["items"]] == [str(unused)]
    assert told["proposed"]["by"] != told["approved"]["by"]
    words = words_in(row.certificate_pdf or b"")
    assert bare("Certificate of weeding") in words
    assert MARKER not in str(told)
    assert bare(MARKER) not in words
    assert weeded(weeding_id), "again changes nothing"
    assert row_of(weeding_id).certificate == told


def test_drafts_go_and_the_report_stays() -> None:
    with as_casework() as session:
        _, _, weeding_id = agreed(session, DRAFTS)
    assert "investigation_drafts" in tables_with(MARKER)
    assert weeded(weeding_id)
    assert "investigation_drafts" not in tables_with(MARKER)
    with reading_as_casework() as session:
        assert session.get_one(Weeding, weeding_id).certificate is not None


def test_a_hold_that_came_meanwhile_keeps_it() -> None:
    with as_casework() as session:
        case_id, unused, weeding_id = agreed(session)
        world = World(session)
        hold = PlaceHold(kind=HoldKind.POLICE, reason="They asked for everything.")
        world.perform(world.case_manager, session.get_one(Case, case_id), hold)
    assert not weeded(weeding_id)
    row = row_of(weeding_id)
    assert row.failed == "Police or another authority, a hold that somebody set"
    assert row.stopped_at is None
    assert held(capture_of(unused).key)


def test_what_a_backup_brings_back_is_weeded_again() -> None:
    with as_casework() as session:
        _, unused, weeding_id = agreed(session)
    key = capture_of(unused).key
    kept = store().root.joinpath(key).read_bytes()
    assert weeded(weeding_id)
    store().root.joinpath(key).parent.mkdir(parents=True, exist_ok=True)
    store().root.joinpath(key).write_bytes(kept)
    assert store().read(key) == SPEAKS, "its case’s key still opens it"
    destroy_what_came_back(store(), settings(), OVER)
    assert not held(key)
    assert row_of(weeding_id).certificate is not None
    assert proof() is Soundness.SOUND
