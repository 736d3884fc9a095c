"""What a list is asked for: filters, an order and a place in it, as an address says them.

An address holds ids, codes and days, never a name or a word that was searched for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from casework.access import Actor, TrustRole
from casework.people.models import Academy, Person, Place
from casework.policies.clause_kinds import ClauseKind
from casework.policies.models import Clause

LONGEST = 60
YEARS = range(1900, 3000)  # the day after the last that a calendar knows cannot be counted
ME = "me"
Option = tuple[str, str]
Options = Callable[[Session], list[Option]]


class Kind(StrEnum):
    """How a filter is asked for."""

    CHOICE = "choice"
    FLAG = "flag"
    DAY = "day"


@dataclass(frozen=True)
class Asker:
    """Who asks for a list, and on which day."""

    actor: Actor
    today: date


@dataclass(frozen=True)
class Filter:
    """One way to narrow a list. `where` makes of a checked answer a condition on its rows."""

    name: str
    label: str
    where: Callable[[str, Asker], ColumnElement[bool]]
    options: Options | None = None
    every: str = ""  # what the choice of everything is called; blank: one is always chosen

    @property
    def kind(self) -> Kind:
        return Kind.CHOICE if self.options else Kind.FLAG


@dataclass(frozen=True)
class DayFilter(Filter):
    """A day from which, or until which, something lies."""

    @property
    def kind(self) -> Kind:
        return Kind.DAY


@dataclass(frozen=True)
class Order:
    """A column by which a list can be sorted. `by` is never null; ties are broken by reference."""

    name: str
    label: str
    by: Any
    read: Callable[[str], Any]  # what of a key is its value; ValueError for anything else
    falling: bool = False  # how it is sorted when it is chosen for the first time


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to, sorted by and turned to, checked. Blank means the usual."""

    told: tuple[Option, ...] = ()
    sort: str = ""
    after: str = ""
    before: str = ""

    @cached_property
    def answers(self) -> dict[str, str]:
        return dict(self.told)

    @property
    def query(self) -> str:
        """The filters and the order as an address holds them; without the place in the list."""
        return urlencode([*self.told, *([("sort", self.sort)] if self.sort else [])])

    def turned(self, *, after: str = "", before: str = "") -> "Wanted":
        return replace(self, after=after, before=before)


@dataclass(frozen=True)
class Asked:
    """What was asked for: checked where it is right, and what is wrong with the rest."""

    wanted: Wanted
    values: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[Option]] = field(default_factory=dict)


def read(
    session: Session,
    filters: tuple[Filter, ...],
    sorts: tuple[str, ...],
    told: Mapping[str, str],
) -> Asked:
    """Check what an address says against what can be asked for."""
    values = {each.name: str(told.get(each.name, "")).strip()[:LONGEST] for each in filters}
    options = {each.name: each.options(session) for each in filters if each.options}
    errors = {
        each.name: wrong
        for each in filters
        if values[each.name] and (wrong := _wrong(each, values[each.name], options))
    }
    sort = str(told.get("sort", ""))
    kept = [(name, value) for name, value in values.items() if value and name not in errors]
    wanted = Wanted(
        told=tuple(kept),
        sort=sort if sort.removeprefix("-") in sorts else "",
        after=str(told.get("after", ""))[:LONGEST],
        before=str(told.get("before", ""))[:LONGEST],
    )
    return Asked(wanted, values, errors, options)


def _wrong(asked: Filter, value: str, options: dict[str, list[Option]]) -> str:
    if asked.kind is Kind.CHOICE:
        known = any(value == each for each, _ in options[asked.name])
        return "" if known else "Choose one of the list"
    if asked.kind is Kind.FLAG:
        return "" if value == "yes" else "Tick it or leave it blank"
    try:
        known = date.fromisoformat(value).year in YEARS
    except ValueError:
        known = False
    return "" if known else "Enter a day, like 2026-11-23"


def of_academies(session: Session) -> list[Option]:
    wanted = select(col(Academy.id), col(Academy.name)).order_by(col(Academy.name))
    return [(str(each), name) for each, name in session.execute(wanted)]


def of_clauses(session: Session) -> list[Option]:
    """The number of every rule of any version, in the order of the policy."""
    wanted = (
        select(Clause.number)
        .where(col(Clause.kind) == ClauseKind.RULE)
        .group_by(Clause.number)
        .order_by(func.min(Clause.position))
    )
    return [(each, each) for each in session.exec(wanted)]


def of_case_managers(session: Session) -> list[Option]:
    """Whoever may manage a case; the reader first."""
    wanted = (
        select(col(Person.id), col(Person.given_name), col(Person.family_name))
        .join(Place, col(Place.person_id) == Person.id)
        .where(col(Place.role).in_([TrustRole.HR_CASE_MANAGER, TrustRole.HR_DIRECTOR]))
        .order_by(col(Person.family_name), col(Person.given_name))
    )
    found = {each: f"{given} {family}" for each, given, family in session.execute(wanted)}
    return [(ME, "Me"), *((str(each), name) for each, name in found.items())]


def person(value: str, asker: Asker) -> UUID:
    return asker.actor.id if value == ME else UUID(value)
