"""Formal warnings, and whether one is live on a day. Kept with people: later cases ask for them.

A warning hangs on the person, not on the academy: whoever moves keeps theirs, and only those with
a part on a later case of theirs learn of it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index
from sqlmodel import Field, Session, SQLModel, col, select

from casework.database import stored
from casework.database.ahead import table_of
from casework.database.whose import asked_once, keep_answer
from casework.working_days import add_months

YEARS_WHERE_A_CHILD_IS_CONCERNED = 10


class WarningLevel(StrEnum):
    FIRST_WRITTEN = "first_written"
    FINAL_WRITTEN = "final_written"

    @property
    def extension(self) -> str:
        """The timescale that says by how much it may be extended."""
        return "extend_first" if self is WarningLevel.FIRST_WRITTEN else "extend_final"

    @property
    def label(self) -> str:
        return f"{self.replace('_', ' ').capitalize()} warning"


class FormalWarning(SQLModel, table=True):
    """A warning with the days that bound it.

    From `spent_on` it no longer counts; on `dispose_on` its record may go; on `withdrawn_on` an
    appeal took it away, and it counts on no day at all.
    """

    __tablename__ = "warnings"
    __table_args__ = (
        CheckConstraint("spent_on > given_on", name="a_warning_is_live_for_a_time"),
        CheckConstraint(
            "dispose_on >= spent_on OR withdrawn_on IS NOT NULL",
            name="a_live_warning_is_not_disposed_of",
        ),
        CheckConstraint(
            "(extended_months + absent_days = 0) = (why_extended IS NULL)",
            name="an_extension_has_its_reason",
        ),
        CheckConstraint(
            "(imported_from IS NULL) = (imported_on IS NULL)", name="an_imported_warning_says_when"
        ),
        Index("ix_warnings_person_id_spent_on", "person_id", "spent_on"),
        Index("ix_warnings_spent_on", "spent_on"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(foreign_key="cases.id", index=True)
    person_id: UUID = Field(foreign_key="people.id")
    level: WarningLevel = Field(sa_column=Column(stored(WarningLevel), nullable=False))
    about: str
    given_on: date
    live_months: int
    spent_on: date
    dispose_on: date
    withdrawn_on: date | None = None
    extended_months: int = 0
    absent_days: int = 0
    why_extended: str | None = None
    imported_from: str | None = None
    imported_on: date | None = None

    @property
    def origin(self) -> str:
        """Where a warning given in another system came from; nothing for one given here."""
        if self.imported_on is None:
            return ""
        return f"Imported from {self.imported_from} on {_said(self.imported_on)}"

    def is_live(self, on: date) -> bool:
        """Whether the warning counts on a day (Acas Code para 21)."""
        return self.withdrawn_on is None and self.given_on <= on < self.spent_on

    def live_on(self, on: date) -> "Liveness":
        """Whether it counts on the day of a new act, with the reason in a sentence."""
        return Liveness(self.is_live(on), _explained(self, on))


@dataclass(frozen=True)
class Liveness:
    """Whether a warning counts on a day, and why."""

    live: bool
    says: str


def _explained(warning: FormalWarning, on: date) -> str:
    day, given, spent = _said(on), _said(warning.given_on), _said(warning.spent_on)
    if warning.withdrawn_on:
        return f"Taken away on appeal on {_said(warning.withdrawn_on)}: it counts on no day"
    if on < warning.given_on:
        return f"Not live on {day}: it was given only on {given}"
    longer = f", extended by {warning.extended_months} months" if warning.extended_months else ""
    if warning.absent_days:
        longer += f", and by {warning.absent_days} days of absence"
    if warning.imported_from:
        longer += f", as recorded in {warning.imported_from}"
    period = f"given on {given} for {warning.live_months} months{longer}"
    if on >= warning.spent_on:
        return f"Spent on {day}: {period}, it stopped counting on {spent}"
    return f"Live on {day}: {period}, it counts until {_said(warning.spent_on - timedelta(1))}"


def _said(day: date) -> str:
    return f"{day:%-d %B %Y}"


def dispose_day(spent_on: date, given_on: date, kept_months: int, child: bool) -> date:
    """When the record of a warning may go: after a claim can no longer be brought.

    Where a child is concerned it stays ten years at least (KCSIE, Part Four); whoever leads on
    safeguarding looks at it before it goes.
    """
    kept = add_months(spent_on, kept_months)
    return max(kept, add_months(given_on, 12 * YEARS_WHERE_A_CHILD_IS_CONCERNED)) if child else kept


def warnings_of(session: Session, person_id: UUID) -> list[FormalWarning]:
    """Every warning a person has had, the latest first, also those that no longer count."""
    wanted = select(FormalWarning).where(FormalWarning.person_id == person_id)
    ordered = wanted.order_by(col(FormalWarning.given_on).desc())
    kept = asked_once(session, (warnings_of, person_id), lambda: (*session.exec(ordered),))
    return list(kept)


# The same for a page that asks it among other questions.
_WARNING = table_of(FormalWarning)
WARNINGS = (
    f"(SELECT json_agg({_WARNING.row} ORDER BY t.given_on DESC) FROM warnings t "
    "WHERE t.person_id = :employee)"
)


def note_warnings(session: Session, person_id: UUID, told: list[Any] | None) -> None:
    """Keep what WARNINGS answered, for whom the session looks now."""
    made = tuple(_WARNING.made(session, each) for each in told or ())
    keep_answer(session, (warnings_of, person_id), made)


def warning_from(session: Session, case_id: UUID) -> FormalWarning | None:
    """The warning a case ended in, if it did."""
    return session.exec(select(FormalWarning).where(FormalWarning.case_id == case_id)).first()


def live_warnings(session: Session, person_id: UUID, on: date) -> list[FormalWarning]:
    """A person's warnings that count on a day, the latest first. Spent ones are never included."""
    return [each for each in warnings_of(session, person_id) if each.is_live(on)]
