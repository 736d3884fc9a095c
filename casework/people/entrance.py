"""The way in: a password, then a second factor; or a passkey; or the trust's own sign-in.

Nothing but `enter` opens a session, and nobody gets there with less than the account asks for.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, select

from casework.errors import SignInRefused
from casework.journal import Event
from casework.people.credentials import StepKind
from casework.people.factors import check_code, factors_of, take_recovery_code
from casework.people.models import Account, Means
from casework.people.own_chain import note
from casework.people.passwords import matches
from casework.people.sign_in import actor_of, open_session, session_holder, sign_out
from casework.people.steps import OVER, begin_step, step_at
from casework.people.throttling import Try, count_failure, forgive, take_turn

WRONG_PASSWORD = "Check your user name and password"
WRONG_CODE = "Check the code. Each code works once, so wait for the next one if you used it before"


@dataclass(frozen=True)
class Visit:
    """Somebody at the door: when, from where, and with what."""

    at: datetime
    address: str = ""
    device: str = ""


@dataclass(frozen=True)
class Entered:
    """What a proof opened: a session, or the next step on the way to one."""

    secret: str
    step: StepKind | None = None


class SessionOpened(Event):
    account_id: UUID
    means: Means

    def sentence(self) -> str:
        return f"signed in with {self.means.label}"


class SignedOut(Event):
    account_id: UUID

    def sentence(self) -> str:
        return "signed out"


def leave(session: Session, secret: str, at: datetime) -> None:
    """End a session at the wish of its owner; nothing happens where there is none."""
    found = session_holder(session, secret, at) if secret else None
    sign_out(session, secret)
    if found:
        event = SignedOut(account_id=found.account.id)
        note(session, found.account, found.actor, event, at)


def password_of(session: Session, username: str, password: str, visit: Visit) -> Account:
    """The account that a name and a password open. A wrong try is counted.

    Raises:
        SignInRefused: unknown name, wrong password, disabled account, or too many tries.
    """
    tried = Try(username.strip().lower(), visit.address, visit.at)
    take_turn(session, tried)
    account = session.exec(select(Account).where(Account.username == tried.name)).first()
    right = matches(account.password_hash if account else "", password)
    if account is None or account.disabled_at or not right:
        count_failure(session, tried)
        raise SignInRefused(WRONG_PASSWORD)
    return account


def give_password(session: Session, username: str, password: str, visit: Visit) -> Entered:
    """Take a name and a password; open a session only where no second factor is wanted.

    Raises:
        SignInRefused: as `password_of` says.
    """
    account = password_of(session, username, password, visit)
    if factors_of(session, account).any:
        kind = StepKind.SECOND_FACTOR
    elif account.needs_second_factor:
        kind = StepKind.ENROLMENT
    else:
        return enter(session, account, Means.PASSWORD, visit)
    return Entered(begin_step(session, kind, visit.at, account.id), kind)


def give_code(session: Session, secret: str, code: str, visit: Visit) -> Entered:
    """Take the second factor of somebody whose password was right a moment ago.

    Raises:
        SignInRefused: the step is over, the code is wrong or was used, or too many were tried.
    """
    step = step_at(session, secret, StepKind.SECOND_FACTOR, visit.at)
    if step is None or step.account_id is None:
        raise SignInRefused(OVER)
    account = session.get_one(Account, step.account_id)
    means = code_of(session, account, code, visit)
    session.delete(step)
    return enter(session, account, means, visit)


def code_of(session: Session, account: Account, code: str, visit: Visit) -> Means:
    """Which second factor a code was: one of the app, or a recovery code. A wrong try is counted.

    Raises:
        SignInRefused: it is neither, it was used before, or too many were tried.
    """
    tried = Try(account.username, visit.address, visit.at)
    take_turn(session, tried)
    session.refresh(account, with_for_update=True)
    if not account.disabled_at:
        if check_code(account, code, visit.at):
            return Means.CODE
        if take_recovery_code(session, account, code, visit.at):
            return Means.RECOVERY_CODE
    count_failure(session, tried)
    raise SignInRefused(WRONG_CODE)


def enter(session: Session, account: Account, means: Means, visit: Visit) -> Entered:
    """Open a session for somebody who has shown all that their account asks for.

    Raises:
        SignInRefused: the account is disabled.
    """
    if account.disabled_at:
        raise SignInRefused(WRONG_PASSWORD)
    forgive(session, account.username)
    secret = open_session(session, account, means, visit.at, visit.device)
    event = SessionOpened(account_id=account.id, means=means)
    note(session, account, actor_of(session, account.person_id), event, visit.at)
    return Entered(secret)


def confirm_by_password(
    session: Session, account: Account, password: str, code: str, visit: Visit
) -> None:
    """Show again who one is: with the password, and the second factor where there is one.

    Raises:
        SignInRefused: either is wrong, or too many were tried.
    """
    password_of(session, account.username, password, visit)
    if factors_of(session, account).any:
        code_of(session, account, code, visit)
    forgive(session, account.username)
