"""The record of an item over JSON: describing, confirming, looking again, and the hard stop."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from api.acting import Acting, Recorded, add_act
from api.serving import serves
from casework.access import Permission
from casework.evidence.describing import CheckOnline, ConfirmCapture, DescribeCapture
from casework.evidence.details import CaptureDetails
from casework.evidence.image_stop import (
    LiftImageStop,
    RecordImageReported,
    StopForSuspectedImage,
)
from casework.text import OptionalProse

router = APIRouter(tags=["evidence"])


class Described(CaptureDetails):
    """What is known of an item. What is left out stays; a correction needs its reason."""

    reason: OptionalProse = Field(default=None, title="the reason for the correction")


@router.post(
    "/cases/{reference}/captures/{capture_id}/details",
    status_code=201,
    dependencies=serves(Permission.ADD_EVIDENCE),
)
def describe_capture(
    reference: str,
    capture_id: UUID,
    asked: Described,
    acting: Acting,
) -> Recorded:
    """Record what is known about an item. A correction needs its reason; both versions are kept."""
    told = asked.model_dump(include=asked.model_fields_set - {"reason"})
    command = DescribeCapture(
        capture_id=capture_id,
        details=CaptureDetails.model_validate(told),
        reason=asked.reason,
        only_told=True,
    )
    return acting.does(reference, command)


add_act(router, "confirmations", ConfirmCapture)
add_act(router, "online-checks", CheckOnline)
add_act(router, "image-stops", StopForSuspectedImage)
add_act(router, "image-stops-lifted", LiftImageStop)
add_act(router, "images-reported", RecordImageReported)
