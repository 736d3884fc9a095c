"""Finding one person across every case, in every part they had, by their entry and by their name.

A search that is reasonable and proportionate (UK GDPR art 15(1A)): everything of cases about them,
and in every other case what they wrote, what was recorded of their part, and what names them, in
files too as far as their words were read. A file is one item, however often it names them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from casework.access import Role
from casework.data_rights.kinds import Thing
from casework.data_rights.places import PLACES, Place
from casework.working_days import local_day

ABOUT, WROTE, NAMED = "In a case about them", "Written by them, or about their part", "Names them"
SUBJECT, IN_WORDS = "Subject of the case", "Named in it"
NOBODY = "(?!)"  # a pattern that matches nothing


@dataclass(frozen=True)
class Sought:
    """Whom to look for: every entry of theirs in the staff file, and how their name is written."""

    ids: frozenset[UUID]
    names: tuple[str, ...]

    @property
    def whole(self) -> str:
        """Their names in full, in whatever letters."""
        return _either(each for each in self.names if " " in each.strip())

    @property
    def family(self) -> str:
        """The family name alone, with its capital: a person decides whether it is theirs."""
        parts = {each.split()[-1] for each in self.names if each.strip()}
        return _either(each for each in parts if len(each) > 1)


def _either(names: Iterable[str]) -> str:
    ways = [re.sub(r"(?:\\ )+", r"\\s+", re.escape(each.strip())) for each in names]
    return rf"\m(?:{'|'.join(sorted(ways))})\M" if ways else NOBODY


@dataclass(frozen=True)
class FoundItem:
    """One record in which they are: where it is, what it is called, and how they are in it."""

    place: str
    thing: Thing
    id: UUID
    case_id: UUID
    title: str
    on: date | None
    how: str


@dataclass
class Found:
    """Everything that was found, with the parts they have on each case."""

    items: list[FoundItem] = field(default_factory=list)
    parts: dict[UUID, list[str]] = field(default_factory=dict)
    looked: int = 0


_ABOUT = text("SELECT id FROM cases WHERE employee_id = ANY(:ids) AND disposing_since IS NULL")
_PARTS = text(
    "SELECT DISTINCT a.case_id, a.role FROM appointments AS a JOIN cases AS c ON c.id = a.case_id "
    "WHERE a.person_id = ANY(:ids) AND c.disposing_since IS NULL"
)


def find(session: Session, sought: Sought) -> Found:
    """Look for somebody in every case that is not being deleted. Asked as Casework itself."""
    ids = list(sought.ids)
    subject = list(session.execute(_ABOUT, {"ids": ids}).scalars())
    found = Found(parts={each: [SUBJECT] for each in subject})
    for row in session.execute(_PARTS, {"ids": ids}):
        label = Role(row.role).label
        if row.role != Role.EMPLOYEE and label not in found.parts.setdefault(row.case_id, []):
            found.parts[row.case_id].append(label)
    told = {"ids": ids, "subject": subject, "whole": sought.whole, "family": sought.family}
    for place in PLACES.values():
        rows = session.execute(text(_asked(place)), told).mappings()
        found.items += [_item(place, row) for row in rows]
        found.looked += 1
    for item in found.items:
        parts = found.parts.setdefault(item.case_id, [])
        if not parts:
            parts.append(IN_WORDS)
    return found


def _asked(place: Place) -> str:
    """All of a table in cases about them; elsewhere what they wrote, or what names them."""
    words = f"concat_ws(' ', {', '.join(f't.{each}::text' for each in place.words)})"
    theirs = " OR ".join(f"t.{each} = ANY(:ids)" for each in place.by) or "false"
    named = f"({words} ~* :whole OR {words} ~ :family)"
    day = f"t.{place.day}" if place.day else "NULL::date"
    name = f"t.{place.called}" if place.called else "NULL::text"
    return f"""
        SELECT t.id, t.case_id, {day} AS on_day, {name} AS called,
            t.case_id = ANY(:subject) AS about, ({theirs}) AS theirs
        FROM {place.read_from} AS t JOIN cases AS c ON c.id = t.case_id
        WHERE c.disposing_since IS NULL
          AND (t.case_id = ANY(:subject) OR {theirs} OR {named})
        ORDER BY t.case_id, on_day NULLS LAST, t.id
    """


def _item(place: Place, row: Any) -> FoundItem:
    day = row["on_day"]
    day = local_day(day) if isinstance(day, datetime) else day
    coded = place.called == "role"
    called = (row["called"] or "").replace("_", " ") if coded else row["called"]
    title = f"{place.says}: {called}" if called else place.says
    how = ABOUT if row["about"] else WROTE if row["theirs"] else NAMED
    return FoundItem(place.name, place.thing, row["id"], row["case_id"], title, day, how)


def words_at(session: Session, place: Place, id: UUID) -> str | None:
    """What a record says, each column under its own name; nothing where the record is gone."""
    columns = ", ".join(f"t.{each} AS {each}" for each in place.words)
    asked = text(f"SELECT {columns} FROM {place.read_from} AS t WHERE t.id = :id")
    row = session.execute(asked, {"id": id}).mappings().first()
    if row is None:
        return None
    told = [(name, _plain(value)) for name, value in row.items() if value not in (None, "", [], {})]
    return "\n\n".join(f"{name.replace('_', ' ').capitalize()}:\n{said}" for name, said in told)


def _plain(value: Any) -> str:
    """A value as words: lists and answers one a line, in the order in which they are kept."""
    if isinstance(value, dict):
        pairs = ((str(key).replace("_", " "), _plain(each)) for key, each in value.items())
        return "\n".join(f"{key}: {said}" for key, said in pairs)
    if isinstance(value, list):
        return "\n".join(_plain(each) for each in value)
    return str(value)
