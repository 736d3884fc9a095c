"""Looking for a case, a report, a person or words among what a person may see anyway.

First which cases are theirs, then what is found in them: everything else is never asked about.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from casework.access import Actor
from casework.case_file.caseload import Listed, listed
from casework.case_file.recording import note_opened, note_searched
from casework.case_file.search_among import (
    Looked,
    among_clauses,
    among_names,
    any_of,
    words_apart,
)
from casework.case_file.search_names import same_reference
from casework.case_file.search_places import Kind
from casework.case_file.search_words import MOST_RANKED, Hit, matches, readable, shown
from casework.cases.models import Case
from casework.cases.visible import VISIBLE, for_whom
from casework.database.whose import every_case
from casework.people.models import Academy, Person
from casework.reports.queries import SentReport, sent_by

PAGE, REPORTS = 10, 25
MOST_HITS = 4  # of one case; how many more there are is said
TOGETHER = 1.0  # words that stand in one place come before words that stand apart
EVERY_KIND = frozenset(Kind)

_VISIBLE: Any = (
    select_columns(
        col(Case.id),
        col(Case.reference),
        col(Case.opened_at),
        (col(Person.given_name) + " " + col(Person.family_name)).label("employee"),
        col(Academy.name).label("academy"),
    )
    .join(Academy, col(Academy.id) == Case.academy_id)
    .join(Person, col(Person.id) == Case.employee_id, isouter=True)
    .where(VISIBLE)
    .order_by(col(Case.opened_at).desc(), col(Case.id))
)


@dataclass(frozen=True)
class Sought:
    """What is looked for: words, of which kinds, and after which case of the last page."""

    words: str
    kind: Kind | None = None
    after: str = ""

    @property
    def kinds(self) -> Collection[Kind]:
        return {self.kind} if self.kind else EVERY_KIND


@dataclass(frozen=True)
class FoundCase:
    """A case in which something was found: its row, the best places, and how many more."""

    row: Listed
    hits: list[Hit]
    more: int

    @property
    def reference(self) -> str:
        return self.row.reference


@dataclass(frozen=True)
class Found:
    """What matched. What the person may not see is as if it did not exist."""

    cases: list[FoundCase]
    cases_in_all: int
    reports: list[SentReport]
    next: str = ""
    many: bool = False  # more was found than was put in order

    @property
    def nothing(self) -> bool:
        return not self.cases and not self.reports


def search(session: Session, actor: Actor, sought: Sought) -> Found:
    """Cases and the places in them, best first, a page at a time; and the person's own reports.

    That they looked, and for what, is written down before anything found is shown, and so is each
    case of which words are shown.
    """
    words = sought.words.strip()
    if not words:
        return Found([], 0, [])
    ordered, many = _looked_through(session, actor, words, sought.kinds)
    reports = [each for each in sent_by(session, actor) if _matches(each, words)]
    if sought.kind not in (None, Kind.NAMES, Kind.REPORTS):
        reports = []
    note_searched(session, words, len(ordered) + len(reports))
    page = _page(ordered, sought.after)
    last = page[-1].reference if page and page[-1] is not ordered[-1] else ""
    found = _shown(session, actor, words, page)
    return Found(found, len(ordered), reports[:REPORTS], last, many)


def _looked_through(
    session: Session, actor: Actor, words: str, kinds: Collection[Kind]
) -> tuple[list[Looked], bool]:
    """Every case in which something is found, in order, and whether more matched than is ranked."""
    with every_case(session):  # each is asked by its person alone
        rows = session.execute(_VISIBLE, for_whom(session, actor)).all()
    cases = {row.id: Looked(row.id, row.reference) for row in rows}
    within = readable(session, actor, list(cases))
    if Kind.NAMES in kinds:
        among_names(session, actor, words, rows, cases, within)
    if Kind.ALLEGATIONS in kinds:
        among_clauses(session, words, cases)
    told = matches(session, words, within, kinds)
    for match in told:
        cases[match.case_id].found(TOGETHER + match.rank)
        cases[match.case_id].told.append(match)
    for match in words_apart(session, words, cases, within, kinds):
        cases[match.case_id].told.append(match)
    return _ordered(cases.values()), len(told) == MOST_RANKED


def _ordered(cases: Iterable[Looked]) -> list[Looked]:
    """The best first; of two as good the one that was opened last, for they come in that order."""
    return sorted((each for each in cases if each.is_found), key=lambda each: -each.score)


def _page(ordered: list[Looked], after: str) -> list[Looked]:
    """The cases after the one named; all from the first where it is not among them any more."""
    places = [place for place, each in enumerate(ordered) if each.reference == after]
    start = places[0] + 1 if places else 0
    return ordered[start : start + PAGE]


def _shown(session: Session, actor: Actor, words: str, page: list[Looked]) -> list[FoundCase]:
    """A page of cases with what was found in each. What is shown of a case is noted as a look."""
    room = {each.id: max(0, MOST_HITS - len(each.named)) for each in page}
    hits = shown(
        session, any_of(words), [hit for each in page for hit in each.told[: room[each.id]]]
    )
    by_case: dict[UUID, list[Hit]] = defaultdict(list)
    for each in page:
        by_case[each.id] = [*each.named[:MOST_HITS], *(
            hits[match.id] for match in each.told[: room[each.id]] if match.id in hits
        )]  # fmt: skip
        if each.told:
            note_opened(session, each.id)
    rows = listed(session, actor, [each.id for each in page])
    return [
        FoundCase(
            rows[each.id],
            by_case[each.id],
            len(each.named) + len(each.told) - len(by_case[each.id]),
        )
        for each in page
        if each.id in rows
    ]


def _matches(report: SentReport, words: str) -> bool:
    if same_reference(words, report.reference):
        return True
    told = f"{report.reference} {report.employee or ''}".lower()
    return all(word in told for word in words.lower().split()[:5])
