"""The register of every case, for whoever oversees: what there is, and nothing of what it is about.

Never a case that concerns the reader: the matrix decides on each, as everywhere.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from casework.access import (
    Action,
    Actor,
    Standing,
    TrustPermission,
    Verdict,
    require_in_trust,
)
from casework.case_file.sight import is_theirs
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.standing import standings_of
from casework.database.whose import every_case
from casework.people.models import Academy
from casework.working_days import local_day

PAGE = 50


@dataclass(frozen=True)
class Entry:
    """A case as somebody who may only know of it sees it."""

    reference: str
    academy: str
    stage: Stage
    days: int
    held: bool = False
    opens: bool = True  # whether the entry has a page for this reader


@dataclass(frozen=True)
class Register:
    """One page, the newest reference first, and the key of the next when there is more."""

    entries: list[Entry]
    older_than: str


def register(session: Session, actor: Actor, today: date, older_than: str = "") -> Register:
    """One page of the register.

    Raises:
        NotPermitted: they do not oversee.
    """
    require_in_trust(actor, TrustPermission.OVERSEE)
    found: list[Entry] = []
    key = older_than
    while len(found) <= PAGE:
        rows = _rows(session, key)
        found += _known(session, actor, rows, today)
        if len(rows) <= PAGE:
            break
        key = rows[-1][0].reference
    more = len(found) > PAGE
    return Register(found[:PAGE], found[PAGE - 1].reference if more else "")


def _rows(session: Session, older_than: str) -> list[tuple[Case, str]]:
    """One more case than a page has, by the unique index of references."""
    wanted = select(Case, Academy.name).join(Academy, col(Academy.id) == Case.academy_id)
    if older_than:
        wanted = wanted.where(col(Case.reference) < older_than)
    ordered = wanted.order_by(col(Case.reference).desc()).limit(PAGE + 1)
    with every_case(session):  # the matrix decides on each before anything of it is told
        return [(case, academy) for case, academy in session.exec(ordered)]


def _known(
    session: Session, actor: Actor, rows: list[tuple[Case, str]], today: date
) -> list[Entry]:
    """Those of them that this person may know of."""
    standings = standings_of(session, actor, [case.reference for case, _ in rows])
    return [
        entry_of(case, academy, today, opens=standing.verdict(Action.VIEW_HEADER) > Verdict.DENIED)
        for case, academy in rows
        if (standing := standings.get(case.reference)) and _is_listed(standing)
    ]


def _is_listed(standing: Standing) -> bool:
    """Whether it is theirs to know of, and not a case about them or somebody they accompany."""
    return standing.knows and not is_theirs(standing)


def entry_of(case: Case, academy: str, today: date, *, opens: bool = True) -> Entry:
    """The entry of one case: how old it is, or how long it was open."""
    until = local_day(case.closed_at) if case.closed_at else today
    days = (until - local_day(case.opened_at)).days
    held = case.held_since is not None
    return Entry(case.reference, academy, case.stage, days, held, opens)
