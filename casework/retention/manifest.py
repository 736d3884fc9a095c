"""What exactly would go with a case: rows by table, files, and what went to people and stays there.

Nothing is listed by hand: the database says which tables hang on a case, so a table that somebody
adds is counted, and deleted, without a mention here.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

# Looking at a case, or deciding about its retention, is no change of what would go.
NOT_COMPARED = frozenset(
    {
        "custody",
        "approval_requests",
        "retention_due_dates",
        "retention_holds",
        "retention_kept_longer",
        "referrals_ended",
        "papers_kept",
        "personnel_removals",
    }
)
_TABLES = text("SELECT named, belongs FROM tables_of_a_case() ORDER BY named")
_WORDS = text(
    "SELECT count(*) FROM journal AS j WHERE j.case_id = :case AND j.payload IS NOT NULL "
    "AND j.number < (SELECT max(k.number) FROM journal AS k "
    "WHERE k.case_id = :case AND k.kind = 'CaseDisposed')"
)
_ENTRIES = text("SELECT count(*) FROM journal WHERE case_id = :case")


@dataclass(frozen=True)
class Manifest:
    """What would go: how many rows of each table, which files, how many entries’ words."""

    rows: Mapping[str, int]
    files: tuple[str, ...]
    entries: int

    @property
    def hash(self) -> str:
        """Of all that must be the same when it is approved and when it begins."""
        compared = {name: count for name, count in self.rows.items() if name not in NOT_COMPARED}
        told = json.dumps({"rows": compared, "files": self.files}, sort_keys=True)
        return sha256(told.encode()).hexdigest()

    @property
    def records(self) -> int:
        return sum(self.rows.values())

    def kept(self) -> dict[str, object]:
        """As a disposal keeps it."""
        return asdict(self) | {"files": list(self.files)}

    def count(self, *tables: str) -> int:
        return sum(self.rows.get(each, 0) for each in tables)


def manifest_of(session: Session, case_id: UUID) -> Manifest:
    """What would go with a case now. Asked as Casework itself, after access was decided."""
    rows: dict[str, int] = {}
    files: set[str] = set()
    for named, belongs in session.execute(_TABLES).all():
        where = belongs.replace("$1", ":case")
        pattern = f"[a-z-]+/{case_id}/[0-9a-f-]{{36}}"
        asked = text(f'SELECT count(*) FROM "{named}" WHERE {where}')
        rows[named] = session.execute(asked, {"case": case_id}).scalar_one()
        if rows[named]:
            kept = text(
                f'SELECT DISTINCT m[1] FROM "{named}" AS t, '
                f"regexp_matches(t::text, :pattern, 'g') AS m WHERE {where}"
            )
            told = {"case": case_id, "pattern": f"({pattern})"}
            files.update(session.execute(kept, told).scalars())
    entries = session.execute(_ENTRIES, {"case": case_id}).scalar_one()
    held = {name: count for name, count in rows.items() if count}
    return Manifest(held, tuple(sorted(files)), entries)


def nothing_left(session: Session, case_id: UUID) -> bool:
    """Whether no row of a case and no word of its journal is left, but what tells of its end."""
    words = session.execute(_WORDS, {"case": case_id}).scalar_one()
    return not words and not manifest_of(session, case_id).rows
