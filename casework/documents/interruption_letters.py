"""Letters about what interrupts a case: a resignation (L-36), criminal proceedings (L-37)."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import needed
from casework.documents.letterhead import Letter


@dataclass(frozen=True, kw_only=True)
class ResignationLetter(Letter):
    """L-36: the resignation has arrived, and what becomes of the matter."""

    code: ClassVar[str] = "L-36"
    subject: ClassVar[str] = "Your resignation, and the matter that is open"
    template: ClassVar[str] = "letters/resignation.html"
    guard: ClassVar[str] = "G-CLOSE-1"

    received_on: date | None = field(metadata=needed("The day the resignation arrived"))
    last_day: date | None = field(metadata=needed("The last day of the employment"))
    goes_on: bool
    why: str = field(metadata=needed("Why the process goes on, or does not", "KCSIE-CONC"))
    child: bool


@dataclass(frozen=True, kw_only=True)
class CriminalProceedingsLetter(Letter):
    """L-37: the process waits while the police or a court deal with the matter."""

    code: ClassVar[str] = "L-37"
    subject: ClassVar[str] = "The process is paused"
    template: ClassVar[str] = "letters/criminal_proceedings.html"
    guard: ClassVar[str] = "G-PAUSE-1"

    reason: str = field(metadata=needed("Why the process is paused", "ACAS-31"))
    review_on: date | None = field(metadata=needed("The day it is looked at again", "ACAS-31"))
