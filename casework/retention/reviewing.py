"""One case and the schedule: why it is still here, when it will go, and what would go with it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, func, select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database.whose import every_case
from casework.retention.checking import Check, checks, goes, set_by_people
from casework.retention.clocks import Clock, case_due, clocks_on
from casework.retention.holds import Held, holds_on
from casework.retention.manifest import Manifest, manifest_of
from casework.retention.models import Disposal, KeptLonger
from casework.retention.periods import lengths_on
from casework.retention.schedule import SCHEDULE, Action


@dataclass(frozen=True)
class Review:
    """All that decides about one case today."""

    case_id: UUID
    reference: str
    today: date
    closed: bool
    code: str | None
    starts_on: date | None
    due_on: date | None
    waits_for: str | None
    kept_until: date | None
    clocks: list[Clock]
    holds: list[Held]
    manifest: Manifest
    disposal: Disposal | None

    @property
    def is_due(self) -> bool:
        return self.due_on is not None and self.due_on <= self.today

    @property
    def record(self) -> str:
        """What it is in the schedule."""
        return f"{SCHEDULE[self.code].record}, rule {self.code}" if self.code else "No rule yet"

    @property
    def checks(self) -> list[Check]:
        return checks(self.holds)

    @property
    def goes(self) -> list[str]:
        return goes(self.manifest)

    @property
    def is_held_by_people(self) -> bool:
        return bool(set_by_people(self.holds))

    @property
    def has_open_referral(self) -> bool:
        return any(each.kind == "referred" for each in self.holds)

    @property
    def needs_safeguarding(self) -> bool:
        return self.code is not None and SCHEDULE[self.code].action is Action.REVIEW

    @property
    def why_here(self) -> list[str]:
        """Why the case is still here, in plain words."""
        if not self.closed:
            return ["The case is open. Its time is counted once it is closed."]
        told = [f"{each.sentence}." for each in self.holds]
        if self.due_on is None:
            return [*told, f"{self.waits_for}."]
        if not self.is_due:
            told.append(f"Rule {self.code} keeps it: {self._counted()}.")
        if self.kept_until and self.kept_until == self.due_on:
            told.append("Somebody decided to keep it longer, with a reason.")
        if not told:
            told.append(self._waits())
        return told

    @property
    def when_it_goes(self) -> str:
        """When it will go, as far as anybody can say today."""
        if self.due_on is None:
            return "Nobody can say yet: a day is missing, and nothing goes without it."
        row = self.disposal
        if row and row.waits_until and not self.holds:
            return f"Two people agreed. It is deleted after {row.waits_until:%-d %B %Y}."
        if self.holds:
            until = [each.until for each in self.holds]
            last = max(day for day in until if day) if all(until) else None
            day = max(self.due_on, last) if last else None
            if day:
                return f"Not before {day:%-d %B %Y}, and only after two people agree."
            return "Not while a hold without a last day is on it."
        soon = "now" if self.is_due else f"from {self.due_on:%-d %B %Y}"
        return f"It may be reviewed {soon}. It goes only after two people agree."

    def _counted(self) -> str:
        rule = SCHEDULE[self.code or ""]
        since = f", {self.starts_on:%-d %B %Y}" if self.starts_on else ""
        return f"{rule.record.lower()}, counted from {rule.starts.label}{since}"

    def _waits(self) -> str:
        if self.disposal is None:
            return "Its day has come. Nobody has proposed to delete it yet."
        if self.disposal.approved_at is None:
            return "One person proposed to delete it. Another has to approve."
        return "Two people agreed to delete it. It can still be stopped."


def review_of(session: Session, case: Case, today: date) -> Review:
    """The case as the schedule and the holds see it today. Asked as Casework itself."""
    lengths = lengths_on(session, today)
    closed = case.stage is Stage.CLOSED
    due = case_due(session, case, lengths) if closed else None
    kept = kept_longer_until(session, case.id)
    due_on = due.due_on if due else None
    return Review(
        case_id=case.id,
        reference=case.reference,
        today=today,
        closed=closed,
        code=due.code if due else None,
        starts_on=due.starts_on if due else None,
        due_on=max(due_on, kept) if due_on and kept else due_on,
        waits_for=due.waits_for if due else None,
        kept_until=kept,
        clocks=clocks_on(session, case.id, lengths) if closed else [],
        holds=holds_on(session, [case.id], today)[case.id],
        manifest=manifest_of(session, case.id),
        disposal=disposal_of(session, case.id),
    )


def reviewed(session: Session, case: Case, today: date) -> Review:
    """The same for whoever was let in to this case before."""
    with every_case(session):
        return review_of(session, case, today)


def disposal_of(session: Session, case_id: UUID) -> Disposal | None:
    """The deletion of a case that is proposed, waits, or is under way."""
    wanted = select(Disposal).where(Disposal.case_id == case_id, col(Disposal.stopped_at).is_(None))
    return session.exec(wanted).first()


def kept_longer_until(session: Session, case_id: UUID) -> date | None:
    """The last day until which people decided to keep it."""
    wanted = select(func.max(KeptLonger.until)).where(KeptLonger.case_id == case_id)
    return session.exec(wanted).one()
