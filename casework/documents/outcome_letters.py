"""Letters after a hearing: warnings (L-16, L-17), dismissal (L-18, L-19), no action (L-20)."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import needed, optional
from casework.documents.letterhead import Letter
from casework.documents.wording import AppealRight, FindingMade, HearingHeld, Stated


@dataclass(frozen=True, kw_only=True)
class OutcomeLetter(Letter):
    """What every letter after a hearing says: the hearing, and the finding on each allegation."""

    guard: ClassVar[str] = "G-OUT-1"

    hearing: HearingHeld | None = field(metadata=needed("The hearing", "ACAS-18"))
    findings: tuple[FindingMade, ...] = field(
        metadata=needed("The finding on each allegation", "CHARGE", "Finding")
    )


@dataclass(frozen=True, kw_only=True)
class SanctionLetter(OutcomeLetter):
    """What every letter with a sanction says: why this one, what was weighed, how to appeal."""

    misconduct: str = field(metadata=needed("What the misconduct was", "ACAS-21"))
    reasons: str = field(metadata=needed("The reasons for the decision", "HIGGS"))
    mitigation: str = field(metadata=needed("What was weighed in the employee’s favour", "HIGGS"))
    appeal: AppealRight | None = field(metadata=needed("The right of appeal", "ACAS-26"))
    stated: tuple[Stated, ...] = field(
        default=(), metadata=optional("What was weighed because the account was private")
    )


@dataclass(frozen=True, kw_only=True)
class WarningLetter(SanctionLetter):
    """What every warning says (Acas Code para 21). It stops counting on `spent_on`."""

    change_required: str = field(metadata=needed("The change that is required", "ACAS-21"))
    change_by: str = field(metadata=needed("By when the change is required", "ACAS-21"))
    live_from: date | None = field(metadata=needed("The day the warning starts", "ACAS-21"))
    live_months: int | None = field(
        metadata=needed("How many months the warning is live", "ACAS-21")
    )
    spent_on: date | None = field(metadata=needed("The day the warning is spent", "ACAS-21"))
    further_misconduct: str = field(
        metadata=needed("What further misconduct could lead to", "ACAS-21")
    )
    training: str = field(metadata=needed("The support or training that will be given", "ACAS-21"))
    kept_where: str = field(metadata=needed("Where the warning is kept", "ACAS-21"))


@dataclass(frozen=True, kw_only=True)
class FirstWrittenWarning(WarningLetter):
    """L-16: a first written warning."""

    code: ClassVar[str] = "L-16"
    subject: ClassVar[str] = "Outcome of your disciplinary hearing: first written warning"
    template: ClassVar[str] = "letters/first_written_warning.html"


def _longer_than_usual(letter: "FinalWrittenWarning") -> bool:
    return (letter.live_months or 0) > letter.usual_live_months


@dataclass(frozen=True, kw_only=True)
class FinalWrittenWarning(WarningLetter):
    """L-17: a final written warning. A longer live period than usual needs its reason."""

    code: ClassVar[str] = "L-17"
    subject: ClassVar[str] = "Outcome of your disciplinary hearing: final written warning"
    template: ClassVar[str] = "letters/final_written_warning.html"

    why_final: str = field(metadata=needed("Why the warning is a final one", "ACAS-20"))
    usual_live_months: int = 12
    why_longer: str = field(
        default="",
        metadata=needed(
            "Why the warning is live for longer than usual", "ACAS-21", when=_longer_than_usual
        ),
    )


@dataclass(frozen=True, kw_only=True)
class DismissalLetter(SanctionLetter):
    """What every dismissal says: why nothing less would do, the last day, and final pay."""

    why_no_lesser_sanction: str = field(
        metadata=needed("Why a lesser sanction was not enough", "HIGGS")
    )
    contract_ends: date | None = field(metadata=needed("The day the contract ends", "ACAS-22"))
    holiday: str = field(metadata=needed("What is paid for holiday not taken", "ACAS-22"))
    final_pay: str = field(metadata=needed("What is paid, and when", "ACAS-22"))
    property: str = field(metadata=needed("What is to be returned, and how", "ACAS-22"))


@dataclass(frozen=True, kw_only=True)
class DismissalWithNotice(DismissalLetter):
    """L-18: dismissal with notice, worked or paid. `notice` is a sentence that says which."""

    code: ClassVar[str] = "L-18"
    subject: ClassVar[str] = "Outcome of your disciplinary hearing: dismissal with notice"
    template: ClassVar[str] = "letters/dismissal_with_notice.html"

    notice_period: str = field(metadata=needed("The period of notice", "ACAS-22"))
    notice: str = field(metadata=needed("Whether notice is worked, or paid in lieu", "ACAS-22"))


@dataclass(frozen=True, kw_only=True)
class SummaryDismissal(DismissalLetter):
    """L-19: dismissal without notice for gross misconduct."""

    code: ClassVar[str] = "L-19"
    subject: ClassVar[str] = "Outcome of your disciplinary hearing: dismissal without notice"
    template: ClassVar[str] = "letters/summary_dismissal.html"

    gross_misconduct: str = field(
        metadata=needed("The finding of gross misconduct and its reasons", "ATHERTON")
    )
    referrals: str = field(
        metadata=needed("Whether a referral to DBS or TRA is being considered", "ACAS-22")
    )
    references: str = field(metadata=needed("What a reference will say", "ACAS-22"))


@dataclass(frozen=True, kw_only=True)
class NoActionLetter(OutcomeLetter):
    """L-20: nothing was upheld, or what was upheld needs no formal action."""

    code: ClassVar[str] = "L-20"
    subject: ClassVar[str] = "Outcome of your disciplinary hearing: no formal action"
    template: ClassVar[str] = "letters/no_action.html"

    statement: str = field(metadata=needed("What was decided, in one clear statement", "ACAS-18"))
    records: str = field(metadata=needed("What is kept, and where"))
    removed_on: date | None = field(metadata=needed("The day the record is removed"))
    return_to_work: str = field(metadata=needed("How the return to normal work is planned"))
    appeal: AppealRight | None = field(
        default=None,
        metadata=needed(
            "The right of appeal",
            "ACAS-04f",
            when=lambda letter: any(finding.upheld for finding in letter.findings),
        ),
    )
