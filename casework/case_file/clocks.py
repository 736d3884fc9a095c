"""The clocks of one case: what runs, what each day was counted from, and what was done to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from casework.case_file.file import CaseFile
from casework.cases.clocks import PASSING, asks_why, clock_of, may_extend, may_pause
from casework.cases.models import ClockChange, Deadline
from casework.people.queries import known_by_id


@dataclass(frozen=True)
class ClockOn:
    """One clock of a case, as its page tells it."""

    deadline: Deadline
    owner: str | None
    counted: str
    left_out: list[tuple[date, str]]
    changes: list[ClockChange]

    @property
    def may_pause(self) -> bool:
        return self.runs and may_pause(self.deadline.kind)

    @property
    def may_extend(self) -> bool:
        return self.runs and may_extend(self.deadline.kind)

    @property
    def passes(self) -> bool:
        """Whether it ends by itself: nobody has to do anything by it."""
        return self.deadline.kind in PASSING

    @property
    def runs(self) -> bool:
        return self.deadline.met_at is None and self.deadline.paused_on is None

    @property
    def is_paused(self) -> bool:
        return self.deadline.met_at is None and self.deadline.paused_on is not None

    @property
    def unexplained(self) -> bool:
        """Whether the step was late and nobody has said why."""
        late = self.deadline.done_late and self.deadline.delay_told_at is None
        return late and asks_why(self.deadline.kind)


def clocks_of(session: Session, file: CaseFile) -> list[ClockOn]:
    """Every clock of a case, those that run first by day; the reasons for whoever reads them."""
    wanted = select(Deadline).where(Deadline.case_id == file.case.id)
    found = session.exec(wanted.order_by(col(Deadline.met_at).nulls_first(), col(Deadline.due_on)))
    deadlines = list(found)
    people = known_by_id(session, {each.owner_id for each in deadlines if each.owner_id})
    said = _changes(session, file)
    return [
        ClockOn(
            each,
            people[each.owner_id].name if each.owner_id else None,
            explained(each),
            days_left_out(each),
            said.get(each.id, []),
        )
        for each in deadlines
    ]


def _changes(session: Session, file: CaseFile) -> dict[UUID, list[ClockChange]]:
    if not file.reads_journal:
        return {}
    wanted = select(ClockChange).where(ClockChange.case_id == file.case.id)
    told: dict[UUID, list[ClockChange]] = {}
    for each in session.exec(wanted.order_by(col(ClockChange.at))):
        told.setdefault(each.deadline_id, []).append(each)
    return told


def days_left_out(deadline: Deadline) -> list[tuple[date, str]]:
    """The weekdays that its counting skipped, each with the reason."""
    return [(date.fromisoformat(day), why) for day, why in deadline.counted.get("left_out", [])]


def explained(deadline: Deadline) -> str:
    """What a day was computed from, as a sentence."""
    told = deadline.counted
    if "counted_from" not in told:
        return "What this day was counted from was not recorded."
    start, number = date.fromisoformat(told["counted_from"]), int(told["days"])
    clock = clock_of(deadline.kind)
    because = f", when {clock.counted_from}" if clock and _is_moment(clock.counted_from) else ""
    if number == 0:
        return f"The day itself: {start:%A} {start.day} {start:%B %Y}."
    unit = told["unit"] if abs(number) != 1 else str(told["unit"]).removesuffix("s")
    way = "after" if number > 0 else "before"
    since = f"{start:%A} {start.day} {start:%B %Y}"
    weeks = f" and {clock.and_days // 7} weeks" if clock and clock.and_days else ""
    return f"{abs(number)} {unit}{weeks} {way} {since}{because}."


def _is_moment(words: str) -> bool:
    """Whether the words say what happened, and not which day it is."""
    return not words.startswith("the day ")


Chosen = Callable[[ClockOn], bool]


def choices(session: Session, file: CaseFile, chosen: Chosen) -> list[tuple[str, str]]:
    """The clocks of a case that an act is for, as a form lists them."""
    return [
        (str(each.deadline.id), f"{each.deadline.says}, {each.deadline.due_on:%-d %B %Y}")
        for each in clocks_of(session, file)
        if chosen(each)
    ]


@dataclass(frozen=True)
class ClockTold:
    """A clock as JSON tells it."""

    id: UUID
    kind: str
    says: str
    due_on: date
    due_at: datetime | None
    owner: str | None
    met_at: datetime | None
    paused_on: date | None
    days_left: int | None
    done_late: bool
    delay_told_at: datetime | None
    counted: str
    left_out: list[tuple[date, str]]
    changes: list[dict[str, Any]]


def told(each: ClockOn) -> ClockTold:
    """One clock, whole, for a program."""
    kept = each.deadline.model_dump(
        include=set(ClockTold.__dataclass_fields__) - {"owner", "counted", "left_out", "changes"}
    )
    changes = [
        change.model_dump(include={"what", "was", "now", "reason", "by", "at"})
        for change in each.changes
    ]
    return ClockTold(
        **kept, owner=each.owner, counted=each.counted, left_out=each.left_out, changes=changes
    )
