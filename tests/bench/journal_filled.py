"""A journal of any size, written by bulk with seals that hold."""

import hmac
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg

from casework.journal.leaves import FIRST, Body, canonical, leaf_hash, leaf_text

BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
NADIA = uuid4()
COPY = (
    "COPY journal (case_id, number, at, actor_id, kind, result, version, previous, hash, leaf, "
    "payload, secret) FROM STDIN"
)
Row = tuple[object, ...]


def fill(connection: psycopg.Connection[Row], chains: int, length: int) -> list[UUID]:
    """So many cases with so many entries each; their ids."""
    cases = [uuid4() for _ in range(chains)]
    connection.execute("SET session_replication_role = replica")
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO cases (id, reference, stage, summary, academy_id, "
            "pupil_involved, opened_at) VALUES (%s, %s, 'triage', 'A post', %s, false, now())",
            [(each, f"SM26-{number:04}", NADIA) for number, each in enumerate(cases, 1)],
        )
        with cursor.copy(COPY) as copy:
            for each in cases:
                for row in _chain(each, length):
                    copy.write_row(row)
    connection.execute("SET session_replication_role = origin")
    connection.execute("VACUUM ANALYZE journal")
    return cases


def _chain(case: UUID, length: int) -> Iterator[Row]:
    previous = FIRST
    for number in range(1, length + 1):
        at, secret = BEGAN + timedelta(minutes=number), secrets.token_bytes(32)
        told = {"due_on": "2026-10-19", "kind": "T5", "number": number}
        sentence = "set a deadline: finish the investigation in 20 working days"
        payload = canonical({"actor": "Nadia Farrow", "facts": told, "sentence": sentence})
        committed = hmac.digest(secret, payload.encode(), "sha256").hex()
        body = Body("DeadlineSet", NADIA, at, committed, "0.1.0", "allow", account=case)
        leaf = leaf_text(str(case), number, previous, body.written())
        seal = leaf_hash(leaf)
        yield (case, number, at, NADIA, body.act, "allow", 2, previous, seal, leaf, payload, secret)
        previous = seal
