"""Letters about an appeal: its hearing (L-21), its result (L-22), and reinstatement (L-23)."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import needed, optional
from casework.documents.letterhead import Letter
from casework.documents.wording import HearingHeld, Person, Preparation


@dataclass(frozen=True, kw_only=True)
class GroundLodged:
    """A ground as the employee put it."""

    ground: str
    words: str = field(metadata=needed("What the employee says", "ACAS-26"))


@dataclass(frozen=True, kw_only=True)
class GroundAnswered(GroundLodged):
    """A ground and what was decided on it."""

    upheld: bool
    reasons: str = field(metadata=needed("The reasons for the decision on it", "ACAS-29"))


@dataclass(frozen=True, kw_only=True)
class AppealMeeting:
    """An appeal hearing to come. `decided_by` is whoever made the decision appealed against."""

    day: date | None = field(metadata=needed("The date of the appeal hearing", "ACAS-26"))
    starts: str = field(metadata=needed("The time of the appeal hearing", "ACAS-26"))
    place: str = field(metadata=needed("The place of the appeal hearing", "ACAS-26"))
    chair: Person | None = field(
        metadata=needed("Who will hear the appeal", "ACAS-27", "The appeal manager")
    )
    panel: tuple[Person, ...] = field(default=(), metadata=optional("Panel member"))
    decided_by: Person | None = field(default=None, metadata=optional("Who decided"))


@dataclass(frozen=True, kw_only=True)
class AppealHearingNotice(Letter):
    """L-21: the appeal has arrived, and this is when and how it is heard."""

    code: ClassVar[str] = "L-21"
    subject: ClassVar[str] = "Your appeal: acknowledgement and notice of the appeal hearing"
    template: ClassVar[str] = "letters/appeal_hearing_notice.html"
    guard: ClassVar[str] = "G-APP-9"

    outcome: str = field(metadata=needed("The outcome appealed against", "ACAS-26"))
    dismissed: bool
    received_on: date | None = field(metadata=needed("The day the appeal arrived", "ACAS-26"))
    late_reason: str = ""
    grounds: tuple[GroundLodged, ...] = field(
        metadata=needed("The grounds of the appeal", "ACAS-26", "Ground")
    )
    rehearing: bool
    why_heard_so: str = field(
        metadata=needed("Why the appeal is a review or a rehearing", "TAYLOR")
    )
    new_evidence: str = field(metadata=needed("How new evidence is handled", "ACAS-26"))
    hearing: AppealMeeting | None = field(metadata=needed("The appeal hearing", "ACAS-26"))
    preparation: Preparation | None = field(
        metadata=needed("How the employee can prepare", "ACAS-28")
    )


@dataclass(frozen=True, kw_only=True)
class AppealOutcomeLetter(Letter):
    """L-22: what was decided on each ground, the result, and all that follows from it."""

    code: ClassVar[str] = "L-22"
    subject: ClassVar[str] = "The result of your appeal"
    template: ClassVar[str] = "letters/appeal_outcome.html"
    guard: ClassVar[str] = "G-APP-13"

    hearing: HearingHeld | None = field(metadata=needed("The appeal hearing", "ACAS-29"))
    grounds: tuple[GroundAnswered, ...] = field(
        metadata=needed("The decision on each ground", "ACAS-29", "Ground")
    )
    result: str = field(metadata=needed("The result of the appeal", "ACAS-29"))
    reasons: str = field(metadata=needed("The reasons for the result", "ACAS-29"))
    was: str = field(metadata=needed("The outcome appealed against", "ACAS-29"))
    stands: str = field(metadata=needed("The outcome that stands now", "ACAS-29"))
    changed: bool
    warns: bool
    ends_a_dismissal: bool
    spent_on: date | None = field(
        default=None,
        metadata=needed(
            "The day the warning is spent", "ACAS-21", when=lambda letter: letter.warns
        ),
    )
    change_required: str = field(
        default="",
        metadata=needed("The change that is required", "ACAS-21", when=lambda letter: letter.warns),
    )
    further_misconduct: str = field(
        default="",
        metadata=needed(
            "What further misconduct could lead to", "ACAS-21", when=lambda letter: letter.warns
        ),
    )


@dataclass(frozen=True, kw_only=True)
class AppealTooLate(Letter):
    """L-22 where nothing is heard: the appeal came too late, and why it is not heard after all."""

    code: ClassVar[str] = "L-22-LATE"
    subject: ClassVar[str] = "Your appeal came too late"
    template: ClassVar[str] = "letters/appeal_too_late.html"
    guard: ClassVar[str] = "G-APP-1"

    received_on: date | None = field(metadata=needed("The day the appeal arrived", "ACAS-26"))
    window_ended_on: date | None = field(metadata=needed("The last day to appeal", "ACAS-26"))
    why_late: str = field(metadata=needed("Why the appeal came late", "ACAS-26"))
    reason: str = field(metadata=needed("Why the appeal is not heard", "ACAS-26"))


@dataclass(frozen=True, kw_only=True)
class ReinstatementLetter(Letter):
    """L-23: a dismissal no longer stands, and the employment goes on as if it had not ended."""

    code: ClassVar[str] = "L-23"
    subject: ClassVar[str] = "Your employment goes on"
    template: ClassVar[str] = "letters/reinstatement.html"
    guard: ClassVar[str] = "G-APP-16"

    decided_on: date | None = field(metadata=needed("The day the appeal was decided", "PATEL"))
    stands: str = field(metadata=needed("The outcome that stands now", "PATEL"))
    returns_on: date | None = field(metadata=needed("The day of the return to work", "PATEL"))
    return_to_work: str = field(metadata=needed("How the return is arranged", "PATEL"))
    back_pay: str = field(metadata=needed("What is paid for the time between, and when", "PATEL"))
    continuity: str = field(metadata=needed("That service and pension have no gap", "PATEL"))
    records: str = field(metadata=needed("Which records are corrected", "PATEL"))
    referrals: str = field(
        metadata=needed("What was told to DBS, TRA or others, and what they are told now", "PATEL")
    )
