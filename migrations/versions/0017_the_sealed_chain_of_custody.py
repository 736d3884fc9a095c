"""Each item's chain of custody is sealed link by link; an original that changed is frozen."""

import hmac
import json
import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

FIRST = "0" * 64
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AT_ONCE = 5_000
HANDLINGS = (
    "ingested",
    "moved",
    "viewed",
    "downloaded",
    "admitted",
    "copied",
    "redacted",
    "packed",
    "exported",
    "disposed",
    "encrypted",
    "checked",
    "frozen",
    "cleared",
)
# As with the journal: nothing that the application sends can choose a number, a link or a hash.
LINKS = """
CREATE FUNCTION custody_links() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    head record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('casework.custody/' || NEW.capture_id, 0));
    SELECT number, hash INTO head FROM public.custody
        WHERE capture_id = NEW.capture_id ORDER BY number DESC LIMIT 1;
    NEW.number := coalesce(head.number, 0) + 1;
    NEW.previous := coalesce(head.hash, repeat('0', 64));
    NEW.leaf := E'casework-custody/1\\n' || NEW.capture_id || E'\\n' || NEW.number || E'\\n'
        || NEW.previous || E'\\n' || NEW.leaf || E'\\n';
    NEW.hash := encode(sha256('\\x00'::bytea || convert_to(NEW.leaf, 'UTF8')), 'hex');
    RETURN NEW;
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("ALTER TABLE custody DISABLE TRIGGER custody_is_append_only")
    for name in ("previous", "hash", "leaf"):
        op.add_column("custody", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("custody", sa.Column("secret", sa.LargeBinary(), nullable=True))
    _seal_what_is_there()
    for name in ("previous", "hash", "leaf"):
        op.alter_column("custody", name, nullable=False)
    op.execute("ALTER TABLE custody ENABLE TRIGGER custody_is_append_only")
    op.execute(LINKS)
    op.execute(
        "CREATE TRIGGER custody_is_linked BEFORE INSERT ON custody "
        "FOR EACH ROW EXECUTE FUNCTION custody_links()"
    )
    known = ", ".join(f"'{each}'" for each in HANDLINGS)
    op.drop_constraint("handling", "custody")
    op.create_check_constraint("ck_custody_handling", "custody", f"handling IN ({known})")
    _frozen_originals()


def _seal_what_is_there() -> None:
    """Links from before are sealed now, in their order, and say that it was done now."""
    connection = op.get_bind()
    every = sa.text(
        "SELECT id, capture_id, number, at, person_id, person_name, handling, reason, sha256 "
        "FROM custody ORDER BY capture_id, number"
    )
    seal = sa.text(
        "UPDATE custody SET previous = :previous, hash = :hash, leaf = :leaf, secret = :secret "
        "WHERE id = :id"
    )
    waiting: list[dict[str, Any]] = []
    last: tuple[Any, str] = (None, FIRST)
    for row in connection.execute(every).all():
        previous = last[1] if row.capture_id == last[0] else FIRST
        waiting.append(_sealed(row, previous))
        last = (row.capture_id, waiting[-1]["hash"])
        if len(waiting) == AT_ONCE:
            connection.execute(seal, waiting)
            waiting = []
    if waiting:
        connection.execute(seal, waiting)


def _sealed(row: Any, previous: str) -> dict[str, Any]:
    secret = secrets.token_bytes(32)
    told = _canonical({"person": row.person_name, "reason": row.reason})
    body = {
        "act": row.handling,
        "actor": str(row.person_id),
        "at": (row.at - EPOCH) // timedelta(microseconds=1),
        "commitment": hmac.digest(secret, told.encode(), "sha256").hex(),
        "sealed": "later",
        "sha256": row.sha256,
    }
    written = _canonical(body)
    leaf = f"casework-custody/1\n{row.capture_id}\n{row.number}\n{previous}\n{written}\n"
    sealed = sha256(b"\0" + leaf.encode()).hexdigest()
    return {"id": row.id, "previous": previous, "hash": sealed, "leaf": leaf, "secret": secret}


def _canonical(told: Any) -> str:
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _frozen_originals() -> None:
    op.add_column("captures", sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("captures", sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("captures", sa.Column("frozen_because", sa.String(length=40), nullable=True))
    op.create_check_constraint(
        "ck_captures_frozen_because", "captures", "frozen_because IN ('altered', 'missing')"
    )
    op.create_check_constraint(
        "a_frozen_capture_says_why", "captures", "(frozen_at IS NULL) = (frozen_because IS NULL)"
    )
    op.create_index("ix_captures_checked_at", "captures", ["checked_at"])
    op.create_index(
        "ix_captures_frozen_at",
        "captures",
        ["frozen_at"],
        postgresql_where=sa.text("frozen_at IS NOT NULL"),
    )
