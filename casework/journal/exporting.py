"""One chain as a file that can be checked on another machine, with the script that does it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from casework.journal import merkle
from casework.journal import verify_casework_export as checker
from casework.journal.heads import Heads, in_order, leaf_of
from casework.journal.keys import Signer
from casework.journal.leaves import chain_of, microseconds
from casework.journal.models import Checkpoint, CheckpointHead, Delivery
from casework.journal.record import JournalEntry

README = """\
The journal of {called}, exported from Casework on {at}.

entries.jsonl   every entry: what was sealed (leaf), the seal (hash), and what people read (payload)
chain.json      which chain this is, the public key, and its place under the newest checkpoint
checkpoints/    every checkpoint: a signed note over the heads of all chains, newest last
stamps/         time-stamps of checkpoints by other services (RFC 3161), where there are any
{more}
To check it, on any machine with Python 3.9 or newer, without network or anything installed:

    python3 verify_casework_export.py THIS-FILE.zip --key KEY

KEY is the public key you were given before; "casework checkpoint key" prints it. The checkpoints
are also in the mailboxes and places that the trust sends them to: compare them with those here.
A time-stamp is checked with: openssl ts -verify -data NOTE -in STAMP -CAfile ROOT

Of other cases this file holds nothing: the hashes in chain.json tell nothing about them.
It holds personal data of this one. Keep it as you would the case file.
"""
Files = dict[str, bytes]


def exported(
    session: Session,
    signer: Signer,
    case_id: UUID | None,
    called: str,
    now: datetime,
    more: dict[str, str] | None = None,
) -> Files:
    """The files of an export, by name; `more` names what else the caller puts in, and its words."""
    told = {
        "called": called,
        "chain": chain_of(case_id),
        "exported_at": f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "key": signer.verifier_key(),
        "proof": _proof(session, chain_of(case_id)),
    }
    lines = "".join(f"{name:<15} {says}\n" for name, says in (more or {}).items())
    readme = README.format(called=called, at=told["exported_at"], more=lines)
    return {
        "README.txt": readme.encode(),
        "verify_casework_export.py": Path(checker.__file__).read_bytes(),
        "chain.json": _json(told),
        "entries.jsonl": b"".join(_json(each) for each in _entries(session, case_id)),
        **_checkpoints(session),
    }


def _json(told: Any) -> bytes:
    return f"{json.dumps(told, ensure_ascii=False, sort_keys=True)}\n".encode()


def _entries(session: Session, case_id: UUID | None) -> list[dict[str, Any]]:
    column = col(JournalEntry.case_id)
    of_chain = column.is_(None) if case_id is None else column == case_id
    found = select(JournalEntry).where(of_chain).order_by(col(JournalEntry.number))
    return [
        {
            "number": each.number,
            "version": each.version,
            "at": microseconds(each.at),
            "actor": str(each.actor_id),
            "kind": each.kind,
            "result": each.result,
            "previous": each.previous,
            "hash": each.hash,
            "leaf": each.leaf,
            "payload": each.payload,
            "secret": each.secret.hex() if each.secret is not None else None,
        }
        for each in session.exec(found)
    ]


def _proof(session: Session, chain: str) -> dict[str, Any] | None:
    """The way from the chain's head to the root of the newest checkpoint."""
    kept = session.exec(select(CheckpointHead)).all()
    heads: Heads = {each.chain: (each.number, each.hash) for each in kept}
    if chain not in heads:
        return None
    order = in_order(heads)
    index = order.index(chain)
    leaves = [merkle.leaf(leaf_of(each, heads[each])) for each in order]
    path = [each.hex() for each in merkle.path(leaves, index)]
    return {"index": index, "size": len(order), "number": heads[chain][0], "path": path}


def _checkpoints(session: Session) -> Files:
    kept = session.exec(select(Checkpoint).order_by(col(Checkpoint.number))).all()
    files = {f"checkpoints/{each.number:08}.note": each.note.encode() for each in kept}
    stamped = select(Delivery).where(col(Delivery.receipt).is_not(None))
    for count, each in enumerate(session.exec(stamped.order_by(col(Delivery.checkpoint))), 1):
        files[f"stamps/{each.checkpoint:08}-{count}.tsr"] = each.receipt or b""
    return files
