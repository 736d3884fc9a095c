"""Letters to people beside the procedure: whoever reported, whoever complained, a new employer.

None of their codes begins as one of a letter to the employee does: other people read those.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import needed, optional
from casework.documents.letterhead import Letter
from casework.documents.wording import Contact, PolicyCited


@dataclass(frozen=True, kw_only=True)
class OutwardLetter(Letter):
    """What each says: to whom, and who answers questions. `employee` is whom it is written to."""

    shares: ClassVar[str] = "outward"

    employee: str = field(metadata=needed("Who the letter is to"))
    employee_role: str = ""
    policies: tuple[PolicyCited, ...] = field(default=(), metadata=optional("Policy"))
    support: tuple[Contact, ...] = field(default=(), metadata=optional("Support"))
    adjustments: Contact | None = field(default=None, metadata=optional("Adjustments"))
    contact: Contact | None = field(
        metadata=needed("Who answers questions", "HOUSE", "The contact for questions")
    )


@dataclass(frozen=True, kw_only=True)
class ReportAcknowledgement(OutwardLetter):
    """L-01: to the manager who reported. It says nothing of what becomes of the report."""

    code: ClassVar[str] = "DUTY-L01"
    subject: ClassVar[str] = "Your report has arrived"
    template: ClassVar[str] = "letters/report_acknowledgement.html"
    guard: ClassVar[str] = "G-ACK-1"

    received_on: date | None = field(metadata=needed("The day the report arrived", "ACAS-04a"))
    next_by: date | None = field(metadata=needed("When it is decided what to do", "ACAS-04a"))


@dataclass(frozen=True, kw_only=True)
class ComplaintAcknowledgement(OutwardLetter):
    """L-02: to a parent or somebody else outside who complained."""

    code: ClassVar[str] = "DUTY-L02"
    subject: ClassVar[str] = "Your complaint has arrived"
    template: ClassVar[str] = "letters/complaint_acknowledgement.html"
    guard: ClassVar[str] = "G-PAR-2"

    received_on: date | None = field(metadata=needed("The day the complaint arrived"))
    concern: str = field(metadata=needed("What the complaint is about", "KCSIE-CONF"))


@dataclass(frozen=True, kw_only=True)
class ComplainantOutcome(OutwardLetter):
    """L-27: to whoever complained, that the matter was dealt with, and nothing of a sanction."""

    code: ClassVar[str] = "DUTY-L27"
    subject: ClassVar[str] = "What became of your complaint"
    template: ClassVar[str] = "letters/complainant_outcome.html"
    guard: ClassVar[str] = "G-PAR-1"

    received_on: date | None = field(metadata=needed("The day the complaint arrived"))
    result: str = field(metadata=needed("What they are told", "KCSIE-PAR"))


@dataclass(frozen=True, kw_only=True)
class ReferenceResponse(OutwardLetter):
    """L-29: to somebody who asks for a reference: facts, and only what may be in one."""

    code: ClassVar[str] = "DUTY-L29"
    subject: ClassVar[str] = "Reference"
    template: ClassVar[str] = "letters/reference.html"
    guard: ClassVar[str] = "G-REFE-1"

    about: str = field(metadata=needed("Whom the reference is about"))
    asked_on: date | None = field(metadata=needed("The day it was asked for"))
    employment: str = field(metadata=needed("The employment, with its days", "KCSIE-REF1"))
    warnings: tuple[str, ...] = ()
    safeguarding: str = ""


@dataclass(frozen=True, kw_only=True)
class DataBreachNotice(OutwardLetter):
    """L-32: to a person whose data were lost or shown, or to the Information Commissioner."""

    code: ClassVar[str] = "DUTY-L32"
    subject: ClassVar[str] = "Notice of a breach of personal data"
    template: ClassVar[str] = "letters/data_breach.html"
    guard: ClassVar[str] = "G-DB-1"

    known_since: str = field(metadata=needed("Since when it is known", "ICO-REP"))
    nature: str = field(metadata=needed("What happened", "ICO-REP"))
    categories: str = field(metadata=needed("Which data, and of how many people", "ICO-REP"))
    consequences: str = field(metadata=needed("What may follow from it", "ICO-REP"))
    measures: str = field(metadata=needed("What was done and is being done", "ICO-REP"))


@dataclass(frozen=True, kw_only=True)
class StatementForm(OutwardLetter):
    """L-09: a form on which a witness writes a statement by hand. It names nobody else."""

    code: ClassVar[str] = "DUTY-L09"
    subject: ClassVar[str] = "Statement of a witness"
    template: ClassVar[str] = "letters/statement_form.html"
    guard: ClassVar[str] = "G-INV-3"

    topics: str = field(metadata=needed("What they are asked about", "GUIDE-INV"))
    return_by: date | None = field(metadata=needed("The day to give it back by", "ACAS-05"))
    unnamed: bool = False
