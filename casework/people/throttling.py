"""Slowing down guesses: at one name, and from one address. Never everybody, and never for long."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, delete, func, select

from casework.errors import TooManyTries
from casework.people.models import FailedSignIn

MOST_FAILURES, WITHIN = 10, timedelta(minutes=5)
LONGEST_NAME = 200
PATIENCE = "Too many tries. Wait 5 minutes, then try again"


class Try(NamedTuple):
    """One try: at which name, from where, and when."""

    name: str
    address: str
    at: datetime


def take_turn(session: Session, tried: Try) -> None:
    """Wait until nobody else tries this name or from this address, then refuse after too many.

    The turn lasts until the transaction ends, so tries at the same moment count each other.

    Raises:
        TooManyTries: ten tries failed in the last five minutes, at this name or from there.
    """
    for place in (f"name {tried.name}", f"address {tried.address}" if tried.address else ""):
        if place:
            turn = func.hashtextextended(f"casework.sign-in {place}", 0)
            session.execute(select(func.pg_advisory_xact_lock(turn)))
    recent = col(FailedSignIn.at) > tried.at - WITHIN
    counted = select(func.count()).select_from(FailedSignIn)
    at_name = counted.where(FailedSignIn.username == tried.name[:LONGEST_NAME], recent)
    from_there = counted.where(FailedSignIn.address == tried.address, recent)
    if session.exec(at_name).one() >= MOST_FAILURES:
        raise TooManyTries(PATIENCE)
    if tried.address and session.exec(from_there).one() >= MOST_FAILURES:
        raise TooManyTries(PATIENCE)


def count_failure(session: Session, tried: Try) -> None:
    """Remember a failed try. It counts only if the caller's transaction commits."""
    name = tried.name[:LONGEST_NAME]
    session.add(FailedSignIn(username=name, address=tried.address, at=tried.at))
    old = col(FailedSignIn.at) <= tried.at - 12 * WITHIN
    session.execute(delete(FailedSignIn).where(old))


def forgive(session: Session, name: str) -> None:
    """Forget the failures at a name, once its owner is in."""
    session.execute(delete(FailedSignIn).where(col(FailedSignIn.username) == name))
