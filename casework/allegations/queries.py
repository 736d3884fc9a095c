"""Reading allegations with their clauses and exhibits."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from casework.allegations.models import (
    Allegation,
    AllegationExhibit,
    ProtectedContentScreen,
    SeverityAssessment,
)
from casework.allegations.rules import ScreenFacts
from casework.database.of_case import rows_of
from casework.database.whose import answers_kept, once_while_reading
from casework.errors import NotFound
from casework.evidence.models import Exhibit
from casework.policies.models import Clause
from casework.policies.queries import VersionOf, clauses_by_id, versions


@dataclass(frozen=True)
class Alleged:
    """An allegation with the clause as worded on the day, its version, and its exhibits."""

    allegation: Allegation
    clause: Clause
    version: VersionOf
    exhibits: list[Exhibit]

    @property
    def exhibit_references(self) -> tuple[str, ...]:
        return tuple(each.reference for each in self.exhibits)


@once_while_reading
def allegations_on(session: Session, case_id: UUID) -> list[Alleged]:
    """Every allegation of a case, in order of number."""
    rows = sorted(rows_of(session, Allegation, case_id), key=lambda each: each.number)
    if not rows:
        return []
    linked = _exhibits(session, case_id)
    clauses = clauses_by_id(session, frozenset(each.clause_id for each in rows))
    known = {each.id: each for each in versions(session)}
    return [
        Alleged(each, clause, known[clause.version_id], linked.get(each.id, []))
        for each in rows
        for clause in [clauses[each.clause_id]]
    ]


_LINKED: Any = (
    select_columns(col(AllegationExhibit.allegation_id), col(AllegationExhibit.exhibit_id))
    .join(Allegation, col(Allegation.id) == AllegationExhibit.allegation_id)
    .where(col(Allegation.case_id) == bindparam("case_id"))
)


def _exhibits(session: Session, case_id: UUID) -> dict[UUID, list[Exhibit]]:
    linked: dict[UUID, list[Exhibit]] = {}
    exhibits = sorted(rows_of(session, Exhibit, case_id), key=lambda each: each.number)
    if not exhibits:
        return linked
    links = _links(session, case_id)
    for exhibit in exhibits:
        for allegation_id in (of for of, what in links if what == exhibit.id):
            linked.setdefault(allegation_id, []).append(exhibit)
    return linked


# The same for a page that asks it among other questions.
LINKS = (
    "(SELECT json_agg(json_build_array(l.allegation_id, l.exhibit_id)) FROM allegation_exhibits l "
    "JOIN allegations a ON a.id = l.allegation_id WHERE a.case_id = :case_id)"
)


def note_links(session: Session, case_id: UUID, told: list[list[str]] | None) -> None:
    """Keep what LINKS answered: ids, which show nothing of what they do not find."""
    if (kept := answers_kept(session)) is not None:
        kept[_links, case_id] = {(UUID(of), UUID(what)) for of, what in told or ()}


def _links(session: Session, case_id: UUID) -> set[tuple[UUID, UUID]]:
    """The ids of allegations and of the exhibits to them."""
    kept = answers_kept(session) or {}
    if (_links, case_id) in kept:
        noted: set[tuple[UUID, UUID]] = kept[_links, case_id]
        return noted
    return {(row[0], row[1]) for row in session.execute(_LINKED, {"case_id": case_id})}


def alleged_number(session: Session, case_id: UUID, number: int) -> Alleged:
    """One allegation by its number on the case.

    Raises:
        NotFound: the case has no allegation of that number.
    """
    for each in allegations_on(session, case_id):
        if each.allegation.number == number:
            return each
    raise NotFound


def conduct_days(session: Session, case_id: UUID) -> list[date]:
    """The days of the conduct alleged on a case, each once, the earliest first."""
    return sorted({each.conduct_on for each in rows_of(session, Allegation, case_id)})


def severity_of(session: Session, case_id: UUID) -> SeverityAssessment | None:
    return next(iter(rows_of(session, SeverityAssessment, case_id)), None)


def screen_of(session: Session, case_id: UUID) -> ProtectedContentScreen | None:
    """The latest answers about protected content, which are those that count."""
    ever = sorted(rows_of(session, ProtectedContentScreen, case_id), key=lambda each: each.id)
    return max(ever, key=lambda each: each.screened_at, default=None)


def screen_facts(session: Session, case_id: UUID) -> ScreenFacts:
    """What the rules about protected content need to know."""
    screen = screen_of(session, case_id)
    if screen is None:
        return ScreenFacts(screened=False)
    return ScreenFacts(
        screened=True,
        needs_advice=screen.needs_advice,
        advised=screen.advised_by is not None,
        may_go_on=screen.may_go_on is True,
    )
