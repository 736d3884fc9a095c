"""A trust over many years, invented: who joined, moved and left, and how each case ended.

`due_on` says again, case by case and in plain steps, when a case may go. It shares nothing with
what PostgreSQL counts for all of them at once.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid5

from casework.cases.stages import Ending
from casework.outcomes.ladder import Sanction

NAMES = UUID(int=20)
FIRST = date(2004, 9, 1)
DISMISSALS = {Sanction.DISMISSAL_WITH_NOTICE, Sanction.SUMMARY_DISMISSAL}
NOTHING_FOUND = {Ending.NO_CASE_TO_ANSWER, Ending.NOT_UPHELD, Ending.OVERTURNED_ON_APPEAL}
WARNINGS = {Sanction.FIRST_WRITTEN_WARNING, Sanction.FINAL_WRITTEN_WARNING}
ENDINGS = (
    *(Ending.NO_FURTHER_ACTION, Ending.INFORMAL, Ending.NO_CASE_TO_ANSWER, Ending.NOT_UPHELD),
    *(Ending.OVERTURNED_ON_APPEAL, Ending.RESIGNED, Ending.OUTCOME_GIVEN, Ending.OUTCOME_GIVEN),
)


@dataclass
class Employed:
    """Somebody's years in the trust: they join one academy, may move, and may leave."""

    id: UUID
    academy: int
    employed_from: date
    left_on: date | None


@dataclass
class Past:
    """One closed case, by the facts that decide how long it is kept."""

    id: UUID
    person: Employed
    opened_on: date
    closed_on: date
    ending: Ending
    sanction: Sanction | None = None
    stands_as: Sanction | None = None
    employment_ends_on: date | None = None
    last_day: date | None = None
    warnings: list[tuple[date, date, bool]] = field(default_factory=list)
    child_at_risk: bool = False
    reported_on: date | None = None
    lado: bool = False
    concern: bool = False
    pupil_involved: bool = False
    referred_on: date | None = None
    data_breach: bool = False
    kept_until: date | None = None
    added_to: "Past | None" = None


def trust(staff: int, years: int, academies: int, seed: int = 7) -> Iterator[Past]:
    """Every case of a trust: about one for each person in twelve years."""
    chance = Random(seed)
    before: list[Past] = []
    for number in range(staff):
        who = _employed(chance, number, years, academies)
        for turn in range(chance.choice((0, 1, 1, 2, 3))):
            past = _case(chance, who, years, number * 10 + turn)
            if before and chance.random() < 0.04:
                past.added_to, past.ending = chance.choice(before), Ending.ADDED_TO_CASE
                past.sanction = past.stands_as = past.last_day = None
                past.warnings = []
            before.append(past)
            yield past


def _employed(chance: Random, number: int, years: int, academies: int) -> Employed:
    start = FIRST - timedelta(chance.randrange(0, 9000)) + timedelta(chance.randrange(0, 200))
    leaves = chance.random() < 0.5
    left = FIRST + timedelta(chance.randrange(300, years * 365)) if leaves else None
    academy = chance.randrange(academies)  # where they are now, wherever they were
    return Employed(uuid5(NAMES, f"person {number}"), academy, start, left)


def _case(chance: Random, who: Employed, years: int, number: int) -> Past:
    opened = FIRST + timedelta(chance.randrange(0, years * 365))
    closed = opened + timedelta(chance.randrange(1, 200))
    past = Past(uuid5(NAMES, f"case {number}"), who, opened, closed, chance.choice(ENDINGS))
    _sanctioned(chance, past)
    if past.ending is Ending.RESIGNED:
        past.last_day = closed + timedelta(chance.randrange(0, 90))
    past.reported_on = opened - timedelta(1) if chance.random() < 0.7 else None
    past.child_at_risk = past.reported_on is not None and chance.random() < 0.1
    past.lado, past.concern = chance.random() < 0.06, chance.random() < 0.05
    past.pupil_involved = past.child_at_risk or chance.random() < 0.1
    past.referred_on = closed if chance.random() < 0.04 else None
    past.data_breach = chance.random() < 0.03
    past.kept_until = closed + timedelta(4000) if chance.random() < 0.03 else None
    return past


def _sanctioned(chance: Random, past: Past) -> None:
    closed = past.closed_on
    if past.ending in {Ending.OUTCOME_GIVEN, Ending.OVERTURNED_ON_APPEAL, Ending.NOT_UPHELD}:
        past.sanction = chance.choice((*DISMISSALS, *WARNINGS, Sanction.NO_ACTION))
        if chance.random() < 0.1:
            past.stands_as = chance.choice((*WARNINGS, Sanction.NO_ACTION))
        if past.sanction in DISMISSALS and chance.random() < 0.8:
            past.employment_ends_on = closed + timedelta(chance.randrange(0, 90))
    if (past.stands_as or past.sanction) in WARNINGS:
        for _ in range(chance.choice((1, 1, 2))):
            given = closed - timedelta(chance.randrange(0, 20))
            kept = given + timedelta(chance.randrange(200, 900))
            past.warnings.append((given, kept, chance.random() < 0.1))


def due_on(past: Past) -> date | None:
    """The first day on which nothing of the schedule keeps a case; none while a day is missing."""
    governs = past
    while governs.added_to:
        governs = governs.added_to
    days = _days(governs)
    if not days or None in days:
        return None
    latest = max(each for each in days if each)
    return max(latest, past.kept_until) if past.kept_until else latest


def _days(past: Past) -> list[date | None]:
    """The day of each rule that applies; none where the fact it counts from is not known."""
    stands = past.stands_as or past.sanction
    given = [each for each in past.warnings if not each[2]]
    left, pension = _left(past, stands), later(past.person.employed_from, 52 * 12)
    alleged = past.reported_on or past.opened_on
    nothing_done = past.ending is Ending.OUTCOME_GIVEN and stands is Sanction.NO_ACTION
    rules: list[tuple[object, Callable[[], date | None]]] = [
        (past.child_at_risk or past.lado, lambda: max(later(alleged, 120), pension)),
        (past.ending is Ending.INFORMAL, lambda: later(past.closed_on, 6)),
        (past.ending in NOTHING_FOUND or nothing_done, lambda: past.closed_on),
        (
            given and past.pupil_involved,
            lambda: max(later(max(each[0] for each in given), 120), pension),
        ),
        (past.concern, lambda: left),
        (
            past.ending is Ending.RESIGNED or stands in DISMISSALS,
            lambda: later(left, 72) if left else None,
        ),
        (given, lambda: max(each[1] for each in given)),
        (past.ending is Ending.NO_FURTHER_ACTION, lambda: later(past.closed_on, 6)),
        (past.referred_on, lambda: later(past.referred_on or past.closed_on, 72)),
        (past.data_breach, lambda: later(past.closed_on, 72)),
    ]
    return [day() for applies, day in rules if applies]


def _left(past: Past, stands: Sanction | None) -> date | None:
    if stands in DISMISSALS and past.employment_ends_on:
        return past.employment_ends_on
    return past.last_day or past.person.left_on


def later(day: date, months: int) -> date:
    """So many months on, or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
