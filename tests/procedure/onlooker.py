"""What somebody looking on knows of a case, and what they know its rows to be.

`Known` learns only from acts that were accepted, in the simplest terms, and asks no rule of ours:
what the machine expects is not what the product computes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

# Worked out from no table of ours: the bank holidays of England while a machine's clock runs.
BANK_HOLIDAYS = {
    *(date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26)),
    *(date(2027, 3, 29), date(2027, 5, 3), date(2027, 5, 31), date(2027, 8, 30)),
    *(date(2027, 12, 27), date(2027, 12, 28), date(2028, 1, 3)),
}
NOTICE_DAYS = 10
LADDER: tuple[str, ...] = ("no_action", "first_written_warning", "final_written_warning")
LADDER = (*LADDER, "dismissal_with_notice", "summary_dismissal")
WARNINGS = {"first_written": 1, "final_written": 2}


def working(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def working_days(since: date, until: date) -> int:
    """How many working days come after one day, up to another."""
    days = (since + timedelta(n) for n in range(1, max((until - since).days, 0) + 1))
    return sum(working(each) for each in days)


@dataclass
class Alleged:
    """One allegation, and how far it has come."""

    heard: bool = False
    notified: bool = False
    found: str | None = None


@dataclass
class Hearing:
    """A hearing that was notified: since when, for which day, and whether less was agreed."""

    told_on: date
    day: date
    less_agreed: bool
    held: bool = False
    dismissal: bool = True


@dataclass
class Known:
    """What has been accepted so far."""

    alleged: dict[str, Alleged] = field(default_factory=dict)
    child: bool = False
    lado: bool = False
    lado_tell: bool = False
    told: bool = False
    begun: bool = False
    officers: set[str] = field(default_factory=set)
    concluded: bool = False
    screened: bool = False
    needs_advice: bool = False
    advised: bool = False
    union_asked: bool = False
    hearing: Hearing | None = None
    pack: str | None = None
    edition: int = 0
    missed: set[datetime] = field(default_factory=set)
    unanswered: int = 0
    severity: bool = False
    sanction: str | None = None
    decider: str | None = None
    reviewed: bool = False
    letter: bool = False
    arrived: bool = False
    appealed: bool = False
    admitted: bool | None = None
    appeal: Hearing | None = None
    result: str | None = None
    result_sent: bool = False
    reinstated: bool = False
    resigned: bool = False
    suspended: bool = False
    measure: bool = False
    suspension_letter: bool = False
    sealed: bool = False
    referred: set[str] = field(default_factory=set)

    @property
    def to_hearing(self) -> list[Alleged]:
        return [each for each in self.alleged.values() if each.heard]

    @property
    def all_notified(self) -> bool:
        return bool(self.to_hearing) and all(each.notified for each in self.to_hearing)

    @property
    def upheld(self) -> bool:
        return any(each.found in {"upheld", "partly_upheld"} for each in self.alleged.values())

    @property
    def to_come(self) -> bool:
        return self.hearing is not None and not self.hearing.held

    @property
    def held(self) -> bool:
        return self.hearing is not None and self.hearing.held

    @property
    def undid_dismissal(self) -> bool:
        """Whether an appeal put something less in the place of a dismissal."""
        return self.result is not None and rank(self.sanction) > 2 >= rank(self.result)


def rank(sanction: str | None) -> int:
    return LADDER.index(sanction) if sanction else 0


@dataclass(frozen=True)
class Facts:
    """The rows of a case as PostgreSQL has them."""

    case: Mapping[str, Any]
    deadlines: tuple[Mapping[str, Any], ...]
    parts: tuple[tuple[str, str, bool], ...]
    warnings: tuple[tuple[str, bool], ...]
    waived: frozenset[tuple[str, str]]
    entries: int
    changes: int

    @property
    def stage(self) -> str:
        return str(self.case["stage"])

    @property
    def closed(self) -> bool:
        return self.stage == "closed"

    @property
    def paused(self) -> bool:
        return self.case["paused_on"] is not None

    @property
    def running(self) -> list[Mapping[str, Any]]:
        return [each for each in self.deadlines if each["met_at"] is None]

    def due(self, kind: str) -> date | None:
        found = [date.fromisoformat(d["due_on"]) for d in self.running if d["kind"] == kind]
        return found[0] if found else None

    def ever(self, *roles: str) -> set[str]:
        return {who for who, role, _ in self.parts if role in roles}

    def now(self, *roles: str) -> list[str]:
        return sorted({who for who, role, current in self.parts if current and role in roles})


_CASE = """
SELECT (SELECT to_jsonb(t) FROM cases t WHERE id = %s),
    (SELECT jsonb_agg(to_jsonb(t)) FROM deadlines t WHERE case_id = %s),
    (SELECT json_agg(json_build_array(person_id, role, ended_at IS NULL))
        FROM appointments WHERE case_id = %s),
    (SELECT json_agg(json_build_array(level, withdrawn_on IS NOT NULL))
        FROM warnings WHERE case_id = %s),
    (SELECT json_agg(json_build_array(person_id, role)) FROM separation_waivers
        WHERE case_id = %s AND second_approved_at IS NOT NULL AND refused_at IS NULL),
    (SELECT count(*) FROM journal WHERE case_id = %s),
    current_setting('procedure.changes')::bigint
"""


def facts(connection: Connection, case_id: str) -> Facts:
    """Read a case."""
    told = connection.exec_driver_sql(_CASE, (case_id,) * _CASE.count("%s")).one()
    case, deadlines, parts, warnings, waived, entries, changes = told
    return Facts(
        case,
        tuple(deadlines or ()),
        tuple((who, role, current) for who, role, current in parts or ()),
        tuple((level, withdrawn) for level, withdrawn in warnings or ()),
        frozenset((who, role) for who, role in waived or ()),
        entries,
        changes,
    )
