"""What was made from evidence, over JSON: never its bytes, always how it came about."""

from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from api.deps import Caller, Reading
from api.serving import serves
from casework.case_file.queries import open_case
from casework.case_file.sight import EVIDENCE, item_for
from casework.evidence.capturing.commands import CaptureWebPage
from casework.evidence.derived import copies_of
from casework.evidence.derived_models import CopyKind

router = APIRouter(tags=["evidence"])
add_act(router, "capture-page", CaptureWebPage)


class DerivedCopyOut(BaseModel, from_attributes=True):
    """Something made from an original: a picture of a page, its words, a still."""

    id: UUID
    kind: CopyKind
    page: int | None
    made_at: datetime
    made_by: str
    sha256: str
    size: int
    media_type: str
    facts: dict[str, Any]


@router.get(
    "/cases/{reference}/evidence/{item}/derived",
    dependencies=serves(*EVIDENCE),
)
def derived(reference: str, item: str, reading: Reading, caller: Caller) -> list[DerivedCopyOut]:
    """What was made from an item: by what, when, and with which hash. Their bytes are not here."""
    case, standing = open_case(reading, caller, reference)
    found = item_for(reading, standing, case, item)
    return [DerivedCopyOut.model_validate(each) for each in copies_of(reading, found.capture.id)]
