"""Writing the journal: in the act's own transaction, or in a short one for those who look."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from casework import jobs
from casework.access import Actor
from casework.database import as_casework
from casework.database.words import Words
from casework.errors import DatabaseUnavailable, JournalUnavailable
from casework.journal.asking import NOBODY_SAID, Asked, asked_by
from casework.journal.leaves import Body, canonical, commitment
from casework.journal.looking import Refused
from casework.journal.record import Event, JournalEntry

# What nobody should have an hour to undo: a checkpoint is made at once.
AT_ONCE = frozenset(
    {
        "FindingRecorded",
        "OutcomeDecided",
        "SummaryDismissalReviewed",
        "PackIssued",
        "OutcomeLetterIssued",
        "BreakGlassOpened",
        "DisposalBegun",
        "CaseDisposed",
        "GapAcknowledged",
    }
)
PATIENCE = "10s"  # a look waits for the acts and looks before it; giving up, it shows nothing
# An act holds its case and then its chain. The entry of a look holds its chain and then, for its
# foreign key, the case: so it asks for the case first, or each would wait for the other.
_TURN = Words(
    text(
        "SELECT set_config('lock_timeout', :patience, true), "
        "(SELECT true FROM cases WHERE id = :case FOR KEY SHARE)"
    )
)
_CASE_OF = text("SELECT journal_chain_of(:reference)")
_JOURNAL = JournalEntry.__table__  # type: ignore[attr-defined]
# Inline: without it the library asks for the new id, and whoever looks need not see the entry.
_WRITTEN = ("case_id", "at", "actor_id", "kind", "result", "leaf", "payload", "secret")
_ADD = Words(insert(_JOURNAL).values({each: bindparam(each) for each in _WRITTEN}).inline())
# An insert into the table costs less than one of the entity, and is read as an entry all the same.
_ADD_AND_READ = select(JournalEntry).from_statement(insert(_JOURNAL).returning(*_JOURNAL.c))


def append(
    session: Session, case_id: UUID | None, actor: Actor, event: Event, at: datetime
) -> JournalEntry:
    """Add the next entry of a chain, in the caller's transaction and as one statement.

    Raises:
        JournalUnavailable: it cannot be written, so the caller's transaction must not be kept.
    """
    values = _values(case_id, actor, event, at, asked_by(session))
    session.flush()  # what the act itself did wrong is not said of the journal
    try:
        entry: JournalEntry = session.scalars(_ADD_AND_READ, values).one()
    except DBAPIError as failed:
        raise JournalUnavailable(
            "The journal cannot be written now, so nothing was done. Try again in a minute"
        ) from failed
    if entry.kind in AT_ONCE:
        jobs.enqueue(session, jobs.CHECKPOINT, lock=jobs.CHECKPOINT)
    return entry


def looked(
    case_id: UUID | None, actor: Actor, event: Event, at: datetime, asked: Asked = NOBODY_SAID
) -> None:
    """Record a look, and commit it, before the first byte is shown.

    Raises:
        JournalUnavailable: it could not be recorded; nothing may be shown.
    """
    with _own_transaction() as session:
        _TURN.ask(session, {"patience": PATIENCE, "case": case_id})
        _ADD.ask(session, _values(case_id, actor, event, at, asked))


def refused(
    reference: str | None, actor: Actor, refusal: Refused, at: datetime, asked: Asked = NOBODY_SAID
) -> None:
    """Record a refusal on the case that was asked for, or for the trust where there is none.

    The same statements either way, so that nobody learns from the time it took.

    Raises:
        JournalUnavailable: it could not be recorded.
    """
    with _own_transaction() as session:
        case_id = session.execute(_CASE_OF, {"reference": reference}).scalar()
        _TURN.ask(session, {"patience": PATIENCE, "case": case_id})
        _ADD.ask(session, _values(case_id, actor, refusal, at, asked))


@contextmanager
def _own_transaction() -> Iterator[Session]:
    try:
        with as_casework() as session:
            yield session
    except (DBAPIError, DatabaseUnavailable) as failed:
        raise JournalUnavailable(
            "The journal cannot be written now, so nothing is shown. Try again in a minute"
        ) from failed


def _values(
    case_id: UUID | None, actor: Actor, event: Event, at: datetime, asked: Asked
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "actor": actor.name,
        "facts": event.model_dump(mode="json"),
        "sentence": event.sentence(),
    }
    payload, secret = canonical(told | asked.told()), secrets.token_bytes(32)
    body = Body(
        act=type(event).__name__,
        actor=actor.id,
        at=at,
        commitment=commitment(secret, payload),
        release=release(),
        result=event.result,
        object=event.concerns(),
        account=asked.account,
        session=asked.session,
        request=asked.request,
    )
    return {
        "case_id": case_id,
        "at": at,
        "actor_id": actor.id,
        "kind": body.act,
        "result": body.result,
        "leaf": body.written(),  # which the database puts into its place in the chain
        "payload": payload,
        "secret": secret,
    }


@cache
def release() -> str:
    return version("casework")
