"""Which papers of a case go before it, from which day, and why the others stay.

Evidence counts as relied on when an allegation, a pack or a statement names it, or when the
employee sent it. Whoever may decide can keep one that nobody relied on, with a reason.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from casework.retention.periods import lengths_on
from casework.retention.weeding_models import Weed

RULE = "R-14"  # the days it gives count for drafts too: nobody relies on them either
_DAY = "AT TIME ZONE 'Europe/London')::date"
# Why an item of evidence stays with its case; none where nobody relied on it.
_STAYS = """CASE
    WHEN c.stopped_at IS NOT NULL THEN 'It is closed, and the police may ask for it'
    WHEN c.frozen_at IS NOT NULL THEN 'It is frozen: whoever looks into that needs it'
    WHEN c.scan IN ('waiting', 'found') THEN 'It is in quarantine'
    WHEN EXISTS (SELECT FROM employee_papers AS p WHERE p.capture_id = c.id)
        THEN 'The employee sent it'
    WHEN EXISTS (SELECT FROM witness_accounts AS w WHERE w.capture_id = c.id)
        THEN 'It is the signed statement of a witness'
    WHEN EXISTS (SELECT FROM allegation_exhibits AS a WHERE a.exhibit_id = e.id)
        THEN 'An allegation rests on it'
    WHEN e.in_pack AND EXISTS (SELECT FROM cases AS k WHERE k.id = c.case_id
            AND (k.stage <> 'closed' OR EXISTS (SELECT FROM hearing_packs AS h
                WHERE h.case_id = k.id)))
        OR EXISTS (SELECT FROM custody AS k
            WHERE k.capture_id = c.id AND k.handling = 'packed')
        THEN 'It is part of a hearing pack, or may become so'
END"""
# A case that was reopened and is investigated again has no report yet, whatever it had before.
_REPORTS = """(SELECT v.case_id, v.concluded_at FROM investigations AS v
    JOIN cases AS o ON o.id = v.case_id
    WHERE o.stage NOT IN ('reported', 'triage', 'investigation'))"""
_LABEL = f"coalesce('E' || e.number, 'Item taken in on ' || to_char((c.taken_in_at {_DAY}, " \
    "'FMDD FMMonth YYYY'))"  # fmt: skip
_EVIDENCE = f"""
    SELECT c.case_id, 'evidence' AS kind, c.id, {_LABEL} AS label, {_STAYS} AS stays,
        CASE WHEN i.concluded_at IS NOT NULL THEN
            (greatest(i.concluded_at, c.taken_in_at) {_DAY} + CAST(:days AS int) END AS due_on,
        c.sha256, c.taken_in_at AS ordered
    FROM captures AS c LEFT JOIN {_REPORTS} AS i ON i.case_id = c.case_id
    LEFT JOIN exhibits AS e ON e.capture_id = c.id
    WHERE c.weeded_at IS NULL AND c.withdrawn_at IS NULL
"""
_DRAFTS = f"""
    SELECT d.case_id, 'drafts', d.id, 'Report, version ' || d.version, NULL,
        (i.concluded_at {_DAY} + CAST(:days AS int), NULL, d.shared_at
    FROM investigation_drafts AS d LEFT JOIN {_REPORTS} AS i ON i.case_id = d.case_id
    UNION ALL
    SELECT p.case_id, 'drafts', p.id, 'Draft pack ' || p.edition, NULL,
        (least(k.closed_at, (SELECT min(q.issued_at) FROM hearing_packs AS q
            WHERE q.case_id = p.case_id AND q.issued_at IS NOT NULL AND q.edition > p.edition))
        {_DAY} + CAST(:days AS int), p.sha256, p.requested_at
    FROM hearing_packs AS p JOIN cases AS k ON k.id = p.case_id WHERE p.status = 'draft'
"""
_AFTER = f"""
    SELECT p.case_id, 'pseudonyms', p.id, p.label, NULL, (k.closed_at {_DAY}, NULL, p.added_at
    FROM pseudonyms AS p JOIN cases AS k ON k.id = p.case_id
    UNION ALL
    SELECT n.case_id, 'notes', n.id, 'A note beside a pack', NULL,
        (k.closed_at {_DAY}, NULL, n.written_at
    FROM pack_notes AS n JOIN cases AS k ON k.id = n.case_id
"""
_PAPERS = f"""
    SELECT f.*, coalesce(f.stays, 'Somebody decided to keep it: ' || r.reason) AS why_kept
    FROM ({_EVIDENCE} UNION ALL {_DRAFTS} UNION ALL {_AFTER}) AS f
    LEFT JOIN papers_kept AS r ON r.item_id = f.id
"""
_OF_CASE = text(f"SELECT p.* FROM ({_PAPERS}) AS p WHERE p.case_id = :case ORDER BY kind, ordered")
_DUE = text(
    f"""
    SELECT c.reference, c.academy_id, p.kind, count(*) AS papers, min(p.due_on) AS due_on
    FROM ({_PAPERS}) AS p JOIN cases AS c ON c.id = p.case_id
    WHERE p.why_kept IS NULL AND p.due_on <= :today AND c.disposing_since IS NULL
    GROUP BY c.reference, c.academy_id, p.kind ORDER BY min(p.due_on), c.reference, p.kind
    LIMIT :most
    """
)
# What somebody wrote beside a paper. Copies that Casework made of it are not compared.
_ROWS = {
    "redaction_boxes": "capture_id",
    "redacted_copies": "capture_id",
    "left_readable": "capture_id",
    "capture_confirmations": "capture_id",
    "capture_corrections": "capture_id",
    "online_checks": "capture_id",
    "draft_comments": "draft_id",
}
_PARTS = "SELECT store_key AS key FROM pack_parts WHERE case_id = :case"
_OWN = {
    Weed.EVIDENCE: text(f"SELECT key FROM captures WHERE id = ANY (:ids) UNION {_PARTS}"),
    Weed.DRAFTS: text(
        f"SELECT key FROM hearing_packs WHERE id = ANY (:ids) AND key IS NOT NULL UNION {_PARTS}"
    ),
}


@dataclass(frozen=True)
class Paper:
    """One paper of a case: when it may go before the case, or why it stays. It names nobody."""

    id: UUID
    kind: Weed
    label: str
    due_on: date | None
    why_kept: str | None
    sha256: str | None

    def is_due(self, today: date) -> bool:
        return self.why_kept is None and self.due_on is not None and self.due_on <= today

    @property
    def what(self) -> str:
        """What kind of paper it is, also where somebody relies on it."""
        relied_on = self.why_kept is not None and self.kind is Weed.EVIDENCE
        return "Evidence" if relied_on else self.kind.label

    @property
    def says(self) -> str:
        """Why it is still here, and when it goes."""
        if self.why_kept:
            return f"{self.why_kept.rstrip('.')}. It goes with the case."
        if self.due_on is None:
            until = {Weed.EVIDENCE: "the report is issued", Weed.DRAFTS: "the report or pack is"}
            return f"It is in use until {until.get(self.kind, 'the case is closed')}."
        return f"Nobody relies on it. It may go from {self.due_on:%-d %B %Y}."


@dataclass(frozen=True)
class Manifest:
    """What exactly would go: the papers, and what was written beside them."""

    items: tuple[Paper, ...]
    rows: Mapping[str, int]

    @property
    def ids(self) -> list[UUID]:
        return [each.id for each in self.items]

    @property
    def hash(self) -> str:
        return sha256(json.dumps(self.kept(), sort_keys=True).encode()).hexdigest()

    def kept(self) -> dict[str, Any]:
        """As a weeding keeps it."""
        told = [
            {"id": str(each.id), "label": each.label, "sha256": each.sha256} for each in self.items
        ]
        return {"items": sorted(told, key=lambda each: str(each["id"])), "rows": dict(self.rows)}


@dataclass(frozen=True)
class DueToWeed:
    """Some papers of one case whose day has come."""

    reference: str
    academy_id: UUID
    kind: Weed
    papers: int
    due_on: date


def papers_on(session: Session, case_id: UUID, today: date) -> list[Paper]:
    """Every paper of a case that might go before it. Asked as Casework itself."""
    told = {"case": case_id, "days": lengths_on(session, today)[RULE]}
    return [
        Paper(row.id, Weed(row.kind), row.label, row.due_on, row.why_kept, row.sha256)
        for row in session.execute(_OF_CASE, told)
    ]


def due_papers(session: Session, today: date, most: int) -> list[DueToWeed]:
    """Papers of any case whose day has come, the earliest first. Asked as Casework itself."""
    told = {"days": lengths_on(session, today)[RULE], "today": today, "most": most}
    return [
        DueToWeed(row.reference, row.academy_id, Weed(row.kind), row.papers, row.due_on)
        for row in session.execute(_DUE, told)
    ]


def manifest_of(
    session: Session, case_id: UUID, kind: Weed, today: date, only: Iterable[UUID] | None = None
) -> Manifest:
    """What would go today of one kind, or of the papers that were proposed."""
    wanted = None if only is None else set(only)
    due = [
        each
        for each in papers_on(session, case_id, today)
        if each.kind is kind and each.is_due(today) and (wanted is None or each.id in wanted)
    ]
    rows = {}
    for table, column in _ROWS.items():
        asked = text(f"SELECT count(*) FROM {table} WHERE {column} = ANY (:ids)")
        if count := session.execute(asked, {"ids": [each.id for each in due]}).scalar_one():
            rows[table] = count
    return Manifest(tuple(due), rows)


def files_of(session: Session, case_id: UUID, kind: Weed, ids: list[UUID]) -> list[str]:
    """Every file in the store that holds one of these papers, or was made of it."""
    if kind not in _OWN:
        return []
    found = set(session.execute(_OWN[kind], {"ids": ids, "case": case_id}).scalars())
    if kind is Weed.EVIDENCE:
        pattern = f"([a-z-]+/{case_id}/[0-9a-f-]{{36}})"
        for table in session.execute(text("SELECT tables_of_a_capture()")).scalars().all():
            made_of = text(
                f'SELECT DISTINCT m[1] FROM "{table}" AS t, '
                "regexp_matches(t::text, :pattern, 'g') AS m WHERE t.capture_id = ANY (:ids)"
            )
            found |= set(session.execute(made_of, {"pattern": pattern, "ids": ids}).scalars())
    return sorted(found)


def left_of(session: Session, case_id: UUID, kind: Weed, ids: list[UUID]) -> bool:
    """Whether anything of these papers is still in the tables."""
    told = {"ids": ids, "case": case_id}
    held = {
        Weed.EVIDENCE: "SELECT count(*) FROM captures WHERE id = ANY (:ids) AND weeded_at IS NULL",
        Weed.DRAFTS: "SELECT (SELECT count(*) FROM investigation_drafts WHERE id = ANY (:ids)) + "
        "(SELECT count(*) FROM hearing_packs WHERE id = ANY (:ids) AND key IS NOT NULL)",
        Weed.PSEUDONYMS: "SELECT count(*) FROM pseudonyms WHERE id = ANY (:ids)",
        Weed.NOTES: "SELECT count(*) FROM pack_notes WHERE id = ANY (:ids)",
    }[kind]
    if session.execute(text(held), told).scalar_one():
        return True
    return any(
        session.execute(text(f"SELECT count(*) FROM {t} WHERE {c} = ANY (:ids)"), told).scalar_one()
        for t, c in _ROWS.items()
    )
