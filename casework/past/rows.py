"""One row of the file of old cases, and what only shows when its cells are read together. Pure."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from casework.cases.stages import Ending, Severity
from casework.outcomes.ladder import Sanction
from casework.text import Day, Line, OptionalDay, OptionalLine, Prose, read_nothing

# What other systems close a case with; the rest only comes of steps taken here.
ENDINGS = frozenset(Ending) - {Ending.ADDED_TO_CASE, Ending.PASSED_ON}
NO_SANCTION = "sanction", "Leave it empty: only a case that ended in outcome_given has one"


class PastRow(BaseModel):
    """One case that was closed before, as the file describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    old_reference: Line = Field(title="the reference in the other system")
    staff_number: Line = Field(title="a staff number")
    academy_code: OptionalLine = Field(default=None, title="an academy code")
    opened_on: Day = Field(title="opened_on")
    closed_on: Day = Field(title="closed_on")
    ending: Ending = Field(title="how it ended: " + ", ".join(sorted(ENDINGS)))
    summary: Prose = Field(title="a summary", max_length=2_000)
    concerns_child: bool = Field(title="concerns_child: yes or no")
    conduct_on: OptionalDay = Field(default=None, title="conduct_on")
    severity: Annotated[Severity | None, BeforeValidator(read_nothing)] = Field(
        default=None, title="severity: " + ", ".join(Severity)
    )
    policy: OptionalLine = Field(default=None, title="the title of a policy")
    policy_version: OptionalLine = Field(default=None, title="the version of the policy")
    clauses: OptionalLine = Field(default=None, title="clauses, separated by semicolons")
    sanction: Annotated[Sanction | None, BeforeValidator(read_nothing)] = Field(
        default=None, title="sanction: " + ", ".join(Sanction)
    )
    decided_on: OptionalDay = Field(default=None, title="decided_on")
    decided_by: OptionalLine = Field(default=None, title="who decided")
    employment_ended_on: OptionalDay = Field(default=None, title="employment_ended_on")
    warning_months: Annotated[int | None, BeforeValidator(read_nothing)] = Field(
        default=None, ge=1, le=120, title="warning_months"
    )
    warning_spent_on: OptionalDay = Field(default=None, title="warning_spent_on")
    warning_kept_until: OptionalDay = Field(default=None, title="warning_kept_until")
    case_manager: OptionalLine = Field(default=None, title="a staff number")

    @property
    def clause_numbers(self) -> list[str]:
        each = (part.strip() for part in (self.clauses or "").split(";"))
        return list(dict.fromkeys(number for number in each if number))

    @property
    def digest(self) -> str:
        """The row as it was read, hashed: importing it again is recognised by this."""
        return sha256(self.model_dump_json().encode()).hexdigest()


NAMES = list(PastRow.model_fields)


def crosswise(row: PastRow, today: date) -> Iterator[tuple[str, str]]:
    """Every cell that does not go with another one of its row."""
    yield from _days(row, today)
    yield from _ended(row)
    yield from _warned(row)
    if row.clauses and not (row.policy and row.policy_version):
        yield "clauses", "Say also which policy and which version they are from"
    if row.clauses and row.severity is None:
        yield "severity", "Say how serious it was, or leave the clauses out: nothing else compares"


def _days(row: PastRow, today: date) -> Iterator[tuple[str, str]]:
    if row.closed_on < row.opened_on:
        yield "closed_on", "It is before opened_on"
    if row.closed_on > today:
        yield "closed_on", "It is in the future: an open case is reported here, not imported"
    if row.conduct_on and row.conduct_on > row.closed_on:
        yield "conduct_on", "It is after closed_on"
    if row.decided_on and not row.opened_on <= row.decided_on <= row.closed_on:
        yield "decided_on", "It is not between opened_on and closed_on"


def _ended(row: PastRow) -> Iterator[tuple[str, str]]:
    if row.ending not in ENDINGS:
        yield "ending", "A case is not imported with this ending"
    if row.ending is Ending.OUTCOME_GIVEN:
        yield from _decided(row)
    elif row.sanction:
        yield NO_SANCTION


def _decided(row: PastRow) -> Iterator[tuple[str, str]]:
    if row.sanction is None:
        yield "sanction", "Say what the outcome was"
    if row.decided_on is None:
        yield "decided_on", "Say on which day it was decided"
    if row.sanction and row.sanction.is_dismissal and row.employment_ended_on is None:
        yield "employment_ended_on", "Say on which day the employment ended"


def _warned(row: PastRow) -> Iterator[tuple[str, str]]:
    warning = row.sanction is not None and row.sanction.is_warning
    cells = ("warning_months", "warning_spent_on", "warning_kept_until")
    if not warning:
        yield from ((each, "Only a warning has it") for each in cells if getattr(row, each))
        return
    if row.warning_months is None:
        yield "warning_months", "Say for how many months it was given"
    if row.warning_spent_on and row.decided_on and row.warning_spent_on <= row.decided_on:
        yield "warning_spent_on", "It is not after decided_on"
    spent, kept = row.warning_spent_on, row.warning_kept_until
    if spent and kept and kept < spent:
        yield "warning_kept_until", "It is before warning_spent_on"
