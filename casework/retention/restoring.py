"""After a backup was put back: what was disposed of is destroyed again before anything is served.

The ledger beside the keys, and the one beside the checkpoints, know every key that was destroyed,
and enough of who had agreed to write the deletion down anew. Neither names anybody.
"""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import exists
from sqlmodel import Session, col, select

from casework import journal
from casework.access import CASEWORK
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.database import as_casework, reading_as_casework
from casework.keys.tombstones import Tombstone, destroy_again, tombstones
from casework.retention.executing import DisposalBegun, carry_out
from casework.retention.ledger import buried
from casework.retention.models import Disposal
from casework.retention.weeding_again import weed_again
from casework.settings import Settings
from casework.storage import Store

# Also one whose deletion had begun when the backup was made, or broke off after its key.
_LEFT = ~exists().where(
    col(Disposal.case_id) == col(Case.id), col(Disposal.certified_at).is_not(None)
)


def destroy_what_came_back(store: Store, settings: Settings, at: datetime) -> tuple[int, int]:
    """Destroy every key that came back, and delete every case that did; how many of each.

    Raises:
        StoreUnavailable: the keystore cannot be reached: then nothing may be served.
    """
    again = destroy_again(buried(settings.checkpoints))
    stones = {each.holder: each for each in tombstones()}
    with reading_as_casework() as session:
        back = list(session.exec(select(Case.id).where(col(Case.id).in_(list(stones)), _LEFT)))
    for each in back:
        with as_casework() as session:
            disposal = _begun_again(session, stones[each], at)
        carry_out(disposal, store, settings, at)
    weed_again(stones.values(), store, settings, at)
    return len(again), len(back)


def _begun_again(session: Session, stone: Tombstone, at: datetime) -> Any:
    """The deletion as it was agreed to, taken up where the key is gone already."""
    locked = select(Case).where(Case.id == stone.holder).with_for_update()
    case = session.exec(locked).one()
    if case.disposing_since and (going := _going(session, case)):
        return going.id
    told = json.loads(stone.disposal)
    row = session.get(Disposal, told["id"]) or Disposal.model_validate(told)
    row.approved_by, row.approved_at = row.approved_by or told["approved_by"], row.approved_at or at
    row.stopped_at = row.stopped_by = row.why_stopped = None
    row.begun_at = row.begun_at or at
    row.key_destroyed_at = stone.destroyed_at
    session.add(row)
    # The backup may be of a day before it was closed.
    case.stage, case.ending = Stage.CLOSED, case.ending or Ending.NO_FURTHER_ACTION
    case.held_since, case.disposing_since = None, at
    told_again = DisposalBegun(code=row.code, manifest_hash=row.manifest_hash)
    journal.append(session, case.id, CASEWORK, told_again, at)
    return row.id


def _going(session: Session, case: Case) -> Disposal | None:
    """The deletion of a case that had begun."""
    wanted = select(Disposal).where(
        col(Disposal.case_id) == case.id,
        col(Disposal.begun_at).is_not(None),
        col(Disposal.stopped_at).is_(None),
    )
    return session.exec(wanted).first()
