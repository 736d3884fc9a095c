"""The case file as JSON: what one reader may see of one case."""

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel

from api.evidence_out import EvidenceOut
from api.routes.cases.duties import DutyOut, duties_out
from api.routes.evidence.evidence import ListedEvidenceOut
from api.routes.hearings.hearing_packs import PackOut
from api.routes.hearings.hearings import HearingOut
from api.routes.investigation.allegations import AllegationOut, ScreenOut, SeverityOut
from api.routes.investigation.suspension import InForceOut
from api.routes.outcomes.documents import DocumentOut
from api.routes.outcomes.outcomes import DecisionOut, OutcomeOut
from api.routes.trust.people import PersonOut
from casework.access import Action, Permission, Role
from casework.case_file.queries import CaseFile
from casework.cases.stages import Ending, Severity, Stage
from casework.evidence.records import Record
from casework.people.warnings import WarningLevel
from casework.reports.answers import About, AccountType, ChildInvolved, Decision, HarmAnswer
from casework.reports.queries import ReportOnCase


class PartOut(BaseModel, from_attributes=True):
    person: PersonOut
    role: Role
    started_at: datetime
    ended_at: datetime | None


class StepOut(BaseModel, from_attributes=True):
    """One demand of the procedure at this stage, where it comes from, and whether it is met."""

    rule: str
    source: str
    says: str
    met: bool


class DeadlineOut(BaseModel, from_attributes=True):
    """Something due on a day, and what the day was counted from."""

    kind: str
    says: str
    due_on: date
    owner_id: UUID | None
    counted: dict[str, Any]


class WarningOut(BaseModel, from_attributes=True):
    level: WarningLevel
    about: str
    given_on: date
    spent_on: date


class AdditionOut(BaseModel, from_attributes=True):
    words: str
    added_at: datetime


class TriageOut(BaseModel, from_attributes=True):
    decision: Decision
    reasons: str
    harm: dict[str, HarmAnswer]
    clauses: list[str]
    gross: HarmAnswer | None
    decided_by: UUID
    decided_at: datetime


class LadoOut(BaseModel, from_attributes=True):
    contacted_on: date
    contacted_at: str
    spoken_to: str
    advice: str
    officer_reference: str | None
    may_investigate: bool
    may_tell_employee: bool
    recorded_at: datetime


class ReportOut(BaseModel, from_attributes=True):
    """A report as it was sent, what was added to it, and how it was triaged."""

    reference: str
    about: About
    unknown_person: str | None
    child: ChildInvolved
    told_lead: bool | None
    told_lead_at: str | None
    posted_on: date | None
    found_on: date
    platform: str
    account_type: AccountType
    audience: str | None
    own_words: str
    spoken_to: str | None
    labels: list[dict[str, Any]]
    link: str | None
    still_online: str | None
    sent_at: datetime
    additions: list[AdditionOut]
    triage: TriageOut | None

    @classmethod
    def of(cls, on_case: ReportOnCase) -> Self:
        told = on_case.triage
        return cls(
            **on_case.report.model_dump(exclude={"id", "case_id", "reporter_id"}),
            additions=[AdditionOut.model_validate(each) for each in on_case.additions],
            triage=TriageOut.model_validate(told) if told else None,
        )


class CaseOut(BaseModel):
    """A case as one reader may see it. `may` says what they may do; what they may not see is null,
    or an empty list."""

    reference: str
    summary: str | None
    stage: Stage
    status: str | None
    severity: Severity | None
    pupil_involved: bool | None
    opened_at: datetime
    closed_at: datetime | None
    ending: Ending | None
    academy: str
    employee: PersonOut | None
    may: list[Permission]
    open_steps: list[StepOut]
    deadlines: list[DeadlineOut]
    people: list[PartOut]
    reports: list[ReportOut]
    lado: list[LadoOut]
    lado_contacted_on: list[date]
    allegations: list[AllegationOut]
    evidence: list[EvidenceOut] | None
    evidence_listed: list[ListedEvidenceOut] | None
    documents: list[DocumentOut]
    hearing: HearingOut | None
    packs: list[PackOut]
    protected_content: ScreenOut | None
    severity_assessment: SeverityOut | None
    outcome: OutcomeOut | None
    decision_record: DecisionOut | None
    live_warnings: list[WarningOut]
    journal_entries: int | None
    in_force: InForceOut | None
    safeguarding_hold: bool
    duties: list[DutyOut]

    @classmethod
    def of(cls, file: CaseFile, records: list[Record]) -> Self:
        return cls(**_itself(file), **_around(file), **_papers(file, records))


def _itself(file: CaseFile) -> dict[str, Any]:
    kept = {"reference", "stage", "opened_at", "closed_at", "ending"}
    told = file.is_whole and file.sees(Action.VIEW_ALLEGATIONS)
    return {
        **file.case.model_dump(include=kept),
        "summary": file.case.summary if told else None,
        "severity": file.case.severity if told else None,
        "pupil_involved": file.case.pupil_involved if file.sees_pupils else None,
        "status": file.checklist.status if file.is_whole else None,
        "academy": file.academy,
        "may": sorted(file.permitted),
        "journal_entries": file.entries_in_all if file.reads_journal else None,
        "safeguarding_hold": file.beside.on_hold,
        "duties": duties_out(file.beside),
        "in_force": InForceOut.model_validate(file.in_force) if file.in_force else None,
    }


def _around(file: CaseFile) -> dict[str, Any]:
    return {
        "employee": PersonOut.model_validate(file.employee) if file.employee else None,
        "open_steps": [StepOut.model_validate(each) for each in file.checklist.open]
        if file.is_whole
        else [],
        "deadlines": [DeadlineOut.model_validate(each) for each in file.deadlines],
        "people": [PartOut.model_validate(each) for each in file.parts],
        "reports": [ReportOut.of(each) for each in file.reports],
        "lado": [LadoOut.model_validate(each) for each in file.lado],
        "lado_contacted_on": file.referred_on,
        "live_warnings": [WarningOut.model_validate(each) for each in file.live_warnings],
    }


def _papers(file: CaseFile, records: list[Record]) -> dict[str, Any]:
    sees = file.sees_evidence
    severity, outcome, decision = file.severity, file.outcome, file.decision
    return {
        "allegations": [AllegationOut.of(each) for each in file.alleged],
        "evidence": [EvidenceOut.of(each) for each in records] if sees else None,
        "evidence_listed": [ListedEvidenceOut.of(each) for each in file.evidence_listed]
        if sees
        else None,
        "documents": [DocumentOut.model_validate(each) for each in file.documents],
        "hearing": HearingOut.model_validate(file.hearing) if file.hearing else None,
        "packs": [PackOut.model_validate(each) for each in file.packs],
        "severity_assessment": SeverityOut.model_validate(severity) if severity else None,
        "outcome": OutcomeOut.model_validate(outcome) if outcome else None,
        "decision_record": DecisionOut.model_validate(decision) if decision else None,
        "protected_content": ScreenOut.model_validate(file.screen) if file.screen else None,
    }
