"""A request about data against the deletion of a case in which the person is: the request wins."""

import os
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlmodel import select

from casework.access import Actor, TrustRole
from casework.cases.gateway import Act, perform
from casework.cases.models import Case
from casework.data_rights.models import DataRequestCase
from casework.data_rights.recording import RecordRequest
from casework.database import as_casework, reading_as_casework
from casework.errors import ProcedureBreach, WrongAnswer
from casework.retention.deciding import ApproveDisposal, ProposeDisposal
from casework.retention.holding import LiftHold
from casework.retention.holds import set_on
from casework.retention.models import Disposal
from casework.retention.reviewing import disposal_of
from tests.data_rights.conftest import ASKED
from tests.database import forget_checkpoints
from tests.retention.conftest import LONG_AFTER
from tests.retention.disposing import agreed, deleted, dpo_of, marked_case
from tests.world import World, at

RACES = int(os.environ.get("DISPOSAL_RACES", "2"))
pytestmark = pytest.mark.usefixtures("live")
YES = ApproveDisposal(reason="I looked at what goes.")


@pytest.fixture(autouse=True)
def _nothing_signed_yet() -> None:
    forget_checkpoints()


def proposed() -> UUID:
    """A case whose deletion one person proposed."""
    with as_casework() as session:
        session.execute(text("DELETE FROM places WHERE role = 'dpo'"))
        world = World(session)
        case = marked_case(world)
        told = ProposeDisposal(reason="Its day has come.")
        world.perform(world.case_manager, case, told, at(LONG_AFTER))
        dpo_of(world)
        return case.id


def ask(case_id: UUID) -> bool:
    """Record a request of whom the case is about; whether the case was found and is held."""
    with as_casework() as session:
        world = World(session)
        whole = {**ASKED, "person_id": world.employee.id, "from_name": f"Somebody {uuid4()}"}
        director = world.hr_director
        RecordRequest.model_validate(whole).perform(session, director, at(LONG_AFTER))
        found = select(DataRequestCase).where(DataRequestCase.case_id == case_id)
        return session.exec(found).first() is not None


def approve(case_id: UUID) -> bool:
    with reading_as_casework() as session:
        reference = session.get_one(Case, case_id).reference
    try:
        with as_casework() as session:
            world = World(session)
            roles = frozenset({TrustRole.DPO})
            officer = Actor(world.colleague.id, world.colleague.name, roles, confirmed=True)
            perform(session, officer, reference, YES, at(LONG_AFTER))
    except ProcedureBreach:
        return False
    return True


def disposal(case_id: UUID) -> Disposal:
    with reading_as_casework() as session:
        row = disposal_of(session, case_id)
        assert row
        session.expunge(row)
        return row


def test_a_request_and_an_approval_end_with_the_case_held_and_whole() -> None:
    for _ in range(RACES):
        case_id = proposed()
        with ThreadPoolExecutor(2) as both:
            found, agreed_to = both.submit(ask, case_id), both.submit(approve, case_id)
        assert found.result()
        row = disposal(case_id)
        assert (row.approved_by is not None) == agreed_to.result()
        assert not deleted(row.id), "what a request holds is not deleted, agreed to or not"
        with reading_as_casework() as session:
            assert session.get_one(Case, case_id).held_since is not None


def test_a_request_and_the_beginning_of_a_deletion_never_both_win() -> None:
    for _ in range(RACES):
        with as_casework() as session:
            session.execute(text("DELETE FROM places WHERE role = 'dpo'"))
        case_id, disposal_id = agreed()
        with ThreadPoolExecutor(2) as both:
            found, gone = both.submit(ask, case_id), both.submit(deleted, disposal_id)
        assert found.result() != gone.result()


def test_nobody_lifts_a_hold_that_a_request_put_there() -> None:
    case_id = proposed()
    assert ask(case_id)
    with as_casework() as session:
        world = World(session)
        (hold,) = set_on(session, [case_id])
        case = session.get_one(Case, case_id)
        told = LiftHold(hold_id=hold.id, reason="I would like to.")
        act = Act(session, case, world.case_manager, at(LONG_AFTER))
        with pytest.raises(WrongAnswer, match="ends when the request"):
            told.perform(act)
