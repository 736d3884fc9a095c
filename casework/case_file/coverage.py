"""Each paragraph of the codes, the rules that rest on it, and where one case stands with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from casework.case_file.next_steps import checklist
from casework.case_file.paragraphs import KEPT, OTHERWISE, Treatment
from casework.case_file.rulebook import Guarded, every_rule, may_override
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.journal import JournalEntry
from casework.procedure import Rule
from casework.sources import SOURCES, Source
from casework.working_days import local_day

SINGLE = "Decided cases, guides and standards"


class Stands(StrEnum):
    """Where a case is with one rule."""

    KEPT = "kept"
    MET = "met"
    OPEN = "open"
    AHEAD = "ahead"
    NOT_NEEDED = "not_needed"

    @property
    def label(self) -> str:
        return {
            Stands.KEPT: "Held when it was done",
            Stands.MET: "Holds now",
            Stands.OPEN: "Open",
            Stands.AHEAD: "Not reached",
            Stands.NOT_NEEDED: "Was not needed",
        }[self]


@dataclass(frozen=True)
class Enforced:
    """A rule, what it stands in the way of, who may override it, and where this case is."""

    rule: str
    says: str
    act: str
    override: str
    stands: Stands | None = None
    on: date | None = None


@dataclass(frozen=True)
class Covered:
    """A paragraph, how Casework treats it, and the rules that cite it."""

    source: Source
    treatment: Treatment
    how: str
    rules: tuple[Enforced, ...]

    @property
    def place(self) -> str:
        return f"{self.source.instrument}, {self.source.place}".rstrip(", ")


def coverage() -> list[Covered]:
    """Every paragraph, whichever case it is."""
    return _covered({})


def coverage_of(session: Session, case: Case, today: date) -> list[Covered]:
    """Every paragraph, and where this case stands with the rules that rest on it."""
    done = _done(session, case)
    listed = checklist(session, case, today)
    met = {each.rule: True for each in listed.done}
    met |= {each.rule: False for each in (*listed.open, *listed.waiting)}
    told: dict[str, tuple[Stands, date | None]] = {}
    for guarded, rule in every_rule():
        told[_key(guarded, rule)] = _where(case, rule, _when(guarded, done), met)
    return _covered(told)


def by_instrument(covered: list[Covered]) -> dict[str, list[Covered]]:
    """Paragraphs under their code or Act, in the order of the list; single cases all together."""
    found: dict[str, list[Covered]] = {}
    for each in covered:
        found.setdefault(each.source.instrument if each.source.place else SINGLE, []).append(each)
    last = found.pop(SINGLE, [])
    return found | ({SINGLE: last} if last else {})


def _covered(told: Mapping[str, tuple[Stands, date | None]]) -> list[Covered]:
    by_source: dict[str, list[Enforced]] = {}
    for guarded, rule in every_rule():
        stands, on = told.get(_key(guarded, rule), (None, None))
        override = may_override(rule.id)
        found = Enforced(rule.id, rule.says, guarded.act, override, stands, on)
        by_source.setdefault(rule.source, []).append(found)
    return [_of(each, tuple(by_source.get(each.id, ()))) for each in SOURCES.values()]


def _of(source: Source, rules: tuple[Enforced, ...]) -> Covered:
    if rules:
        return Covered(source, Treatment.ENFORCED, KEPT.get(source.id, ""), rules)
    treatment, how = OTHERWISE[source.id]
    return Covered(source, treatment, how, ())


def _key(guarded: Guarded, rule: Rule[Any]) -> str:
    return f"{guarded.act}: {rule.id}"


def _done(session: Session, case: Case) -> dict[str, datetime]:
    """The kinds of acts done on a case, and when each was last done."""
    rows = session.exec(
        select(JournalEntry.kind, JournalEntry.at)
        .where(JournalEntry.case_id == case.id)
        .order_by(col(JournalEntry.number))
    )
    return dict(rows.all())


def _when(guarded: Guarded, done: Mapping[str, datetime]) -> datetime | None:
    found = [done[each] for each in guarded.events if each in done]
    return max(found, default=None)


def _where(
    case: Case, rule: Rule[Any], done: datetime | None, met: Mapping[str, bool]
) -> tuple[Stands, date | None]:
    """What the checklist says now comes first: an act may be asked for again."""
    if rule.id in met:
        return (Stands.MET if met[rule.id] else Stands.OPEN), None
    if done is not None:
        return Stands.KEPT, local_day(done)
    return (Stands.NOT_NEEDED if case.stage is Stage.CLOSED else Stands.AHEAD), None
