"""Copies of an issued pack over JSON: whose they are, and what happened to each."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from api.deps import Caller, Reading
from api.serving import serves
from casework.access import Action, require_sight
from casework.case_file.queries import open_case
from casework.database.whose import working_on
from casework.hearing_packs.copies import Happened, RecallMail, copies_of_pack, steps_of
from casework.hearing_packs.handing_out import (
    DecideDownload,
    FollowPackCopy,
    GivePackCopy,
)
from casework.hearing_packs.queries import pack_edition
from casework.hearing_packs.recalling import RecallPack, RecallPackCopy

router = APIRouter(tags=["hearing packs"])


class StepOut(BaseModel, from_attributes=True):
    """One thing that happened to a copy."""

    what: Happened
    happened_on: date
    told: str | None
    at: datetime


class CopyOut(BaseModel):
    """One copy: its number, whose it is, and what happened to it."""

    id: UUID
    number: int
    name: str
    part: str
    may_download: bool
    sha256: str | None
    made_at: datetime
    closed_at: datetime | None
    recall_mail: RecallMail | None
    recall_mailed_at: datetime | None
    steps: list[StepOut]


@router.get("/cases/{reference}/packs/{edition}/copies", dependencies=serves(Action.MAKE_PACK))
def pack_copies(reference: str, edition: int, reading: Reading, caller: Caller) -> list[CopyOut]:
    """The copies of an edition, by number."""
    case, standing = open_case(reading, caller, reference)
    require_sight(standing, Action.MAKE_PACK)
    with working_on(reading, case.id):
        pack = pack_edition(reading, case.id, edition)
    copies = copies_of_pack(reading, pack.id)
    steps = steps_of(reading, copies)
    return [
        CopyOut(
            **each.model_dump(include=set(CopyOut.model_fields) - {"steps"}),
            steps=[StepOut.model_validate(step) for step in steps[each.id]],
        )
        for each in copies
    ]


add_act(router, "give-pack-copy", GivePackCopy)
add_act(router, "follow-pack-copy", FollowPackCopy)
add_act(router, "pack-copy-download", DecideDownload)
add_act(router, "recall-pack-copy", RecallPackCopy)
add_act(router, "recall-pack", RecallPack)
