"""One person's cases while they are looked through: their names, their clauses, words apart."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from casework.access import Actor, Role
from casework.case_file.search_names import MOST_WORDS, alike, clause_in, same_reference, words_of
from casework.case_file.search_places import Kind
from casework.case_file.search_words import (
    Hit,
    Match,
    Readable,
    matches,
    of_clause,
    saying,
)
from casework.database.whose import every_case

SHORTEST_PART = 4
EXACT, NAMED, TAKES_PART, OF_CLAUSE, IN_ACADEMY = 100.0, 10.0, 5.0, 4.0, 2.0
SURELY = 0.5  # how well one word has to answer to a name to count beside others
APART = 0.5  # of what words in one place count for
PLAIN = re.compile(r"[\w'’]+(?:\s+[\w'’]+)+")

# As row-level security shows parts: who reported and who is a witness only where that is shown.
_PEOPLE = text(
    "SELECT p.given_name || ' ' || p.family_name AS name, a.role, array_agg(a.case_id) AS cases "
    "FROM unnest(CAST(:cases AS uuid[]), CAST(:sights AS text[])) AS seen(case_id, sights) "
    "JOIN appointments AS a ON a.case_id = seen.case_id JOIN people AS p ON p.id = a.person_id "
    "WHERE a.person_id <> ALL ((SELECT same_person(:me))::uuid[]) "
    "AND a.role <> 'employee' AND ("
    "a.role NOT IN ('reporter', 'witness') OR 'reporter' = ANY (string_to_array(seen.sights, ' '))"
    ") GROUP BY p.id, name, a.role"
)
_REPORTS = text(
    "SELECT r.case_id, r.reference FROM reports AS r WHERE r.case_id = ANY (CAST(:cases AS uuid[]))"
)


@dataclass
class Looked:
    """One visible case: what was found in it so far, and which single words its names answer."""

    id: UUID
    reference: str
    score: float = 0.0
    named: list[Hit] = field(default_factory=list)
    told: list[Match] = field(default_factory=list)
    answers: set[str] = field(default_factory=set)

    def found(self, score: float, hit: Hit | None = None) -> None:
        self.score = max(self.score, score)
        if hit and hit not in self.named:
            self.named.append(hit)

    def answers_to(self, typed: tuple[str, ...], name: tuple[str, ...]) -> float:
        """How well a name of this case answers to all that was typed; single words are kept."""
        self.answers |= {each for each in typed if alike((each,), name) >= SURELY}
        return alike(typed, name)

    @property
    def is_found(self) -> bool:
        return self.score > 0


Cases = dict[UUID, Looked]


def among_names(
    session: Session, actor: Actor, words: str, rows: Sequence[Any], cases: Cases, within: Readable
) -> None:
    """References, whom cases are about, where they work, and who takes part."""
    typed = words_of(words)
    for row in rows:
        _at_header(cases[row.id], row, words, typed)
    for row in session.execute(_REPORTS, {"cases": list(cases)}):
        if same_reference(words, row.reference):
            hit = _who("Report", row.reference, f"/reports#{row.reference}")
            cases[row.case_id].found(EXACT, hit)
    _among_people(session, actor, typed, cases, within)


def _among_people(
    session: Session, actor: Actor, typed: tuple[str, ...], cases: Cases, within: Readable
) -> None:
    asked = {"cases": within.cases, "sights": within.sights, "me": actor.id}
    with every_case(session):  # only what `readable` said is read
        people = session.execute(_PEOPLE, asked).all()
    for row in people:
        name = words_of(row.name)
        for case in (cases[each] for each in row.cases):
            if score := case.answers_to(typed, name):
                case.found(TAKES_PART + score, _who(Role(row.role).label, row.name, "/people"))


def _at_header(case: Looked, row: Any, words: str, typed: tuple[str, ...]) -> None:
    """Its reference, or four letters of it at least; whom it is about; where they work."""
    part = len(words) >= SHORTEST_PART and words.casefold() in row.reference.casefold()
    if part or same_reference(words, row.reference):
        case.found(EXACT)
    if score := case.answers_to(typed, words_of(row.employee or "")):
        case.found(NAMED + score)
    if case.answers_to(typed, words_of(row.academy)):
        case.found(IN_ACADEMY, _who("Academy", row.academy, ""))


def _who(says: str, name: str, page: str) -> Hit:
    return Hit(says, Kind.NAMES, page, [(name, True)])


def among_clauses(session: Session, words: str, cases: Cases) -> None:
    if clause := clause_in(words):
        for case_id, hit in of_clause(session, clause, list(cases)):
            cases[case_id].found(OF_CLAUSE, hit)


def any_of(words: str) -> str:
    """Plain words so that each of them is looked for; what is written otherwise as it is."""
    return " or ".join(_single(words)) or words


def _single(words: str) -> list[str]:
    told = words.split() if PLAIN.fullmatch(words) else []
    return told if len(told) <= MOST_WORDS and "or" not in map(str.casefold, told) else []


def words_apart(
    session: Session, words: str, cases: Cases, within: Readable, kinds: Collection[Kind]
) -> list[Match]:
    """Plain words that a case says in several places, or of which its names are some."""
    typed = _single(words)
    if not typed:
        return []
    said = saying(session, typed, within, kinds)
    together = [
        each
        for each in cases.values()
        if all(each.id in said[word] or each.answers.issuperset(words_of(word)) for word in said)
    ]
    for each in together if said else ():
        each.found(APART)
    there = within.of({each.id for each in together})
    found = matches(session, any_of(words), there, kinds) if said else []
    return [match for match in found if match.id not in {m.id for m in cases[match.case_id].told}]
