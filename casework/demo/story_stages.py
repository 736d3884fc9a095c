"""What the stages of a story decide, from triage to appeal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from casework.reports.answers import Decision, HarmAnswer, PassedTo


@dataclass(frozen=True, kw_only=True)
class Lado:
    """One conversation with the local authority designated officer."""

    at: datetime
    by: str
    spoken_to: str
    reference: str
    advice: str
    may_investigate: bool
    may_tell_employee: bool


@dataclass(frozen=True, kw_only=True)
class Triage:
    """What HR decided about the report."""

    at: datetime
    by: str
    decision: Decision
    reason: str
    harm: Mapping[str, HarmAnswer]
    clauses: tuple[str, ...]
    lado: Lado | None
    added_to: str | None = None
    passed_to: PassedTo | None = None
    passed_to_whom: str | None = None


@dataclass(frozen=True, kw_only=True)
class Allegation:
    """One allegation, what the investigator concluded, and what the panel found."""

    number: int
    particulars: str
    clauses: tuple[str, ...]
    severity: int
    exhibits: tuple[int, ...]
    case_to_answer: bool
    conclusion: str
    finding: str
    finding_reasons: str


@dataclass(frozen=True, kw_only=True)
class InvestigationReport:
    """The investigating officer's report, section by section."""

    introduction: str
    terms_of_reference: str
    process_followed: str
    people_spoken_to: str
    evidence_considered: str
    undisputed_facts: str
    disputed_facts: str
    employee_account: str
    exculpatory: str
    mitigation: str


@dataclass(frozen=True, kw_only=True)
class Investigation:
    """Who looked into it, when the employee was told and heard, and what was reported."""

    officer: str
    appointed_at: datetime
    employee_told_at: datetime
    employee_heard_at: datetime
    due_on: date
    submitted_at: datetime | None
    report: InvestigationReport | None


@dataclass(frozen=True)
class CaseDecision:
    """Whether there is a case to answer, by somebody who did not investigate."""

    at: datetime
    by: str
    case_to_answer: bool
    reasons: str


class StillMissing(StrEnum):
    """What has not been done yet for a hearing that is being prepared."""

    PANEL = "panel"
    NOTICE = "notice"
    PLACE = "place"
    COMPANION = "companion"
    NOTE_TAKER = "note_taker"
    REDACTION = "redaction"
    PACK = "pack"


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """When and where, before whom, and with whom at the employee's side.

    People and times are given even where they are still missing: they are who it will be.
    """

    notice_at: datetime
    starts_at: datetime
    place: str
    chair: str
    panel: tuple[str, ...]
    note_taker: str
    companion: str
    dismissal_possible: bool
    pack_due_on: date
    missing: frozenset[StillMissing]
    findings_at: datetime


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was decided, why, and what else was thought of."""

    at: datetime
    letter_at: datetime
    sanction: str
    reasons: str
    mitigation: str
    alternatives: str
    live_months: int
    appeal_to: str
    appeal_by: date


@dataclass(frozen=True)
class Suspension:
    """Time away from work on full pay, which decides nothing."""

    since: datetime
    review_due_on: date
    reason: str


@dataclass(frozen=True)
class Appeal:
    """The employee's own grounds, as received."""

    at: datetime
    grounds: str
