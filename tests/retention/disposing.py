"""A case that two people agreed to delete, in a database where every commit is real.

As a process: `main MAIN DISPOSAL KILLED_AFTER` carries the deletion
out and is killed with signal 9 after so many steps of the program; without a number, not at all.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from types import FrameType
from typing import Any
from uuid import UUID

from sqlalchemy import text

from casework import database, keys
from casework.access import Actor, TrustRole
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.database import as_casework, reading_as_casework
from casework.people.models import Place
from casework.retention.deciding import ApproveDisposal, ProposeDisposal
from casework.retention.executing import carry_out
from casework.retention.models import Disposal
from casework.retention.reviewing import disposal_of
from casework.settings import settings
from casework.storage import store
from casework.storage.names import holder_of
from tests.database import as_owner
from tests.retention.conftest import LONG_AFTER, LONG_BEFORE
from tests.world import World, at

MARKER = "Quillfeather"
OVER = at(LONG_AFTER + timedelta(15))


def marked_case(world: World) -> Case:
    """A closed case that says the marker wherever somebody wrote something."""
    case = world.case(Stage.CLOSED)
    case.ending, case.summary = Ending.INFORMAL, f"A post by {MARKER}"
    case.opened_at = case.closed_at = at(LONG_BEFORE)
    content = f"{MARKER} on a screenshot".encode()
    exhibit = world.exhibit(case, content, title=MARKER, description=f"{MARKER} wrote it")
    world.found(case, particulars=f"{MARKER} called the academy a zoo.", exhibits=[exhibit])
    world.session.flush()
    return case


def dpo_of(world: World) -> Actor:
    world.session.add(Place(person_id=world.colleague.id, role=TrustRole.DPO))
    world.session.flush()
    roles = frozenset({TrustRole.DPO})
    return Actor(world.colleague.id, world.colleague.name, roles, confirmed=True)


def proposed(world: World, more: Callable[[World, Case], None] | None = None) -> tuple[UUID, Actor]:
    """A case, perhaps with more in it, whose deletion one person proposed, and who may approve."""
    case = marked_case(world)
    if more:
        more(world, case)
    told = ProposeDisposal(reason="Its day has come.")
    world.perform(world.case_manager, case, told, at(LONG_AFTER))
    return case.id, dpo_of(world)


def agreed(more: Callable[[World, Case], None] | None = None) -> tuple[UUID, UUID]:
    """A case and the deletion of it that two people agreed to."""
    with as_casework() as session:
        world = World(session)
        case_id, dpo = proposed(world, more)
        yes = ApproveDisposal(reason="I looked at what goes.")
        world.perform(dpo, session.get_one(Case, case_id), yes, at(LONG_AFTER))
        row = disposal_of(session, case_id)
        assert row
        return case_id, row.id


EVERY_TABLE = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)


def tables_with(word: str) -> list[str]:
    """Every table with a row that says a word anywhere, whoever it belongs to."""
    asked = 'SELECT EXISTS (SELECT FROM "{}" AS t WHERE strpos(t::text, :word) > 0)'
    with as_owner() as session:
        return [
            each
            for each in session.execute(EVERY_TABLE).scalars().all()
            if session.execute(text(asked.format(each)), {"word": word}).scalar_one()
        ]


def files_of(case_id: UUID) -> list[str]:
    return [each.name for each in store().held() if holder_of(each.name) == case_id]


def deleted(disposal_id: UUID) -> bool:
    return carry_out(disposal_id, store(), settings(), OVER)


def row_of(disposal_id: UUID) -> Disposal:
    with reading_as_casework() as session:
        row = session.get_one(Disposal, disposal_id)
        session.expunge(row)
        return row


def main(address: str, disposal: str, killed_after: str = "0") -> None:
    database.connect(address)
    keys.connect(settings(), address)
    steps, last = 0, int(killed_after)

    def step(_frame: FrameType, _event: str, _what: Any) -> None:
        nonlocal steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(step)
    deleted(UUID(disposal))
    sys.setprofile(None)
    sys.stdout.write(str(steps))
