"""A case, the people appointed to it, and its deadlines."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index, false, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from casework.access import Role
from casework.cases.stages import CLOSED_AT, TRANSITIONS, Ending, Severity, Stage
from casework.database import stored, utc_timestamp
from casework.errors import Breach, ProcedureBreach

PAUSE_REVIEW = "PAUSE"

# All that counting and sorting a caseload reads, so that only the page shown is fetched.
_LISTED_BY = ["stage", "employee_id", "academy_id", "next_due_on", "opened_at", "sealed_at"]


class Case(SQLModel, table=True):
    """One employee, one matter. Opened by a report, closed by a decision."""

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint("(stage = 'closed') = (ending IS NOT NULL)", name="a_closed_case_ended"),
        CheckConstraint(
            "(ending IS NOT DISTINCT FROM 'added_to_case') = (added_to_id IS NOT NULL)",
            name="an_added_report_names_its_case",
        ),
        CheckConstraint(
            "closed_from IS NULL OR stage = 'closed'", name="only_a_closed_case_was_closed"
        ),
        CheckConstraint(
            "disposing_since IS NULL OR (stage = 'closed' AND held_since IS NULL)",
            name="only_a_closed_case_goes",
        ),
        Index("ix_cases_stage_opened", "stage", "opened_at"),
        Index("ix_cases_opened", "opened_at", "reference"),
        # A page of a list begins after a day and a reference; an open case is closed last of all.
        Index(
            "ix_cases_closed",
            text("coalesce(closed_at, '9999-12-31 00:00:00+00'::timestamptz)"),
            "reference",
            postgresql_where="stage = 'closed'",
        ),
        Index(
            "ix_cases_open",
            "id",
            postgresql_include=_LISTED_BY,
            postgresql_where="stage <> 'closed'",
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    reference: str = Field(unique=True)
    stage: Stage = Field(default=Stage.REPORTED, sa_column=Column(stored(Stage), nullable=False))
    summary: str
    employee_id: UUID | None = Field(default=None, foreign_key="people.id", index=True)
    academy_id: UUID = Field(foreign_key="academies.id")
    pupil_involved: bool = False
    opened_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    closed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    ending: Ending | None = Field(default=None, sa_column=Column(stored(Ending)))
    added_to_id: UUID | None = Field(default=None, foreign_key="cases.id")
    severity: Severity | None = Field(default=None, sa_column=Column(stored(Severity)))
    next_due_on: date | None = None
    next_due: str | None = None
    sealed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    paused_on: date | None = None
    closed_from: str | None = None
    held_since: date | None = None  # somebody said that nothing of it may be deleted
    disposing_since: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))

    def require_way_to(self, stage: Stage) -> None:
        """Refuse an act that leads where the procedure does not lead from here.

        Raises:
            ProcedureBreach: the procedure does not lead from here to there.
        """
        if self.paused_on:
            says = "A paused case does not go on before it is resumed"
            raise ProcedureBreach(Breach("G-PAUSE-5", "ACAS-46", says))
        if stage not in TRANSITIONS[self.stage]:
            says = f"A case at {self.stage.label} cannot go to {stage.label}"
            raise ProcedureBreach(Breach("G-STAGE", "HOUSE", says))

    def move_to(self, stage: Stage) -> None:
        """The only way a case changes stage.

        Raises:
            ProcedureBreach: the procedure does not lead from here to there.
        """
        self.require_way_to(stage)
        self.stage = stage

    def close(self, ending: Ending, at: datetime) -> None:
        """End the case; its deadlines no longer run."""
        came_from = self.stage
        self.move_to(Stage.CLOSED)
        self.closed_from = came_from.value
        self.ending, self.closed_at = ending, at
        self.next_due_on = self.next_due = None

    def reopen(self) -> None:
        """Back to the stage at which the case was closed; two people have decided it."""
        self.stage = Stage(self.closed_from) if self.closed_from else CLOSED_AT[self.ending]
        self.ending = self.closed_at = self.closed_from = None

    def take_up_again(self) -> None:
        """Back to waiting for triage: it had been added to another case by mistake."""
        self.stage, self.added_to_id = Stage.REPORTED, None
        self.ending = self.closed_at = self.closed_from = None


class PartOfCase(SQLModel):
    """Anything that belongs to exactly one case."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(foreign_key="cases.id", index=True)


class Appointment(PartOfCase, table=True):
    """The part a person has in a case, from a moment and until it is ended."""

    __tablename__ = "appointments"
    __table_args__ = (
        Index(
            "one_appointment_of_a_kind",
            "case_id",
            "person_id",
            "role",
            unique=True,
            postgresql_where="ended_at IS NULL",
        ),
        Index(
            "one_person_for_each_single_role",
            "case_id",
            "role",
            unique=True,
            postgresql_where=(
                "ended_at IS NULL AND role IN ('employee', 'case_manager', "
                "'investigating_officer', 'hearing_manager', 'appeal_manager')"
            ),
        ),
        Index(
            "ix_appointments_open",
            "person_id",
            "role",
            "case_id",
            postgresql_where="ended_at IS NULL",
        ),
    )

    person_id: UUID = Field(foreign_key="people.id")
    role: Role = Field(sa_column=Column(stored(Role), nullable=False))
    started_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    ended_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    granted_by: UUID | None = None


class Deadline(PartOfCase, table=True):
    """Something due on a day, who it is for, and what the day was counted from."""

    __tablename__ = "deadlines"
    __table_args__ = (
        Index("ix_deadlines_owner", "owner_id", "due_on", postgresql_where="met_at IS NULL"),
        Index("ix_deadlines_open", "case_id", "due_on", postgresql_where="met_at IS NULL"),
        CheckConstraint(
            "(paused_on IS NULL) = (days_left IS NULL)", name="a_paused_clock_knows_what_is_left"
        ),
    )

    kind: str
    says: str
    due_on: date
    owner_id: UUID | None = Field(default=None, foreign_key="people.id")
    counted: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    met_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    due_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    paused_on: date | None = None
    days_left: int | None = None
    done_late: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    delay_told_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class ClockAct(StrEnum):
    """What somebody did to a clock, or said of it."""

    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    LATE = "late"


class ClockChange(PartOfCase, table=True):
    """One act on a clock with its reason. Never changed.

    It names its deadline without a foreign key: one that is set anew takes the place of the old.
    """

    __tablename__ = "clock_changes"

    deadline_id: UUID = Field(index=True)
    what: ClockAct = Field(sa_column=Column(stored(ClockAct), nullable=False))
    was: date
    now: date
    reason: str
    by: str
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class ReferenceCounter(SQLModel, table=True):
    """The last number given to a kind of reference in a year."""

    __tablename__ = "reference_counters"

    prefix: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class DoneOnce(SQLModel, table=True):
    """A form that was acted on, so that sending it twice does nothing twice."""

    __tablename__ = "done_once"

    id: UUID = Field(primary_key=True)
    person_id: UUID
    entry_id: int = Field(foreign_key="journal.id")
