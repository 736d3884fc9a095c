"""Opening one old case as it was closed elsewhere: its allegations, outcome and warning with it."""

from datetime import date, datetime, time
from hashlib import sha256
from typing import Any, ClassVar
from uuid import UUID

from sqlmodel import Session

from casework.access import Actor, Role, TrustPermission
from casework.allegations.models import Allegation, Finding
from casework.cases.gateway import Opening
from casework.cases.imported import ImportedCase, ImportedKey
from casework.cases.models import Appointment, Case
from casework.cases.references import next_reference
from casework.cases.stages import Ending, Stage
from casework.journal import Event
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import Outcome
from casework.outcomes.warning_given import LEVELS
from casework.past.rows import PastRow
from casework.people.warnings import FormalWarning, WarningLevel, dispose_day
from casework.text import Line
from casework.timescales import standing as timescales
from casework.working_days import add_months, local_day, local_moment

PAST = "P"
NOON = time(12)


class CaseImported(Event):
    origin: str
    old_reference: str
    warning: bool

    def sentence(self) -> str:
        return f"imported the case, which was closed in {self.origin}"


class ImportCase(Opening):
    """Keep one case that another system closed, marked with where it came from."""

    permission: ClassVar[TrustPermission] = TrustPermission.IMPORT_PAST

    origin: Line
    row: PastRow
    person_id: UUID
    academy_id: UUID
    clause_ids: list[UUID]
    case_manager_id: UUID | None

    def open(self, session: Session, actor: Actor, at: datetime) -> tuple[Case, CaseImported]:
        row = self.row
        case = Case(
            reference=next_reference(session, PAST, row.closed_on.year),
            stage=Stage.CLOSED,
            summary=row.summary,
            employee_id=self.person_id,
            academy_id=self.academy_id,
            pupil_involved=row.concerns_child,
            opened_at=local_moment(row.opened_on, NOON),
            closed_at=local_moment(row.closed_on, NOON),
            ending=row.ending,
            severity=row.severity,
        )
        session.add(case)
        session.flush()
        self._mark(session, case, actor, at)
        self._allege(session, case)
        warning = self._decide(session, case, local_day(at))
        told = {"origin": self.origin, "old_reference": row.old_reference}
        return case, CaseImported(**told, warning=warning)

    def _mark(self, session: Session, case: Case, actor: Actor, at: datetime) -> None:
        session.add(
            ImportedCase(
                case_id=case.id,
                origin=self.origin,
                old_reference=self.row.old_reference,
                digest=self.row.digest,
                concerns_child=self.row.concerns_child,
                employment_ended_on=self.row.employment_ended_on,
                decided_by=self.row.decided_by,
                imported_by=actor.id,
                imported_at=at,
            )
        )
        session.add(ImportedKey(key=key_of(self.origin, self.row.old_reference), imported_at=at))
        if self.case_manager_id:
            session.add(
                Appointment(
                    case_id=case.id,
                    person_id=self.case_manager_id,
                    role=Role.CASE_MANAGER,
                    started_at=at,
                    granted_by=actor.id,
                )
            )

    def _allege(self, session: Session, case: Case) -> None:
        """The clauses it was about, so that later cases can be compared with it."""
        row, finding = self.row, self._finding()
        if row.severity is None:
            return  # then there are no clauses either
        decided_on, said = row.decided_on or row.closed_on, f"As recorded in {self.origin}"
        found: dict[str, Any] = {
            "notified_on": decided_on,
            "finding": finding,
            "reasons": said,
            "decided_by": row.decided_by or self.origin,
            "decided_at": local_moment(decided_on, NOON),
        }
        session.add_all(
            Allegation(
                case_id=case.id,
                number=number,
                clause_id=clause,
                conduct_on=row.conduct_on or row.opened_on,
                occurred=said,
                place=said,
                particulars=row.summary,
                severity=row.severity,
                **(found if finding else {}),
            )
            for number, clause in enumerate(self.clause_ids, 1)
        )

    def _finding(self) -> Finding | None:
        """What an outcome says of the allegations; an ending without a hearing says nothing."""
        if self.row.ending in (Ending.NOT_UPHELD, Ending.OVERTURNED_ON_APPEAL):
            return Finding.NOT_UPHELD
        decided = self.row.sanction and self.row.sanction is not Sanction.NO_ACTION
        return Finding.UPHELD if decided else None

    def _decide(self, session: Session, case: Case, today: date) -> bool:
        """The outcome, and the warning where it is one; whether it is."""
        row = self.row
        if row.sanction is None or row.decided_on is None:
            return False
        said = f"As recorded in {self.origin}"
        session.add(
            Outcome(
                case_id=case.id,
                sanction=row.sanction,
                reasons=said,
                mitigation=said,
                lesser_steps=said,
                gross_misconduct=said if row.sanction is Sanction.SUMMARY_DISMISSAL else None,
                imported=True,
                decided_at=local_moment(row.decided_on, NOON),
                employment_ends_on=row.employment_ended_on,
            )
        )
        if row.sanction not in LEVELS:
            return False
        session.add(self._warning(session, case, LEVELS[row.sanction][1], today))
        return True

    def _warning(
        self, session: Session, case: Case, level: WarningLevel, today: date
    ) -> FormalWarning:
        row = self.row
        given_on, months = row.decided_on or row.closed_on, row.warning_months or 0
        spent_on = row.warning_spent_on or add_months(given_on, months)
        kept = timescales(session, today)["warning_kept"].value
        least = dispose_day(spent_on, given_on, kept, row.concerns_child)
        return FormalWarning(
            case_id=case.id,
            person_id=self.person_id,
            level=level,
            about=row.summary if len(row.summary) <= 300 else f"{row.summary[:299]}…",
            given_on=given_on,
            live_months=months,
            spent_on=spent_on,
            dispose_on=max(least, row.warning_kept_until or least),
            imported_from=self.origin,
            imported_on=today,
        )


def key_of(origin: str, old_reference: str) -> str:
    """How it is remembered that a row was imported, when nothing else of it may be."""
    return sha256(f"{origin}\n{old_reference}".encode()).hexdigest()
