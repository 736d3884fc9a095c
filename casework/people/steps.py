"""The steps between a right password and an open session, each in its own browser, once."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, delete

from casework.errors import SignInRefused
from casework.people.credentials import SignInStep, StepKind
from casework.people.sign_in import hashed

LASTS = timedelta(minutes=10)
OVER = "That took too long, or it was done before. Start again"


def begin_step(
    session: Session,
    kind: StepKind,
    at: datetime,
    account_id: UUID | None = None,
    **facts: Any,
) -> str:
    """Begin a step and return the secret that finds it again. Old steps are cleared away."""
    secret = secrets.token_urlsafe(32)
    session.execute(delete(SignInStep).where(col(SignInStep.ends_at) <= at))
    step = SignInStep(
        id_hash=hashed(secret), kind=kind, account_id=account_id, facts=facts, ends_at=at + LASTS
    )
    session.add(step)
    return secret


def step_at(session: Session, secret: str, kind: StepKind, at: datetime) -> SignInStep | None:
    """A step that is still open, or None."""
    found = session.get(SignInStep, hashed(secret)) if secret else None
    return found if found and found.kind is kind and found.ends_at > at else None


def take_step(session: Session, secret: str, kind: StepKind, at: datetime) -> SignInStep:
    """A step, which is over with this: its secret opens nothing again.

    Raises:
        SignInRefused: there is no such step, it has ended, or it was taken before.
    """
    ended = (
        delete(SignInStep)
        .where(
            col(SignInStep.id_hash) == hashed(secret),
            col(SignInStep.kind) == kind,
            col(SignInStep.ends_at) > at,
        )
        .returning(
            col(SignInStep.id_hash),
            col(SignInStep.kind),
            col(SignInStep.account_id),
            col(SignInStep.facts),
            col(SignInStep.ends_at),
        )
    )
    found = session.execute(ended).mappings().first()
    if found is None:
        raise SignInRefused(OVER)
    return SignInStep(**found)
