"""Letters to somebody who asks for their own data, or complains of how data are used."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import needed
from casework.documents.outward_letters import OutwardLetter


@dataclass(frozen=True, kw_only=True)
class DataLetter(OutwardLetter):
    """What each says: what arrived, and when."""

    received_on: date | None = field(metadata=needed("The day it arrived", "GDPR-12"))
    about: str = field(metadata=needed("What it is about", "GDPR-15"))


@dataclass(frozen=True, kw_only=True)
class DataRequestAcknowledgement(DataLetter):
    """L-30: a request for their own data has arrived, and by when it is answered."""

    code: ClassVar[str] = "DUTY-L30"
    subject: ClassVar[str] = "Your request for your own data has arrived"
    template: ClassVar[str] = "letters/data_request_acknowledgement.html"
    guard: ClassVar[str] = "G-DATA-1"

    answer_by: date | None = field(metadata=needed("The day it is answered by", "GDPR-12"))


@dataclass(frozen=True, kw_only=True)
class DataRequestAnswer(DataLetter):
    """L-30: what is sent, what is withheld and why, and how to complain."""

    code: ClassVar[str] = "DUTY-L30-2"
    subject: ClassVar[str] = "Your own data"
    template: ClassVar[str] = "letters/data_request_answer.html"
    guard: ClassVar[str] = "G-DATA-2"

    answer: str = field(metadata=needed("What is sent to them", "GDPR-15"))
    withheld: str = field(metadata=needed("What is withheld and why", "GDPR-15"))
    kept: str = field(metadata=needed("How long it is kept", "GDPR-15"))


@dataclass(frozen=True, kw_only=True)
class DataComplaintAcknowledgement(DataLetter):
    """L-31: a complaint of how data are used has arrived, and what is done with it."""

    code: ClassVar[str] = "DUTY-L31"
    subject: ClassVar[str] = "Your data protection complaint has arrived"
    template: ClassVar[str] = "letters/data_complaint_acknowledgement.html"
    guard: ClassVar[str] = "G-DATA-1"


@dataclass(frozen=True, kw_only=True)
class DataComplaintAnswer(DataLetter):
    """L-31: what came of a complaint of how data are used."""

    code: ClassVar[str] = "DUTY-L31-2"
    subject: ClassVar[str] = "What came of your data protection complaint"
    template: ClassVar[str] = "letters/data_complaint_answer.html"
    guard: ClassVar[str] = "G-DATA-2"

    answer: str = field(metadata=needed("What was found, and what is done", "DPA-164A"))


@dataclass(frozen=True, kw_only=True)
class DataRightDecision(DataLetter):
    """L-30: what is decided on a request that is not for a copy, or why one is refused."""

    code: ClassVar[str] = "DUTY-L30-3"
    subject: ClassVar[str] = "What we decided on your request"
    template: ClassVar[str] = "letters/data_right_decision.html"
    guard: ClassVar[str] = "G-DATA-2"

    asked_for: str = field(metadata=needed("What they asked for", "GDPR-15"))
    decision: str = field(metadata=needed("What is decided", "GDPR-15"))
    because: str = field(metadata=needed("The reason", "GDPR-12-5"))
