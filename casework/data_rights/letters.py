"""The letters of a request: printed, kept as they were sent, and never printed again."""

from collections import Counter
from typing import Any

from sqlmodel import Session, col, func, select

from casework.access import TrustRole
from casework.data_rights.acting import Work
from casework.data_rights.kinds import EXEMPTIONS, Giving, RequestKind
from casework.data_rights.models import DataRequest, DataRequestItem, DataRequestLetter
from casework.documents.data_letters import (
    DataComplaintAcknowledgement,
    DataComplaintAnswer,
    DataLetter,
    DataRequestAcknowledgement,
    DataRequestAnswer,
    DataRightDecision,
)
from casework.documents.letters import print_letter
from casework.documents.wording import Contact, Person
from casework.errors import NotFound
from casework.particulars import particulars
from casework.people.queries import holding, known
from casework.settings import settings

SEARCHED = (
    "We searched the case records of the Trust for your name and for your part in any case. What "
    "we send you is listed in the file beside this letter, with a check sum of each item."
)


def carried(work: Work) -> dict[str, Any]:
    """What every letter of a request says: nothing of any case."""
    request, session = work.request, work.session
    sender = known(session, work.actor.id)
    about = known(session, request.person_id) if request.person_id else None
    trust = settings().trust_name
    wording = particulars(session)
    return {
        "trust": trust,
        "academy": about.academy if about else trust,
        "reference": request.reference,
        "dated": work.today,
        "employee": request.on_behalf or request.from_name,
        "sender": Person(name=sender.name, role=sender.job_title),
        "contact": _contact(session, work, wording["help_phone"]),
        "privacy_notice": wording["privacy_notice"],
        "received_on": request.received_on,
        "about": request.about,
    }


def _contact(session: Session, work: Work, phone: str) -> Contact:
    """Whom to ask: the data protection officer, else whoever writes."""
    officers = holding(session, TrustRole.DPO)
    who = officers[0] if officers else known(session, work.actor.id)
    return Contact(name=who.name, how=who.phone or phone)


def acknowledgement(work: Work) -> DataLetter:
    told = carried(work)
    if work.request.kind is RequestKind.COMPLAINT:
        return DataComplaintAcknowledgement(**told)
    return DataRequestAcknowledgement(**told, answer_by=work.request.due_on)


def answer(work: Work, items: list[DataRequestItem]) -> DataRequestAnswer:
    """The letter that goes with a copy. It counts, and tells nothing of any case."""
    return DataRequestAnswer(
        **carried(work),
        answer=f"{_counted(items)}\n\n{SEARCHED}",
        withheld=_withheld(items),
        kept=work.request.kept or "",
    )


def _counted(items: list[DataRequestItem]) -> str:
    given = Counter(each.giving for each in items)
    whole, hidden = given[Giving.WHOLE], given[Giving.REDACTED]
    if not whole + hidden:
        return "We send you nothing: see below what is withheld, or that nothing is held about you."
    return (
        f"We send you a copy of {whole + hidden} items. {hidden} of them have parts hidden, each "
        "marked with the exemption it rests on."
    )


def _withheld(items: list[DataRequestItem]) -> str:
    counted = Counter(each.exemption for each in items if each.giving is Giving.WITHHELD)
    if not counted:
        return "No item is withheld whole."
    told = [
        f"{many} {'item' if many == 1 else 'items'}: {EXEMPTIONS[id].says} "
        f"({EXEMPTIONS[id].source})."
        for id, many in sorted(counted.items(), key=lambda pair: str(pair[0]))
        if id
    ]
    return "\n\n".join(told)


def decided(work: Work, decision: str, because: str) -> DataLetter:
    """What is decided on a request that is no request for a copy, or that is refused."""
    told = carried(work)
    if work.request.kind is RequestKind.COMPLAINT:
        return DataComplaintAnswer(**told, answer=f"{decision}\n\n{because}")
    label = work.request.kind.label.lower()
    return DataRightDecision(**told, asked_for=label, decision=decision, because=because)


def send(work: Work, letter: DataLetter, served_how: str) -> DataRequestLetter:
    """Print a letter and keep it.

    Raises:
        LetterIncomplete: naming what it lacks.
    """
    printed = print_letter(letter)
    last = select(func.max(DataRequestLetter.number)).where(
        DataRequestLetter.request_id == work.request.id
    )
    row = DataRequestLetter(
        request_id=work.request.id,
        number=(work.session.exec(last).one() or 0) + 1,
        code=letter.code,
        title=letter.subject,
        sha256=printed.sha256,
        pages=printed.pages,
        template_version=printed.template_version,
        pdf=printed.pdf,
        served_how=served_how,
        issued_by=work.actor.id,
        issued_at=work.at,
    )
    work.session.add(row)
    work.session.flush()
    return row


def letters_of(session: Session, request: DataRequest) -> list[DataRequestLetter]:
    """Every letter of a request, the first first."""
    wanted = select(DataRequestLetter).where(DataRequestLetter.request_id == request.id)
    return list(session.exec(wanted.order_by(col(DataRequestLetter.number))))


def letter_of(session: Session, request: DataRequest, number: int) -> DataRequestLetter:
    """One letter of a request.

    Raises:
        NotFound: it has no letter of that number.
    """
    for each in letters_of(session, request):
        if each.number == number:
            return each
    raise NotFound
