"""Letters when a hearing does not go as first announced: moved (L-14), or in absence (L-15)."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import needed
from casework.documents.letterhead import Letter
from casework.documents.wording import Meeting, Preparation


@dataclass(frozen=True, kw_only=True)
class RearrangedHearing(Letter):
    """L-14: the hearing is moved, or the request to move it is refused; with the reasons."""

    code: ClassVar[str] = "L-14"
    subject: ClassVar[str] = "The date of your disciplinary hearing"
    template: ClassVar[str] = "letters/rearranged_hearing.html"
    guard: ClassVar[str] = "G-POST-1"

    was_on: date | None = field(metadata=needed("The day it was to be held", "ACAS-16"))
    moved: bool
    basis: str = field(metadata=needed("On what ground it was decided", "ERA99-10-4"))
    reasons: str = field(metadata=needed("The reasons", "ACAS-16"))
    hearing: Meeting | None = field(metadata=needed("The hearing", "ACAS-10"))
    preparation: Preparation | None = field(
        metadata=needed("How the employee can prepare", "ACAS-11")
    )


@dataclass(frozen=True, kw_only=True)
class HearingInAbsenceNotice(Letter):
    """L-15: the hearing will go on without the employee if they do not come again."""

    code: ClassVar[str] = "L-15"
    subject: ClassVar[str] = "Your disciplinary hearing may go ahead without you"
    template: ClassVar[str] = "letters/hearing_in_absence.html"
    guard: ClassVar[str] = "G-ABS-1"

    attempts: tuple[str, ...] = field(metadata=needed("The earlier dates", "ACAS-25"))
    considered: str = field(metadata=needed("What was considered first", "EQA-20"))
    offered: tuple[str, ...] = field(metadata=needed("How they can take part instead", "ACAS-25"))
    why: str = field(metadata=needed("Why the hearing goes on", "ACAS-25"))
    hearing: Meeting | None = field(metadata=needed("The hearing", "ACAS-10"))
    preparation: Preparation | None = field(
        metadata=needed("How the employee can prepare", "ACAS-11")
    )
