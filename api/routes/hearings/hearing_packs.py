"""Hearing packs over JSON: asking for one, how far it is, issuing it, and its bytes."""

import io
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from api.acting import Acting, Recorded, add_act
from api.deps import Caller, Reading, Transaction
from api.files import download
from api.serving import serves
from casework.access import Permission, require_sight
from casework.case_file.pack_reading import bytes_of, open_pack
from casework.case_file.queries import open_case
from casework.case_file.sight import PACKS, governing_pack, packs_for, require_any
from casework.database.whose import working_on
from casework.documents.progress import Making
from casework.hearing_packs.arranging import ArrangePack, LeaveOutOfPack, PutBackInPack
from casework.hearing_packs.commands import IssuePack, MakePack
from casework.hearing_packs.differences import Change, differences
from casework.hearing_packs.differing import ChoosePackProfile, ExplainPackDifference
from casework.hearing_packs.models import PackStatus
from casework.hearing_packs.naming import name_of
from casework.hearing_packs.profiles import Profile
from casework.hearing_packs.queries import pack_edition, packs_of
from casework.hearing_packs.recipes import PackKind
from casework.hearing_packs.stopping import StopPack
from casework.hearing_packs.supplements import lines_in

router = APIRouter(tags=["hearing packs"])


class PackOut(BaseModel, from_attributes=True):
    """One edition, and how far making it has come."""

    edition: int
    name: str
    final: bool
    kind: PackKind
    recipe: str
    recipe_number: int | None
    profile: Profile
    supplements: int | None
    first_page: int
    status: PackStatus
    stage: Making
    step: str
    percent: int
    done: int
    total: int
    pages_done: int
    tries: int
    begun_at: datetime | None
    failure: str | None
    pages: int | None
    size: int | None
    sha256: str | None
    contents: list[dict[str, Any]]
    requested_at: datetime
    made_at: datetime | None
    issued_at: datetime | None
    issued_by: str | None
    recalled_at: datetime | None
    conformance: dict[str, Any]
    signed_by: str | None
    stamped_by: str | None


@router.get("/cases/{reference}/packs", dependencies=serves(*PACKS))
def packs(reference: str, reading: Reading, caller: Caller) -> list[PackOut]:
    """Every edition of the hearing pack, the newest first."""
    case, standing = open_case(reading, caller, reference)
    require_any(standing, PACKS)
    seen = packs_for(standing, packs_of(reading, case.id))
    return [PackOut.model_validate(each) for each in seen]


@router.get(
    "/cases/{reference}/packs/{edition}",
    dependencies=serves(*PACKS),
)
def pack(reference: str, edition: int, reading: Reading, caller: Caller) -> PackOut:
    """One edition: ask again until its status is no longer “building”."""
    case, standing = open_case(reading, caller, reference)
    require_any(standing, PACKS)
    with working_on(reading, case.id):  # there or not, the matrix answers first
        found = pack_edition(reading, case.id, edition)
    require_sight(standing, governing_pack(found))
    return PackOut.model_validate(found)


@router.get(
    "/cases/{reference}/packs/{edition}/content",
    dependencies=serves(*PACKS),
)
def pack_content(
    reference: str, edition: int, transaction: Transaction, caller: Caller
) -> StreamingResponse:
    """The PDF of an edition for whoever makes packs; for others, of their own copy, which is
    recorded first. 409 for one that is read on its page only.
    """
    read = open_pack(transaction, caller, reference, edition)
    read.require_saved()
    name = name_of(transaction, read.case.reference, read.pack)
    content = bytes_of(read)
    return download(io.BytesIO(content), name, len(content), "application/pdf")


class DifferenceOut(BaseModel, from_attributes=True):
    """One document that is different between two editions: its pages then and now."""

    change: Change
    title: str
    was: tuple[int, int] | None
    now: tuple[int, int] | None


@router.get(
    "/cases/{reference}/packs/{edition}/differences",
    dependencies=serves(*PACKS),
)
def pack_differences(
    reference: str, edition: int, since: int, reading: Reading, caller: Caller
) -> list[DifferenceOut]:
    """What is different in an edition since an earlier one."""
    case, standing = open_case(reading, caller, reference)
    require_any(standing, PACKS)
    with working_on(reading, case.id):  # there or not, the matrix answers first
        newer = pack_edition(reading, case.id, edition)
        older = pack_edition(reading, case.id, since)
    for each in (newer, older):
        require_sight(standing, governing_pack(each))
    found = differences(lines_in(older), lines_in(newer))
    return [DifferenceOut.model_validate(each) for each in found]


add_act(router, "packs", MakePack)


@router.post(
    "/cases/{reference}/packs/{edition}/stop",
    status_code=201,
    dependencies=serves(Permission.MAKE_PACK),
)
def stop_pack(
    reference: str,
    edition: int,
    acting: Acting,
) -> Recorded:
    """Stop the making of an edition. Nothing of it is kept."""
    asked = StopPack(edition=edition)
    return acting.does(reference, asked)


@router.post(
    "/cases/{reference}/packs/{edition}/issue",
    status_code=201,
    dependencies=serves(Permission.MAKE_PACK),
)
def issue_pack(
    reference: str,
    edition: int,
    acting: Acting,
) -> Recorded:
    """Issue the final pack. From here on these bytes are the pack."""
    asked = IssuePack(edition=edition)
    return acting.does(reference, asked)


add_act(router, "pack-order", ArrangePack)
add_act(router, "leave-out-of-pack", LeaveOutOfPack)
add_act(router, "put-back-in-pack", PutBackInPack)
add_act(router, "pack-profile", ChoosePackProfile)
add_act(router, "pack-difference", ExplainPackDifference)
