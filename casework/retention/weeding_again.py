"""After a backup was put back: papers that were weeded are destroyed again before it is served."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from casework import journal
from casework.access import CASEWORK
from casework.cases.models import Case
from casework.database import as_casework
from casework.keys.tombstones import Tombstone
from casework.retention.weeding_models import Weeding
from casework.retention.weeding_out import WeedingBegun, weed_out
from casework.settings import Settings
from casework.storage import Store


def weed_again(
    stones: Iterable[Tombstone], store: Store, settings: Settings, at: datetime
) -> list[UUID]:
    """Destroy again what tombstones say was weeded, where any of it is back; which weedings."""
    weedings = [(json.loads(each.disposal), each) for each in stones]
    weedings = [(told, each) for told, each in weedings if "begun_at" in told]
    gone = {name for told, _ in weedings for name in told["files"]}
    back = {each.name for each in store.held() if each.name in gone} if gone else set()
    found = []
    for told, stone in weedings:
        if _begun_again(told, stone, at, back=not back.isdisjoint(told["files"])):
            weed_out(UUID(told["id"]), store, settings, at)
            found.append(UUID(told["id"]))
    return found


def _make_way(session: Session, row: Weeding, at: datetime) -> None:
    """Whatever the backup still waits for of the same kind is proposed anew."""
    wanted = select(Weeding).where(
        Weeding.case_id == row.case_id,
        Weeding.kind == row.kind,
        Weeding.id != row.id,
        col(Weeding.stopped_at).is_(None),
        col(Weeding.certified_at).is_(None),
    )
    for each in session.exec(wanted):
        each.stopped_at, each.why_stopped = at, "A backup was put back"
    session.flush()


def _begun_again(told: dict[str, Any], stone: Tombstone, at: datetime, *, back: bool) -> bool:
    """Take the weeding up where it had been told outside; nothing where nothing came back."""
    with as_casework() as session:
        wanted = select(Case).where(Case.id == UUID(told["case_id"])).with_for_update()
        case = session.exec(wanted).first()
        if case is None or case.disposing_since:
            return False
        row = session.get(Weeding, UUID(told["id"])) or Weeding.model_validate(told)
        if row.certified_at and not back:
            return False
        _make_way(session, row, at)
        row.approved_by, row.approved_at = UUID(told["approved_by"]), row.approved_at or at
        row.waits_until = row.waits_until or at.date()
        row.stopped_at = row.stopped_by = row.why_stopped = None
        row.begun_at, row.files = row.begun_at or at, told["files"]
        row.buried_at = stone.destroyed_at
        row.certified_at = row.certificate = row.certificate_pdf = None
        row.verified_at = row.rows_gone_at = None
        session.add(row)
        event = WeedingBegun(kind=row.kind, manifest_hash=row.manifest_hash)
        journal.append(session, case.id, CASEWORK, event, at)
    return True
