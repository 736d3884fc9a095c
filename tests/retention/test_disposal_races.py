"""Two people at once: a hold against the beginning, and something new against an approval.

DISPOSAL_RACES=100 runs each a hundred times, as is done before a release.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlmodel import select

from casework.access import Actor
from casework.cases.gateway import perform
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.errors import NotFound, ProcedureBreach
from casework.retention.deciding import ApproveDisposal
from casework.retention.reviewing import disposal_of
from tests.retention.conftest import LONG_AFTER
from tests.retention.disposing import deleted, files_of, proposed
from tests.retention.test_disposal import HOLD, agreed_again
from tests.world import World, at

RACES = int(os.environ.get("DISPOSAL_RACES", "2"))
pytestmark = pytest.mark.usefixtures("live")


def test_a_hold_and_the_beginning_never_both_win() -> None:
    for _ in range(RACES):
        case_id, disposal_id = agreed_again()
        with ThreadPoolExecutor(2) as both:
            held, gone = both.submit(hold, case_id), both.submit(deleted, disposal_id)
        assert held.result() != gone.result()
        assert bool(files_of(case_id)) == held.result()


def test_an_exhibit_and_an_approval_never_both_win_without_being_compared() -> None:
    for number in range(RACES):
        with as_casework() as session:
            session.execute(text("DELETE FROM places WHERE role = 'dpo'"))
            case_id, dpo = proposed(World(session))
        content = f"It came late, {number}".encode()
        with ThreadPoolExecutor(2) as both:
            added = both.submit(add_exhibit, case_id, content)
            said = both.submit(approved, case_id, dpo)
        added.result()
        with reading_as_casework() as session:
            row = disposal_of(session, case_id)
            assert row is not None
            disposal_id = row.id
            assert (row.approved_at is not None) == said.result()
        assert not deleted(disposal_id), "what would go is not what was proposed"
        assert files_of(case_id)


def add_exhibit(case_id: UUID, content: bytes) -> None:
    """As every act does, under the lock of the case."""
    with as_casework() as session:
        locked = select(Case).where(Case.id == case_id).with_for_update(key_share=True)
        World(session).exhibit(session.exec(locked).one(), content)


def approved(case_id: UUID, actor: Actor) -> bool:
    yes = ApproveDisposal(reason="I looked at what goes.")
    with reading_as_casework() as session:
        reference = session.get_one(Case, case_id).reference
    try:
        with as_casework() as session:
            perform(session, actor, reference, yes, at(LONG_AFTER))
    except ProcedureBreach:
        return False
    return True


def hold(case_id: UUID) -> bool:
    with reading_as_casework() as session:
        reference = session.get_one(Case, case_id).reference
    try:
        with as_casework() as session:
            perform(session, World(session).case_manager, reference, HOLD)
    except NotFound:
        return False
    return True
