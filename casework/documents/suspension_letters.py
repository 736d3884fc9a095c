"""Letters about time away from work: suspension (L-05), its review (L-06), another way (L-07)."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import needed
from casework.documents.letterhead import Letter
from casework.documents.wording import Contact


@dataclass(frozen=True, kw_only=True)
class Considered:
    """One alternative to suspension, whether it will do, and why."""

    label: str = field(metadata=needed("The alternative", "KCSIE-SUSP1"))
    will_do: bool
    reason: str = field(metadata=needed("The reason it will or won’t do", "KCSIE-SUSP1"))


@dataclass(frozen=True, kw_only=True)
class MeasureLetter(Letter):
    """What both letters say: since when, why, on what terms, until when, and whom to call."""

    guard: ClassVar[str] = "G-SUSP-1"

    starts_on: date | None = field(metadata=needed("The day it starts", "ACAS-08"))
    reason: str = field(metadata=needed("The reason for it", "GUIDE-SUSP"))
    protects: str = field(metadata=needed("What it protects", "GUIDE-SUSP"))
    terms: str = field(metadata=needed("What the employee may and may not do", "GUIDE-SUSP"))
    lasts: str = field(metadata=needed("How long it is likely to last", "ACAS-08"))
    review_on: date | None = field(metadata=needed("The day it is reviewed", "ACAS-08"))
    contact: Contact | None = field(
        metadata=needed("The named contact", "KCSIE-SUSP3", "The named contact")
    )
    alternatives: tuple[Considered, ...] = field(
        metadata=needed("The alternatives considered", "KCSIE-SUSP1", "Alternative")
    )


@dataclass(frozen=True, kw_only=True)
class SuspensionLetter(MeasureLetter):
    """L-05: suspended on full pay while facts are found. It is not a disciplinary step."""

    code: ClassVar[str] = "L-05"
    subject: ClassVar[str] = "Suspension from work on full pay"
    template: ClassVar[str] = "letters/suspension.html"

    available: str = field(metadata=needed("When the employee is to be available", "GUIDE-SUSP"))


@dataclass(frozen=True, kw_only=True)
class AlternativeLetter(MeasureLetter):
    """L-07: at work on other terms, instead of a suspension."""

    code: ClassVar[str] = "L-07"
    subject: ClassVar[str] = "Working on other terms for the time being"
    template: ClassVar[str] = "letters/alternative_to_suspension.html"


@dataclass(frozen=True, kw_only=True)
class SuspensionReviewLetter(Letter):
    """L-06: a suspension was reviewed, and continues, changes or ends."""

    code: ClassVar[str] = "L-06"
    subject: ClassVar[str] = "Review of your suspension or changed terms"
    template: ClassVar[str] = "letters/suspension_review.html"
    guard: ClassVar[str] = "G-SUSP-7"

    starts_on: date | None = field(metadata=needed("The day it started", "ACAS-08"))
    reviewed_on: date | None = field(metadata=needed("The day of the review", "ACAS-08"))
    decision: str = field(metadata=needed("What was decided", "ACAS-08"))
    reasons: str = field(metadata=needed("The reasons for the decision", "ACAS-08"))
    contact: Contact | None = field(
        metadata=needed("The named contact", "KCSIE-SUSP3", "The named contact")
    )
    ends: bool = False
    new_terms: str = ""
    next_review_on: date | None = field(
        default=None,
        metadata=needed(
            "The day of the next review", "ACAS-08", when=lambda letter: not letter.ends
        ),
    )
