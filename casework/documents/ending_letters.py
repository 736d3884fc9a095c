"""Letters about the end of an employment: its reasons (L-35), what an agreement leaves (L-28)."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import needed
from casework.documents.letterhead import Letter
from casework.documents.wording import FindingMade


@dataclass(frozen=True, kw_only=True)
class WrittenReasons(Letter):
    """L-35: the reasons for a dismissal, at the employee's request (ERA 1996 s.92)."""

    code: ClassVar[str] = "L-35"
    subject: ClassVar[str] = "The reasons for your dismissal"
    template: ClassVar[str] = "letters/written_reasons.html"
    guard: ClassVar[str] = "G-REAS-4"

    requested_on: date | None = field(metadata=needed("The day they asked", "ERA96-92"))
    decided_on: date | None = field(metadata=needed("The day of the decision", "ERA96-92"))
    ended_on: date | None = field(metadata=needed("The day the employment ended", "ERA96-92"))
    outcome: str = field(metadata=needed("Which dismissal it was", "ERA96-92"))
    findings: tuple[FindingMade, ...] = field(
        metadata=needed("The finding on each allegation", "ERA96-92", "Finding")
    )
    reasons: str = field(metadata=needed("The reasons for the dismissal", "ERA96-92"))
    gross_misconduct: str = ""


@dataclass(frozen=True, kw_only=True)
class SettlementRider(Letter):
    """L-28: goes with a settlement agreement, and says what the agreement does not stop (KCSIE)."""

    code: ClassVar[str] = "DUTY-L28"
    subject: ClassVar[str] = "What your settlement agreement does not stop"
    template: ClassVar[str] = "letters/settlement_rider.html"
    guard: ClassVar[str] = "G-SETT-1"

    agreed_on: date | None = field(metadata=needed("The day of the agreement", "KCSIE-SETT"))
    ends_on: date | None = field(metadata=needed("The day the employment ends", "KCSIE-SETT"))
    adviser: str = field(metadata=needed("Their independent adviser", "KCSIE-SETT"))
    agreed_reference: str = field(metadata=needed("The agreed reference", "KCSIE-SETT"))
