"""A way back in for somebody who lost theirs, or has none yet: never a way in for anybody else.

One person asks for it and says how they made sure of whom it is for; another approves it and hands
the link over; its owner says what the staff file knows of them and chooses a password nobody sees.
Until then everything stays as it is, and from then on nothing old opens the account.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select, update

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import NotFound, SignInRefused, WrongAnswer
from casework.journal import Event
from casework.people.anew import begin_anew
from casework.people.credentials import IdentityCheck, StepKind, WayBack
from casework.people.duplicates import same_person
from casework.people.entrance import Entered, Visit
from casework.people.models import Account, Person
from casework.people.passwords import require_good_password
from casework.people.sign_in import actor_of, hashed
from casework.people.steps import begin_step
from casework.people.throttling import Try, count_failure, take_turn

LASTS, WAITS = timedelta(hours=24), timedelta(days=7)
OWN = "Nobody opens a way back in for themselves. Somebody else must do it"
ASKED = "You asked for this. Somebody else must approve it"
DISABLED = "The account is disabled. Enable it first"
UNKNOWN = "Check both against your contract or your payslip. They must be as the Trust has them"


class WayBackAsked(Event):
    account_id: UUID
    identity_check: IdentityCheck
    checked_by: str

    def sentence(self) -> str:
        how = self.identity_check.label[0].lower() + self.identity_check.label[1:]
        return f"asked for a way back in for somebody whom {self.checked_by} made sure of {how}"


class WayBackDecided(Event):
    account_id: UUID
    approved: bool

    def sentence(self) -> str:
        return f"{'approved' if self.approved else 'declined'} a way back in"


class WayBackUsed(Event):
    account_id: UUID

    def sentence(self) -> str:
        return "came back in: a new password; every old factor, session and token ended"


class Handed(NamedTuple):
    """The link that is handed over, once."""

    token: str
    expires_at: datetime


def ask_way_back(
    session: Session,
    actor: Actor,
    account_id: UUID,
    check: IdentityCheck,
    checked_by: str,
    at: datetime,
) -> WayBack:
    """Ask for a way back in for the owner of an account. An earlier one that is open ends.

    Raises:
        NotPermitted: the actor does not look after accounts.
        NotFound: there is no such account.
        WrongAnswer: it is the actor's own, it is disabled, or nobody is named who made sure.
    """
    require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
    account = _account(session, account_id)
    if account.person_id in same_person(session, actor.id):
        raise WrongAnswer({"form": OWN})
    if not checked_by.strip():
        raise WrongAnswer({"checked_by": "Enter who made sure that it is them"})
    if account.disabled_at:
        raise WrongAnswer({"form": DISABLED})
    asked = _begin(session, actor, account, check, checked_by.strip(), at)
    asked.expires_at = at + WAITS
    return asked


def _account(session: Session, account_id: UUID) -> Account:
    found = session.get(Account, account_id)
    if found is None or found.room_of:
        raise NotFound
    return found


def _begin(
    session: Session,
    actor: Actor,
    account: Account,
    check: IdentityCheck,
    checked_by: str,
    at: datetime,
) -> WayBack:
    still = col(WayBack.account_id) == account.id, col(WayBack.ended_at).is_(None)
    session.execute(update(WayBack).where(*still).values(ended_at=at))
    asked = WayBack(
        account_id=account.id,
        asked_by=actor.id,
        asked_at=at,
        identity_check=check,
        checked_by=checked_by,
        expires_at=at + LASTS,
    )
    session.add(asked)
    event = WayBackAsked(account_id=account.id, identity_check=check, checked_by=checked_by)
    journal.append(session, None, actor, event, at)
    return asked


def open_from_the_server(session: Session, operator: Actor, username: str, at: datetime) -> Handed:
    """A way back in from the server's own console, for when nobody is left who could approve.

    Raises:
        NotFound: no account has that name.
        WrongAnswer: the account is disabled.
    """
    named = select(Account).where(Account.username == username.strip().lower())
    account = session.exec(named).first()
    if account is None or account.room_of:
        raise NotFound(f"No account is called “{username}”")
    if account.disabled_at:
        raise WrongAnswer({"username": DISABLED})
    check = IdentityCheck.ON_THE_SERVER
    return _hand_over(_begin(session, operator, account, check, operator.name, at), at)


def _hand_over(asked: WayBack, at: datetime) -> Handed:
    token = secrets.token_urlsafe(32)
    asked.token_hash, asked.expires_at = hashed(token), at + LASTS
    return Handed(token, asked.expires_at)


def decide_way_back(
    session: Session, actor: Actor, way_back_id: UUID, approved: bool, at: datetime
) -> Handed | None:
    """Approve it, and be given the link to hand over; or decline it.

    Raises:
        NotPermitted: the actor may not decide on accounts.
        NotFound: nothing of that kind waits.
        WrongAnswer: the actor asked for it, or it is for them.
    """
    require_in_trust(actor, TrustPermission.APPROVE_ACCOUNTS)
    asked = session.get(WayBack, way_back_id, with_for_update=True, populate_existing=True)
    if asked is None or asked.ended_at or asked.token_hash or asked.expires_at <= at:
        raise NotFound
    if actor.id == asked.asked_by:
        raise WrongAnswer({"form": ASKED})
    account = _account(session, asked.account_id)
    if account.person_id in same_person(session, actor.id):
        raise WrongAnswer({"form": OWN})
    event = WayBackDecided(account_id=account.id, approved=approved)
    journal.append(session, None, actor, event, at)
    asked.approved_by = actor.id if approved else None
    if approved:
        return _hand_over(asked, at)
    asked.ended_at = at
    return None


@dataclass(frozen=True)
class Told:
    """What somebody says of themselves, and the password they choose."""

    staff_number: str
    employed_from: date | None
    password: str


def way_back_at(session: Session, token: str, at: datetime) -> WayBack | None:
    """An open way back, or None when it is unknown, was used, or has ended."""
    wanted = select(WayBack).where(
        WayBack.token_hash == hashed(token),
        col(WayBack.ended_at).is_(None),
        col(WayBack.expires_at) > at,
    )
    return session.exec(wanted).first()


def use_way_back(session: Session, token: str, told: Told, visit: Visit) -> Entered:
    """Take the way back: a new password from now on, and a second factor to be set up next.

    Raises:
        NotFound: there is no such way back, or not any more.
        SignInRefused: what they said is not what the staff file says, or was tried too often. A
            wrong try counts only if the caller's transaction commits.
        WrongAnswer: the new password is not good enough.
    """
    found = way_back_at(session, token, visit.at)
    if found is None:
        raise NotFound
    way_back = session.get_one(WayBack, found.id, with_for_update=True, populate_existing=True)
    account = session.get_one(
        Account, way_back.account_id, with_for_update=True, populate_existing=True
    )
    if way_back.ended_at or account.disabled_at:
        raise NotFound
    person = session.get_one(Person, account.person_id)
    _require_known(session, way_back, person, told, visit)
    require_good_password(told.password, person)
    begin_anew(session, account, told.password, visit.at)
    way_back.ended_at = visit.at
    actor = actor_of(session, account.person_id)
    journal.append(session, None, actor, WayBackUsed(account_id=account.id), visit.at)
    kind = StepKind.ENROLMENT
    return Entered(begin_step(session, kind, visit.at, account.id), kind)


def _require_known(
    session: Session, way_back: WayBack, person: Person, told: Told, visit: Visit
) -> None:
    tried = Try(f"way back {way_back.id}", visit.address, visit.at)
    take_turn(session, tried)
    right = told.staff_number.strip() == person.staff_number
    if not right or told.employed_from != person.employed_from:
        count_failure(session, tried)
        raise SignInRefused(UNKNOWN)
