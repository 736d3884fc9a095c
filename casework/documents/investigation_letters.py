"""Letters of an investigation: its notice (L-03), a meeting (L-04), and a witness's own (L-08)."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import needed
from casework.documents.letterhead import Letter
from casework.documents.wording import Contact, Person


@dataclass(frozen=True, kw_only=True)
class InvestigationNotice(Letter):
    """L-03: the employee is told that there is an investigation. It decides nothing."""

    code: ClassVar[str] = "L-03"
    subject: ClassVar[str] = "Notice of an investigation"
    template: ClassVar[str] = "letters/investigation_notice.html"
    guard: ClassVar[str] = "G-INV-2"

    concern: str = field(metadata=needed("What the concern is", "ACAS-04d"))
    clauses: tuple[str, ...] = field(metadata=needed("The clauses it may concern", "ACAS-04d"))
    investigator: Person | None = field(
        metadata=needed("Who investigates", "ACAS-05", "The investigating officer")
    )
    decides: str = field(metadata=needed("Who decides what happens next", "ACAS-06"))
    expected_by: date | None = field(metadata=needed("When it is expected to end", "ACAS-04a"))
    companion: str = field(metadata=needed("Who may come along to a meeting", "ACAS-07"))
    contact: Contact | None = field(
        metadata=needed("Who answers questions", "HOUSE", "The contact for questions")
    )


@dataclass(frozen=True, kw_only=True)
class MeetingInvitation(Letter):
    """L-04: an investigation meeting, which cannot itself lead to a sanction."""

    code: ClassVar[str] = "L-04"
    subject: ClassVar[str] = "Invitation to an investigation meeting"
    template: ClassVar[str] = "letters/meeting_invitation.html"
    guard: ClassVar[str] = "G-INV-3"

    day: date | None = field(metadata=needed("The date of the meeting", "ACAS-05"))
    starts: str = field(metadata=needed("The time of the meeting", "ACAS-05"))
    place: str = field(metadata=needed("The place of the meeting", "ACAS-05"))
    topics: str = field(metadata=needed("What will be asked about", "ACAS-04d"))
    investigator: Person | None = field(
        metadata=needed("Who holds the meeting", "ACAS-05", "The investigating officer")
    )
    companion: str = field(metadata=needed("Who may come along", "ACAS-07"))
    contact: Contact | None = field(
        metadata=needed("Who answers questions", "HOUSE", "The contact for questions")
    )


@dataclass(frozen=True, kw_only=True)
class WitnessInvitation(Letter):
    """L-08: somebody is asked what they saw. It names nobody whom the case is about."""

    code: ClassVar[str] = "L-08"
    subject: ClassVar[str] = "Invitation to give an account as a witness"
    template: ClassVar[str] = "letters/witness_invitation.html"
    guard: ClassVar[str] = "G-INV-3"

    day: date | None = field(metadata=needed("The date of the meeting", "GUIDE-INV"))
    starts: str = field(metadata=needed("The time of the meeting", "GUIDE-INV"))
    place: str = field(metadata=needed("The place of the meeting", "GUIDE-INV"))
    topics: str = field(metadata=needed("What they are asked about", "GUIDE-INV"))
    investigator: Person | None = field(
        metadata=needed("Who asks them", "ACAS-05", "The investigating officer")
    )
    companion: str = field(metadata=needed("Who may come along", "GUIDE-INV"))
    contact: Contact | None = field(
        metadata=needed("Who answers questions", "HOUSE", "The contact for questions")
    )
