"""Looking for words in what cases say: what matches and where it stands, with the words around it.

PostgreSQL decides who reads which place of which case, once for a search (`words_read_by`), and
this only asks among what it named. A row that is not shown is never compared with the words, so
neither what is found nor how long it takes says anything of it. What is printed passes row-level
security.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from casework.access import Actor
from casework.case_file.search_coded import body_as_read, days_as_read
from casework.case_file.search_places import OF_EVIDENCE, PLACES, Kind
from casework.database.whose import every_case

MOST_RANKED = 1000  # what is found beyond is counted as more, and not put in order
LONGEST_EXCERPT = 100_000
BEGINS, ENDS = "\ue000", "\ue001"  # around each word found; no body holds them
_OPTIONS = (
    f"StartSel={BEGINS}, StopSel={ENDS}, MaxFragments=2, MaxWords=22, MinWords=8, ShortWord=2, "
    'FragmentDelimiter=" … "'
)
# The rows of these cases that stand where the reader may look, before anything is compared: OFFSET
# keeps PostgreSQL from asking about the words first.
_READABLE = """
    unnest(CAST(:cases AS uuid[]), CAST(:sights AS text[]), CAST(:only AS boolean[]))
        WITH ORDINALITY AS seen(case_id, sights, only_restricted, n)
    CROSS JOIN LATERAL (
        SELECT r.* FROM search_words AS r
        WHERE r.case_id = seen.case_id AND r.sight = ANY (string_to_array(seen.sights, ' '))
          AND r.place = ANY (:places)
          AND (r.sight <> 'evidence' OR seen.only_restricted IS NULL
               OR seen.only_restricted = restricted_capture(r.capture_id, r.case_id))
        OFFSET 0) AS w
"""
_HITS = text(
    f"""
    WITH asked AS (SELECT websearch_to_tsquery('english', :words) AS q)
    SELECT f.*, ts_rank(f.words, asked.q) AS rank FROM asked CROSS JOIN LATERAL (
        SELECT w.id, w.case_id, w.place, w.record_id, w.capture_id, w.page, w.words
        FROM {_READABLE} WHERE w.words @@ asked.q ORDER BY seen.n, w.id LIMIT :most
    ) AS f
    """
)
_SAYING = text(
    f"""
    SELECT t.word, (SELECT array_agg(DISTINCT w.case_id) FROM {_READABLE}
        WHERE w.words @@ plainto_tsquery('english', t.word)) AS cases
    FROM unnest(CAST(:words AS text[])) AS t(word)
    WHERE numnode(plainto_tsquery('english', t.word)) > 0
    """
)
_READ = text("SELECT * FROM words_read_by(:me, CAST(:cases AS uuid[]))")
_EXCERPTS = text(
    f"SELECT w.id, ts_headline('english', {body_as_read('left(w.body, :longest)')}, "
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
class Readable:
    """Cases, in the order in which they are looked through, with the places in each that its
    reader may look at, and which items of evidence where not all."""

    cases: list[UUID]
    sights: list[str]
    only: list[bool | None]

    def of(self, wanted: Collection[UUID]) -> "Readable":
        """Some of them."""
        rows = zip(self.cases, self.sights, self.only, strict=True)
        return Readable(*_columns([each for each in rows if each[0] in wanted]))


def _columns(rows: list[Any]) -> list[list[Any]]:
    return [[each[at] for each in rows] for at in range(3)]


def readable(session: Session, actor: Actor, cases: Sequence[UUID]) -> Readable:
    """What this person may read in these cases: asked once for all that a search asks of words."""
    with every_case(session):  # asked by its person alone
        rows = session.execute(_READ, {"me": actor.id, "cases": list(cases)}).all()
    told = {each.case_id: (" ".join(each.sights), each.only_restricted) for each in rows}
    return Readable(*_columns([(each, *told[each]) for each in cases if each in told]))


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


def matches(session: Session, words: str, within: Readable, kinds: Collection[Kind]) -> list[Match]:
    """Records of these cases whose words match, best first; no more than can be put in order."""
    asked = _asked(within, kinds) | {"words": words, "most": MOST_RANKED}
    if not within.cases or not asked["places"]:
        return []
    with every_case(session):  # only what `readable` said is compared
        found = [_match(row) for row in session.execute(_HITS, asked).mappings()]
    return sorted(found, key=lambda each: (-each.rank, each.place, str(each.id)))


def saying(
    session: Session, words: Sequence[str], within: Readable, kinds: Collection[Kind]
) -> dict[str, frozenset[UUID]]:
    """Which of these cases say each word anywhere. A word as “the” is nobody's and left out."""
    with every_case(session):  # only what `readable` said is compared
        rows = session.execute(_SAYING, _asked(within, kinds) | {"words": list(words)}).all()
    return {row.word: frozenset(row.cases or ()) for row in rows}


def _asked(within: Readable, kinds: Collection[Kind]) -> dict[str, Any]:
    return {
        "cases": within.cases,
        "sights": within.sights,
        "only": within.only,
        "places": _places(kinds),
    }


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
    words = days_as_read(match.place, said, BEGINS, ENDS)
    return Hit(says, place.kind, page, pieces_of(words))


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
