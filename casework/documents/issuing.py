"""Issuing a paper: its bytes go into the write-once store before the case says it exists."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Session, func, select

from casework.database.of_case import rows_of
from casework.documents.models import IssuedDocument
from casework.documents.printing import PrintedDocument
from casework.errors import NotFound
from casework.storage import new_key, store


@dataclass(frozen=True)
class Issue:
    """What is issued, by whom, when, and how it reaches the person it is for."""

    code: str
    title: str
    by: str
    at: datetime
    served_how: str


def issue(session: Session, case_id: UUID, printed: PrintedDocument, what: Issue) -> IssuedDocument:
    """Keep a printed paper under the case's next letter number. The caller holds the case's lock.

    Raises:
        StoreUnavailable: the bytes could not be kept, so nothing was issued.
    """
    last = select(func.max(IssuedDocument.number)).where(IssuedDocument.case_id == case_id)
    kept = store().put_new(new_key("issued", case_id), [printed.pdf])
    document = IssuedDocument(
        id=uuid4(),
        case_id=case_id,
        number=(session.exec(last).one() or 0) + 1,
        code=what.code,
        title=what.title,
        key=kept.key,
        sha256=kept.sha256,
        size=kept.size,
        pages=printed.pages,
        template=printed.template,
        template_version=printed.template_version,
        issued_at=what.at,
        issued_by=what.by,
        served_how=what.served_how,
        wording_version=printed.wording_version,
    )
    session.add(document)
    session.flush()
    return document


def issued_on(session: Session, case_id: UUID) -> list[IssuedDocument]:
    """Every paper issued on a case, in order of number."""
    return sorted(rows_of(session, IssuedDocument, case_id), key=lambda each: each.number)


def issued_number(session: Session, case_id: UUID, number: int) -> IssuedDocument:
    """One issued paper.

    Raises:
        NotFound: the case has no paper of that number.
    """
    wanted = select(IssuedDocument).where(
        IssuedDocument.case_id == case_id, IssuedDocument.number == number
    )
    found = session.exec(wanted).first()
    if found is None:
        raise NotFound
    return found
