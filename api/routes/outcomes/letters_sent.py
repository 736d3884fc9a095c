"""How the letters of a case are sent, over JSON."""

from datetime import UTC, date, datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import Acting, Recorded, add_act
from api.deps import Caller, Reading
from api.serving import serves
from casework.access import Permission, require
from casework.case_file.queries import open_case
from casework.case_file.sight import documents_for
from casework.database.whose import working_on
from casework.documents.issuing import issued_on
from casework.letters.collecting import sent_on
from casework.letters.data_rights import questions_on
from casework.letters.models import DataAsk, SentHow
from casework.letters.sending import EndLetterLink, RecordLetterSent, SendLetterLink
from casework.people.credentials import CodeBy
from casework.people.task_links import new_secrets
from casework.text import Line, OptionalAddress

router = APIRouter(tags=["letters"])


class Linking(BaseModel, extra="forbid"):
    """Who collects which letter, and how the link and its code travel."""

    document: int
    to: Line
    known_by: Line
    code_by: CodeBy
    address: OptionalAddress = None


class LinkMade(Recorded):
    """The code, and a link that you pass on yourself: told this once and kept nowhere."""

    delivery_id: UUID
    code: str
    token: str | None


class DeliveryOut(BaseModel):
    id: UUID
    document: str
    how: SentHow
    state: str
    to_name: str
    sent_on: date
    done_by: str
    recorded_at: datetime
    collected_at: datetime | None


@router.post(
    "/cases/{reference}/letter-links",
    status_code=201,
    dependencies=serves(Permission.SEND_LETTER),
)
def link(
    reference: str,
    asked: Linking,
    acting: Acting,
) -> LinkMade:
    """Make a link to collect a letter. What is told here is told once."""
    made = new_secrets()
    command = SendLetterLink(**asked.model_dump(), opened_by=made)
    entry = acting.perform(reference, command)
    told = acting.told(entry)
    fresh = entry.facts["link_id"] == str(made.link_id)  # else it was asked for twice
    return LinkMade(
        **told.model_dump(),
        delivery_id=UUID(str(entry.facts["delivery_id"])),
        code=made.code if fresh else "",
        token=made.token if fresh and asked.address is None else None,
    )


@router.get("/cases/{reference}/letters-sent", dependencies=serves(Permission.SEND_LETTER))
def deliveries(reference: str, reading: Reading, caller: Caller) -> list[DeliveryOut]:
    """How each letter was sent, to whom, and when it was collected."""
    case, standing = open_case(reading, caller, reference)
    require(standing, Permission.SEND_LETTER)
    with working_on(reading, case.id):
        seen = documents_for(standing, issued_on(reading, case.id))
        told = sent_on(reading, case.id, datetime.now(UTC))
    return [
        DeliveryOut(
            **way.delivery.model_dump(),
            document=each.reference,
            state=way.state,
            collected_at=way.collected_at,
        )
        for each in seen
        for way in told.get(each.id, [])
    ]


class DataQuestionOut(BaseModel, from_attributes=True):
    id: UUID
    what: DataAsk
    from_name: str
    received_on: date
    about: str
    acknowledged_at: datetime | None
    answered_at: datetime | None


@router.get("/cases/{reference}/data-questions", dependencies=serves(Permission.ISSUE_LETTER))
def data_questions(reference: str, reading: Reading, caller: Caller) -> list[DataQuestionOut]:
    """What somebody asked about their data, and how far the answer has come."""
    case, standing = open_case(reading, caller, reference)
    require(standing, Permission.ISSUE_LETTER)
    with working_on(reading, case.id):
        return [DataQuestionOut.model_validate(each) for each in questions_on(reading, case.id)]


add_act(router, "letter-sent", RecordLetterSent)
add_act(router, "end-letter-link", EndLetterLink)
