"""Looking for a case, a report, a person or words among what a person may see anyway.

First which cases are theirs, then what is found in them: everything else is never asked about.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlalchemy import text
from sqlmodel import Session, col

from casework.access import Actor, Role
from casework.case_file.caseload import Listed, listed
from casework.case_file.recording import note_opened, note_searched
from casework.case_file.search_names import alike, clause_in, same_reference, words_of
from casework.case_file.search_places import Kind
from casework.case_file.search_words import MOST_RANKED, Hit, Match, matches, of_clause, shown
from casework.cases.models import Case
from casework.cases.visible import VISIBLE, for_whom
from casework.database.whose import every_case
from casework.people.models import Academy, Person
from casework.reports.queries import SentReport, sent_by

PAGE, REPORTS = 10, 25
SHORTEST_PART = 4
MOST_HITS = 4  # of one case; how many more there are is said
EXACT, NAMED, TAKES_PART, OF_CLAUSE, IN_ACADEMY = 100.0, 10.0, 5.0, 4.0, 2.0
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
_PEOPLE = text(
    "SELECT p.given_name || ' ' || p.family_name AS name, a.role, array_agg(a.case_id) AS cases "
    "FROM appointments AS a JOIN people AS p ON p.id = a.person_id "
    "WHERE a.case_id = ANY (CAST(:cases AS uuid[])) AND a.person_id <> ALL (same_person(:me)) "
    "AND a.role <> 'employee' GROUP BY p.id, name, a.role"
)
_REPORTS = text(
    "SELECT r.case_id, r.reference FROM reports AS r WHERE r.case_id = ANY (CAST(:cases AS uuid[]))"
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


@dataclass
class _Case:
    """One visible case while it is looked through."""

    id: UUID
    reference: str
    opened_at: datetime
    score: float = 0.0
    named: list[Hit] = field(default_factory=list)
    told: list[Match] = field(default_factory=list)

    def found(self, score: float, hit: Hit | None) -> None:
        self.score = max(self.score, score)
        if hit and hit not in self.named:
            self.named.append(hit)

    @property
    def is_found(self) -> bool:
        return self.score > 0


def search(session: Session, actor: Actor, sought: Sought) -> Found:
    """Cases and the places in them, best first, a page at a time; and the person's own reports.

    That they looked, and for what, is written down before anything found is shown, and so is each
    case of which words are shown.
    """
    words = sought.words.strip()
    if not words:
        return Found([], 0, [])
    with every_case(session):  # each is asked by its person alone
        rows = session.execute(_VISIBLE, for_whom(session, actor)).all()
    cases = {row.id: _Case(row.id, row.reference, row.opened_at) for row in rows}
    told = matches(session, words, list(cases), sought.kinds)
    if Kind.NAMES in sought.kinds:
        _look_among_names(session, actor, words, rows, cases)
    if Kind.ALLEGATIONS in sought.kinds:
        _look_among_clauses(session, words, cases)
    for match in told:
        cases[match.case_id].score = max(cases[match.case_id].score, match.rank)
        cases[match.case_id].told.append(match)
    ordered = _ordered(cases.values())
    reports = [each for each in sent_by(session, actor) if _matches(each, words)]
    if sought.kind not in (None, Kind.NAMES, Kind.REPORTS):
        reports = []
    note_searched(session, words, len(ordered) + len(reports))
    page = _page(ordered, sought.after)
    last = page[-1].reference if page and page[-1] is not ordered[-1] else ""
    found = _shown(session, actor, words, page)
    return Found(found, len(ordered), reports[:REPORTS], last, len(told) == MOST_RANKED)


def _ordered(cases: Iterable[_Case]) -> list[_Case]:
    """The best first; of two as good the one that was opened last, for they come in that order."""
    return sorted((each for each in cases if each.is_found), key=lambda each: -each.score)


def _page(ordered: list[_Case], after: str) -> list[_Case]:
    """The cases after the one named; all from the first where it is not among them any more."""
    places = [place for place, each in enumerate(ordered) if each.reference == after]
    start = places[0] + 1 if places else 0
    return ordered[start : start + PAGE]


def _look_among_names(
    session: Session, actor: Actor, words: str, rows: Sequence[Any], cases: dict[UUID, _Case]
) -> None:
    typed = words_of(words)
    for row in rows:
        _look_at_header(cases[row.id], row, words, typed)
    for row in session.execute(_REPORTS, {"cases": list(cases)}):
        if same_reference(words, row.reference):
            hit = _who("Report", row.reference, f"/reports#{row.reference}")
            cases[row.case_id].found(EXACT, hit)
    for row in session.execute(_PEOPLE, {"cases": list(cases), "me": actor.id}):
        score = alike(typed, words_of(row.name))
        for each in row.cases if score else ():
            cases[each].found(TAKES_PART + score, _who(Role(row.role).label, row.name, "/people"))


def _look_at_header(case: _Case, row: Any, words: str, typed: tuple[str, ...]) -> None:
    """Its reference, or four letters of it at least; whom it is about; where they work."""
    part = len(words) >= SHORTEST_PART and words.casefold() in row.reference.casefold()
    if part or same_reference(words, row.reference):
        case.found(EXACT, None)
    if score := alike(typed, words_of(row.employee or "")):
        case.found(NAMED + score, None)
    if alike(typed, words_of(row.academy)):
        case.found(IN_ACADEMY, _who("Academy", row.academy, ""))


def _who(says: str, name: str, page: str) -> Hit:
    return Hit(says, Kind.NAMES, page, [(name, True)])


def _look_among_clauses(session: Session, words: str, cases: dict[UUID, _Case]) -> None:
    if clause := clause_in(words):
        for case_id, hit in of_clause(session, clause, list(cases)):
            cases[case_id].found(OF_CLAUSE, hit)


def _shown(session: Session, actor: Actor, words: str, page: list[_Case]) -> list[FoundCase]:
    """A page of cases with what was found in each. What is shown of a case is noted as a look."""
    room = {each.id: max(0, MOST_HITS - len(each.named)) for each in page}
    hits = shown(session, words, [hit for each in page for hit in each.told[: room[each.id]]])
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
