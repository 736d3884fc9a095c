"""A deletion that two people agreed to: whole, proved, and broken off nowhere after its key."""

import base64
import os
import subprocess
from datetime import timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.cases.gateway import standing_now
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.errors import NotFound, StoreUnavailable
from casework.journal.keys import signer_of
from casework.journal.places import Shelf, places_of
from casework.journal.proving import Soundness, prove
from casework.keys import key_of, key_to_read
from casework.keys.tombstones import has_key
from casework.retention.certifying import canonical
from casework.retention.executing import carry_out, carry_out_due
from casework.retention.holding import PlaceHold
from casework.retention.models import HoldKind
from casework.settings import settings
from casework.storage import store
from tests.database import forget_checkpoints, same_keys
from tests.documents.reading import bare, words_in
from tests.forking import ran
from tests.retention.conftest import LONG_AFTER
from tests.retention.disposing import (
    MARKER,
    OVER,
    agreed,
    deleted,
    files_of,
    row_of,
    tables_with,
)
from tests.world import World, at

POINTS = int(os.environ.get("DISPOSAL_KILLS", "2"))
CARRIES_OUT = """
import sys
from tests.retention.disposing import main
main(*sys.argv[1:])
"""
HOLD = PlaceHold(kind=HoldKind.LEGAL_CLAIM, reason="A letter before claim came.")
pytestmark = pytest.mark.usefixtures("live")


@pytest.fixture(autouse=True)
def _nothing_signed_yet() -> None:
    forget_checkpoints()


def proof() -> Soundness:
    signer = signer_of(settings())
    shelves = [each for each in places_of(settings()) if isinstance(each, Shelf)]
    with reading_as_casework() as session:
        return prove(session, shelves, signer.public_key(), signer.memory(), 1).verdict


def test_nothing_is_left_and_the_journal_still_verifies() -> None:
    case_id, disposal_id = agreed()
    assert "allegations" in tables_with(MARKER)
    assert files_of(case_id)
    assert deleted(disposal_id)
    assert tables_with(MARKER) == []
    assert files_of(case_id) == []
    assert not has_key(case_id)
    with pytest.raises(StoreUnavailable):
        key_to_read(case_id)
    with pytest.raises(StoreUnavailable):
        key_of(case_id, "case")
    assert proof() is Soundness.SOUND
    with as_casework() as session:
        world = World(session)
        reference = session.get_one(Case, case_id).reference
        for each in (world.case_manager, world.hr_director, world.employee):
            with pytest.raises(NotFound):
                standing_now(session, each, reference)


def test_the_certificate_names_nobody_and_is_signed() -> None:
    _, disposal_id = agreed()
    assert deleted(disposal_id)
    row = row_of(disposal_id)
    told = row.certificate
    assert told is not None
    key = signer_of(settings()).public_key()
    assert isinstance(key, Ed25519PublicKey)
    key.verify(base64.b64decode(told["signature"]["value"]), canonical(told))
    assert told["rule"].startswith("R-04")
    assert told["proposed"]["by"] != told["approved"]["by"]
    assert told["rows"]["allegations"] == 1
    expires = (OVER + timedelta(30)).date().isoformat()
    assert told["last_backup_expires_on"] == expires
    words = words_in(row.certificate_pdf or b"")
    with reading_as_casework() as session:
        people = session.execute(text("SELECT family_name FROM people")).scalars().all()
    for each in (MARKER, *people):
        assert each not in str(told)
        assert bare(each) not in words
    assert deleted(disposal_id), "again changes nothing"
    assert row_of(disposal_id).certificate == told


def test_nothing_begins_before_the_days_of_grace_are_over() -> None:
    case_id, disposal_id = agreed()
    early = at(LONG_AFTER + timedelta(14))
    assert not carry_out(disposal_id, store(), settings(), early)
    assert row_of(disposal_id).begun_at is None
    assert carry_out_due(store(), settings(), early) == (0, 0)
    assert carry_out_due(store(), settings(), OVER) == (1, 0)
    assert files_of(case_id) == []


def test_a_hold_that_came_meanwhile_keeps_it() -> None:
    case_id, disposal_id = agreed()
    with as_casework() as session:
        world = World(session)
        world.perform(world.case_manager, session.get_one(Case, case_id), HOLD)
    assert not deleted(disposal_id)
    row = row_of(disposal_id)
    assert row.failed == "Legal claim, a hold that somebody set"
    assert row.stopped_at is None
    assert files_of(case_id)


def test_what_changed_since_is_agreed_to_anew() -> None:
    case_id, disposal_id = agreed()
    with as_casework() as session:
        World(session).exhibit(session.get_one(Case, case_id), b"Something that came late")
    assert not deleted(disposal_id)
    row = row_of(disposal_id)
    assert row.stopped_at is not None
    assert row.begun_at is None
    assert files_of(case_id)


def agreed_again() -> tuple[UUID, UUID]:
    with as_casework() as session:
        session.execute(text("DELETE FROM places WHERE role = 'dpo'"))
    return agreed()


def carried_out(
    live: str, disposal_id: UUID, killed_after: int = 0
) -> subprocess.CompletedProcess[str]:
    where = os.environ | same_keys() | {"CASEWORK_STATE": str(settings().state)}
    return ran([live, str(disposal_id), str(killed_after)], env=where, code=CARRIES_OUT)


def test_killed_anywhere_it_ends_certified_or_was_never_begun(live: str) -> None:
    _, first = agreed()
    whole = carried_out(live, first)
    assert whole.returncode == 0, whole.stderr
    steps = int(whole.stdout)
    for point in range(1, POINTS + 1):
        case_id, disposal_id = agreed_again()
        cut = carried_out(live, disposal_id, steps * point // (POINTS + 1))
        assert cut.returncode == -9
        row = row_of(disposal_id)
        assert row.certified_at is None or row.verified_at is not None
        if not has_key(case_id):
            assert row.begun_at is not None
        else:
            assert files_of(case_id), "nothing goes before its key"
        assert deleted(disposal_id)
        assert row_of(disposal_id).certificate is not None
        assert files_of(case_id) == []
    assert tables_with(MARKER) == []
    assert proof() is Soundness.SOUND


@pytest.mark.parametrize("table", ["custody", "journal"])
def test_saying_that_a_case_is_disposed_of_lets_nobody_delete_what_is_kept(table: str) -> None:
    case_id, _ = agreed()
    count = text(f"SELECT count(*) FROM {table}")
    refused = pytest.raises(DBAPIError, match=r"append-only|permission denied")
    with as_casework() as session:
        told = {"of": str(case_id)}
        session.execute(text("SELECT set_config('casework.disposing', :of, true)"), told)
        before = session.scalar(count)
        with refused, session.begin_nested():
            session.execute(text(f"DELETE FROM {table}"))
        assert session.scalar(count) == before
        assert before
