"""A case as one reader may see it: each section only where the matrix shows it to them."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.access import Action, Permission, Role, Standing, Verdict
from casework.allegations.models import ProtectedContentScreen, SeverityAssessment
from casework.allegations.queries import Alleged
from casework.appeals.seen import AppealSeen
from casework.case_file.beside import Beside
from casework.case_file.next_steps import Checklist
from casework.case_file.sight import (
    EVIDENCE,
    LETTERS,
    Part,
    is_theirs,
    reads_report,
)
from casework.cases.imported import ImportedCase
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.documents.models import IssuedDocument
from casework.evidence.queries import Item
from casework.hearing_packs.models import HearingPack
from casework.hearings.models import Hearing
from casework.interruptions.models import Overlap, Pause, Resignation
from casework.journal import JournalEntry
from casework.outcomes.models import DecisionRecord, Outcome
from casework.outcomes.spent import SpentUnlock
from casework.outcomes.warned import WarningSeen
from casework.people.queries import Known
from casework.people.warnings import FormalWarning
from casework.policies.queries import VersionOf
from casework.registers.queries import LookUp
from casework.reports.looked_up import RegisterLookUp
from casework.reports.models import LadoContact
from casework.reports.queries import ReportOnCase
from casework.suspension.queries import InForce


@dataclass(frozen=True)
class CaseFile:
    """A case as one reader may see it."""

    case: Case
    standing: Standing
    permitted: frozenset[Permission]
    employee: Known | None
    employed_from: date | None
    academy: str
    parts: list[Part]
    checklist: Checklist
    deadlines: list[Deadline]
    reports: list[ReportOnCase]
    lado: list[LadoContact]
    referred_on: list[date]
    alleged: list[Alleged]
    evidence: list[Item]
    evidence_listed: list[Item]
    documents: list[IssuedDocument]
    hearing: Hearing | None
    packs: list[HearingPack]
    screen: ProtectedContentScreen | None
    severity: SeverityAssessment | None
    outcome: Outcome | None
    decision: DecisionRecord | None
    live_warnings: list[FormalWarning]
    warnings: list[WarningSeen]
    spent_asked: SpentUnlock | None
    policy: VersionOf | None
    policy_day: date | None
    reached: dict[Stage, datetime]
    entries: list[JournalEntry]
    entries_in_all: int
    people_who_see: int
    appeal: AppealSeen | None
    break_glass_until: datetime | None
    pause: Pause | None
    resignation: Resignation | None
    overlaps: list[Overlap]
    in_force: InForce | None
    beside: Beside
    registers: LookUp | None
    looked_up: list[RegisterLookUp]
    imported: ImportedCase | None

    def may(self, permission: Permission) -> bool:
        return permission in self.permitted

    def sees(self, action: Action) -> bool:
        """Whether this reader sees the whole of what the action governs."""
        return self.standing.sees(action)

    @property
    def is_theirs(self) -> bool:
        """Whether the reader is the employee or their companion, who have a page of their own."""
        return is_theirs(self.standing)

    @property
    def is_whole(self) -> bool:
        """Whether the header is theirs whole: not redacted, and not as the employee's own."""
        return self.sees(Action.VIEW_HEADER) and not self.is_theirs

    @property
    def held(self) -> bool:
        """Whether they are told that the record is on hold. The employee's page does not say it."""
        return self.case.held_since is not None and not self.is_theirs

    @property
    def sees_pupils(self) -> bool:
        """Whether they may know that a pupil is involved."""
        asked = (*EVIDENCE, Action.VIEW_SAFEGUARDING)
        return any(self.standing.verdict(each) >= Verdict.REDACTED for each in asked)

    @property
    def sees_evidence(self) -> bool:
        """Whether there is anything of the evidence for them, a line of the index at least."""
        return any(self.standing.verdict(each) >= Verdict.REDACTED for each in EVIDENCE)

    @property
    def reads_report(self) -> bool:
        """Whether they read what was reported; who reported it is another matter."""
        return reads_report(self.standing)

    @property
    def reads_letters(self) -> bool:
        """Whether any letter or report of the case can be theirs to read."""
        return any(self.sees(each) for each in LETTERS)

    @property
    def reads_journal(self) -> bool:
        """Whether they read what was done, though perhaps not who looked."""
        return self.standing.verdict(Action.VIEW_RECORD_OF_ACCESS) >= Verdict.REDACTED

    @property
    def knows_of_lado(self) -> bool:
        """Whether they may know that the LADO was spoken to, if only on which day."""
        return self.standing.verdict(Action.VIEW_SAFEGUARDING) >= Verdict.REDACTED

    def holders(self, role: Role) -> list[Known]:
        """Who holds a role now."""
        return [each.person for each in self.parts if each.role is role and not each.ended_at]

    @property
    def case_manager(self) -> Known | None:
        return next(iter(self.holders(Role.CASE_MANAGER)), None)

    @property
    def exhibits(self) -> list[Item]:
        return [each for each in self.evidence if each.exhibit]
