"""Letters before a decision: no case to answer (L-10) and notice of a hearing (L-12, L-13)."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import needed
from casework.documents.letterhead import Letter
from casework.documents.wording import AllegationPut, Enclosure, Meeting, Person, Preparation


@dataclass(frozen=True, kw_only=True)
class NoCaseToAnswerLetter(Letter):
    """L-10: the investigation ended, and nothing goes to a hearing."""

    code: ClassVar[str] = "L-10"
    subject: ClassVar[str] = "Outcome of the investigation: no case to answer"
    template: ClassVar[str] = "letters/no_case_to_answer.html"
    guard: ClassVar[str] = "G-CASE-1"

    investigator: Person | None = field(
        metadata=needed("Who investigated", "ACAS-05", "The investigating officer")
    )
    decided_by: Person | None = field(
        metadata=needed("Who decided", "ACAS-06", "The person who decided")
    )
    decided_on: date | None = field(metadata=needed("The day it was decided", "ACAS-04a"))
    allegations: tuple[AllegationPut, ...] = field(
        metadata=needed("The allegations that were investigated", "ACAS-04d", "Allegation")
    )
    reasons: str = field(metadata=needed("The reasons there is no case to answer", "ACAS-04c"))
    records: str = field(metadata=needed("What is kept, and where"))
    removed_on: date | None = field(metadata=needed("The day the record is removed"))
    wellbeing: str = field(metadata=needed("What will be done for the employee’s wellbeing"))
    informal_advice: str = ""


@dataclass(frozen=True, kw_only=True)
class HearingNotice(Letter):
    """L-12: notice of a hearing that could end in a warning."""

    code: ClassVar[str] = "L-12"
    subject: ClassVar[str] = "Notice of a disciplinary hearing"
    template: ClassVar[str] = "letters/hearing_notice.html"
    guard: ClassVar[str] = "G-NOT-1"

    allegations: tuple[AllegationPut, ...] = field(
        metadata=needed("The allegations", "ACAS-09a", "Allegation")
    )
    possible_outcomes: tuple[str, ...] = field(metadata=needed("The possible outcomes", "ACAS-09a"))
    hearing: Meeting | None = field(metadata=needed("The hearing", "ACAS-10"))
    preparation: Preparation | None = field(
        metadata=needed("How the employee can prepare", "ACAS-11")
    )
    enclosures: tuple[Enclosure, ...] = field(
        metadata=needed("The papers enclosed", "ACAS-09b", "Enclosure")
    )
    suspended: bool = False


@dataclass(frozen=True, kw_only=True)
class DismissalHearingNotice(HearingNotice):
    """L-13: notice of a hearing that could end in dismissal without notice."""

    code: ClassVar[str] = "L-13"
    subject: ClassVar[str] = "Notice of a disciplinary hearing: dismissal is possible"
    template: ClassVar[str] = "letters/dismissal_hearing_notice.html"

    gross_misconduct_rule: str = field(
        metadata=needed("The rule that makes this gross misconduct", "ACAS-23")
    )
    why_dismissal_is_possible: str = field(
        metadata=needed("Why dismissal without notice is possible", "ACAS-09a")
    )
