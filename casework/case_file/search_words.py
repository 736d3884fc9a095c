"""Looking for words in what cases say: what matches and where it stands, with the words around it.

PostgreSQL decides who reads which place, by the row; this only asks among cases already known to
be the reader's. A row that is not shown is never compared with the words, so neither what is
found nor how long it takes says anything of it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from casework.case_file.search_places import OF_EVIDENCE, PLACES, Kind

MOST_RANKED = 1000  # what is found beyond is counted as more, and not put in order
LONGEST_EXCERPT = 100_000
BEGINS, ENDS = "\ue000", "\ue001"  # around each word found; no body holds them
_OPTIONS = (
    f"StartSel={BEGINS}, StopSel={ENDS}, MaxFragments=2, MaxWords=22, MinWords=8, ShortWord=2, "
    'FragmentDelimiter=" … "'
)
_HITS = text(
    """
    WITH asked AS (SELECT websearch_to_tsquery('english', :words) AS q)
    SELECT f.*, ts_rank(f.words, asked.q) AS rank FROM asked CROSS JOIN LATERAL (
        SELECT w.id, w.case_id, w.place, w.record_id, w.capture_id, w.page, w.words
        FROM search_words AS w
        WHERE w.case_id = ANY (CAST(:cases AS uuid[])) AND w.place = ANY (:places)
          AND w.words @@ asked.q
        ORDER BY w.case_id, w.id LIMIT :most
    ) AS f
    """
)
_SAYING = text(
    """
    SELECT t.word, (SELECT array_agg(DISTINCT w.case_id) FROM search_words AS w
        WHERE w.case_id = ANY (CAST(:cases AS uuid[])) AND w.place = ANY (:places)
          AND w.words @@ plainto_tsquery('english', t.word)) AS cases
    FROM unnest(CAST(:words AS text[])) AS t(word)
    WHERE numnode(plainto_tsquery('english', t.word)) > 0
    """
)
_EXCERPTS = text(
    "SELECT w.id, ts_headline('english', left(w.body, :longest), "
    "websearch_to_tsquery('english', :words), :options) AS said "
    "FROM search_words AS w WHERE w.id = ANY (CAST(:ids AS uuid[]))"
)
_CLAUSES = text(
    "SELECT a.case_id, a.number, c.number AS clause, a.id FROM allegations AS a "
    "JOIN clauses AS c ON c.id = a.clause_id WHERE a.case_id = ANY (CAST(:cases AS uuid[])) "
    "AND (lower(c.number) = :clause OR lower(c.number) ~ ('^' || :pattern || '[a-z]$'))"
)
_CONFIRMED = text(
    "SELECT t.case_id, r.reference, t.id FROM triages AS t JOIN reports AS r ON r.id = t.report_id "
    "WHERE t.case_id = ANY (CAST(:cases AS uuid[])) AND t.clauses @> CAST(:clause AS jsonb)"
)
Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Match:
    """One record in which the words stand."""

    id: UUID
    case_id: UUID
    place: str
    record_id: UUID
    page: int
    rank: float


@dataclass(frozen=True)
class Hit:
    """One place found: what it is called, its address within the case, and its words in pieces,
    of which those that were looked for are marked."""

    says: str
    kind: Kind
    page: str
    pieces: Pieces

    @property
    def excerpt(self) -> str:
        return "".join(said for said, _ in self.pieces)


def matches(
    session: Session, words: str, cases: Sequence[UUID], kinds: Collection[Kind]
) -> list[Match]:
    """Records of these cases whose words match, best first; no more than can be put in order."""
    places = _places(kinds)
    if not cases or not places:
        return []
    asked = {"words": words, "cases": list(cases), "places": places, "most": MOST_RANKED}
    found = [_match(row) for row in session.execute(_HITS, asked).mappings()]
    return sorted(found, key=lambda each: (-each.rank, each.place, str(each.id)))


def saying(
    session: Session, words: Sequence[str], cases: Sequence[UUID], kinds: Collection[Kind]
) -> dict[str, frozenset[UUID]]:
    """Which of these cases say each word anywhere. A word as “the” is nobody's and left out."""
    asked = {"words": list(words), "cases": list(cases), "places": _places(kinds)}
    rows = session.execute(_SAYING, asked)
    return {row.word: frozenset(row.cases or ()) for row in rows}


def _places(kinds: Collection[Kind]) -> list[str]:
    return [key for key, place in PLACES.items() if place.kind in kinds]


def _match(row: Any) -> Match:
    place = row["place"]
    of_item = place in OF_EVIDENCE
    record = row["capture_id"] if of_item else row["record_id"]
    rank = row["rank"] * PLACES[place].weight
    return Match(row["id"], row["case_id"], place, record, row["page"], rank)


def shown(session: Session, words: str, found: Sequence[Match]) -> dict[UUID, Hit]:
    """These matches as a page shows them, by their id."""
    if not found:
        return {}
    asked = {"words": words, "ids": [each.id for each in found], "options": _OPTIONS}
    rows = session.execute(_EXCERPTS, asked | {"longest": LONGEST_EXCERPT})
    said = {row.id: row.said for row in rows}
    anchors = _anchors(session, found)
    return {each.id: _hit(each, anchors, said[each.id]) for each in found if each.id in said}


def _anchors(session: Session, found: Iterable[Match]) -> dict[tuple[str, UUID], str]:
    """What each record is called on its page, asked once for each place."""
    told: dict[tuple[str, UUID], str] = {}
    for key in sorted({each.place for each in found}):
        place = PLACES[key]
        if place.anchor:
            ids = [each.record_id for each in found if each.place == key]
            asked = f"SELECT * FROM ({place.anchor}) AS a(id, called) WHERE id = ANY (:ids)"
            for row in session.execute(text(asked), {"ids": ids}):
                told[key, row.id] = row.called
    return told


def _hit(match: Match, anchors: dict[tuple[str, UUID], str], said: str) -> Hit:
    place = PLACES[match.place]
    called = anchors.get((match.place, match.record_id), "")
    says = place.says.format(anchor=called or "an item")
    if match.page:
        says += f", page {match.page}"
    page = place.page.format(anchor=called or match.record_id)
    return Hit(says, place.kind, page, pieces_of(said))


def pieces_of(said: str) -> Pieces:
    """An excerpt cut at what was found in it, its lines joined."""
    pieces: Pieces = []
    for number, part in enumerate(" ".join(said.split()).split(BEGINS)):
        marked, _, plain = part.partition(ENDS) if number else ("", "", part)
        pieces += [(marked, True), (plain, False)]
    return [each for each in pieces if each[0]]


def of_clause(session: Session, clause: str, cases: Sequence[UUID]) -> list[tuple[UUID, Hit]]:
    """Allegations of a clause and what triage confirmed, in these cases."""
    pattern = clause.replace(".", r"\.")
    asked: dict[str, Any] = {"cases": list(cases), "clause": clause, "pattern": pattern}
    rows = session.execute(_CLAUSES, asked)
    found = [
        (row.case_id, Hit(f"Allegation {row.number}", Kind.ALLEGATIONS,
                          f"/allegations/{row.number}#clause", _named(row.clause)))
        for row in rows
    ]  # fmt: skip
    told = session.execute(_CONFIRMED, {"cases": list(cases), "clause": f'["{clause}"]'})
    return found + [
        (row.case_id, Hit(f"Triage of report {row.reference}", Kind.ALLEGATIONS,
                          f"/reports#{row.reference}", _named(clause)))
        for row in told
    ]  # fmt: skip


def _named(clause: str) -> Pieces:
    return [("Clause ", False), (clause, True)]
