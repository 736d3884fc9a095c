"""Papers that were issued on a case, over JSON: their list and their bytes."""

from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from api.deps import Caller, Reading
from api.files import download
from api.serving import serves
from casework.case_file.papers import paper_for, require_letters
from casework.case_file.queries import open_case
from casework.case_file.recording import note_collected
from casework.case_file.sight import LETTERS, documents_for
from casework.documents.issuing import issued_on
from casework.storage import store

router = APIRouter(tags=["documents"])


class DocumentOut(BaseModel, from_attributes=True):
    """An issued paper. Its bytes are kept, and their SHA-256 is that of the day of issue."""

    number: int
    reference: str
    code: str
    title: str
    pages: int
    size: int
    sha256: str
    issued_at: datetime
    issued_by: str
    served_how: str


@router.get("/cases/{reference}/documents", dependencies=serves(*LETTERS))
def documents(reference: str, reading: Reading, caller: Caller) -> list[DocumentOut]:
    """Every letter and report issued on a case, in order of number."""
    case, standing = open_case(reading, caller, reference)
    require_letters(standing)
    seen = documents_for(standing, issued_on(reading, case.id))
    return [DocumentOut.model_validate(each) for each in seen]


@router.get("/cases/{reference}/documents/{number}/content", dependencies=serves(*LETTERS))
def document_content(
    reference: str, number: int, reading: Reading, caller: Caller
) -> StreamingResponse:
    """The PDF as it was issued."""
    case, standing = open_case(reading, caller, reference)
    found = paper_for(reading, standing, case, number)
    if standing.is_employee:
        note_collected(reading, found.id)
    name = f"{case.reference}-{found.reference}.pdf"
    source = store().open_sound(found.key, found.sha256, f"Paper {found.reference}")
    return download(source, name, found.size, "application/pdf")
