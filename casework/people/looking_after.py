"""Looking after other people's accounts: adding, disabling, enabling, ending their sessions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from casework import journal
from casework.access import Actor, TrustPermission, TrustRole, require_in_trust
from casework.errors import NotFound, WrongAnswer
from casework.journal import Event
from casework.people.account import how_many_open
from casework.people.commands import add_account
from casework.people.credentials import WayBack
from casework.people.duplicates import same_person
from casework.people.factors import Factors, factors_of_each
from casework.people.models import Account, Person
from casework.people.needed import require_another
from casework.people.queries import Known, known, known_by_id, roles_in_trust, roles_of_each
from casework.people.sign_in import close_sessions

OWN = "This account is yours. Another IT administrator must do it"
PAGE = 50


class AccountDisabled(Event):
    account_id: UUID

    def sentence(self) -> str:
        return "disabled an account and ended its sessions"


class AccountEnabled(Event):
    account_id: UUID

    def sentence(self) -> str:
        return "enabled an account"


class SessionsEndedForThem(Event):
    account_id: UUID

    def sentence(self) -> str:
        return "ended every session of an account"


@dataclass(frozen=True)
class Listed:
    """One account as its administrator sees it: whose it is and in what state, nothing it opens."""

    account: Account
    person: Known
    roles: list[TrustRole]
    factors: Factors
    sessions: int

    @property
    def state(self) -> str:
        if self.account.disabled_at:
            return "Disabled"
        if self.account.needs_second_factor and not self.factors.any:
            return "No second factor yet"
        return "In use" if self.sessions else "Ready"


def accounts(session: Session, actor: Actor, words: str, page: int) -> tuple[list[Account], int]:
    """One page of the accounts whose name or owner has these words, and how many there are.

    Raises:
        NotPermitted: the actor does not look after accounts.
    """
    require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
    told = func.lower(Person.given_name + " " + Person.family_name + " " + Account.username)
    # The way into somebody’s room is of their case, which is nothing of IT’s.
    of_trust = select(Account).where(col(Account.room_of).is_(None))
    wanted = of_trust.join(Person, col(Person.id) == Account.person_id)
    for word in words.lower().split()[:5]:
        wanted = wanted.where(told.contains(word, autoescape=True))
    many = session.exec(select(func.count()).select_from(wanted.subquery())).one()
    ordered = wanted.order_by(col(Person.family_name), col(Person.given_name), Account.username)
    shown = session.exec(ordered.offset((page - 1) * PAGE).limit(PAGE))
    return list(shown), many


def listed(session: Session, account: Account, at: datetime) -> Listed:
    """One account with what its administrator needs."""
    return every_listed(session, [account], at)[0]


def every_listed(session: Session, accounts: list[Account], at: datetime) -> list[Listed]:
    """The same for a page of accounts, in their order: each kind of fact is asked for once."""
    ids, people = [each.id for each in accounts], {each.person_id for each in accounts}
    names, roles = known_by_id(session, people), roles_of_each(session, people)
    factors, opened = factors_of_each(session, accounts), how_many_open(session, ids, at)
    return [
        Listed(
            each,
            names[each.person_id],
            roles.get(each.person_id, []),
            factors[each.id],
            opened.get(each.id, 0),
        )
        for each in accounts
    ]


def account_looked_after(session: Session, actor: Actor, account_id: UUID) -> Account:
    """An account, for whoever looks after accounts.

    Raises:
        NotPermitted, NotFound: they do not, or there is none.
    """
    require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
    found = session.get(Account, account_id)
    if found is None or found.room_of:
        raise NotFound
    return found


def invite(
    session: Session, actor: Actor, staff_number: str, username: str, at: datetime
) -> Account:
    """Give somebody an account without a password: a way in is asked for next.

    Raises:
        NotPermitted: the actor does not look after accounts.
        WrongAnswer: nobody has that staff number, or the user name cannot be had.
    """
    require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
    try:
        return add_account(session, actor, staff_number.strip(), username, None, at)
    except NotFound as refused:
        raise WrongAnswer({"staff_number": str(refused)}) from refused


def disable(session: Session, actor: Actor, account_id: UUID, at: datetime) -> None:
    """Close an account from the next request on; its tokens open nothing either.

    Raises:
        WrongAnswer: it is the actor's own, or nobody would be left who looks after accounts.
    """
    account = _of_somebody_else(session, actor, account_id)
    if TrustRole.IT_ADMIN in roles_in_trust(session, account.person_id):
        require_another(session, account.person_id, TrustRole.IT_ADMIN)
    close(session, actor, account_id, at)


def close(session: Session, actor: Actor, account_id: UUID, at: datetime) -> None:
    """The same for whoever has left, whoever is left then.

    Raises:
        WrongAnswer: it is the actor's own.
    """
    account = _of_somebody_else(session, actor, account_id)
    if account.disabled_at is None:
        account.disabled_at = at
        close_sessions(session, account.id)
        journal.append(session, None, actor, AccountDisabled(account_id=account.id), at)


def enable(session: Session, actor: Actor, account_id: UUID, at: datetime) -> None:
    """Open a disabled account again: its old password and factors open it.

    Raises:
        WrongAnswer: it is the actor's own.
    """
    account = _of_somebody_else(session, actor, account_id)
    if account.disabled_at is not None:
        account.disabled_at = None
        journal.append(session, None, actor, AccountEnabled(account_id=account.id), at)


def end_sessions(session: Session, actor: Actor, account_id: UUID, at: datetime) -> None:
    """Sign the owner of an account out everywhere."""
    account = account_looked_after(session, actor, account_id)
    close_sessions(session, account.id)
    journal.append(session, None, actor, SessionsEndedForThem(account_id=account.id), at)


def _of_somebody_else(session: Session, actor: Actor, account_id: UUID) -> Account:
    account = account_looked_after(session, actor, account_id)
    if account.person_id in same_person(session, actor.id):
        raise WrongAnswer({"form": OWN})
    return account


def waiting_ways_back(
    session: Session, actor: Actor, at: datetime
) -> list[tuple[WayBack, Known, str]]:
    """What waits to be approved, with whose it is and their user name, the oldest first.

    Raises:
        NotPermitted: the actor may not decide on accounts.
    """
    require_in_trust(actor, TrustPermission.APPROVE_ACCOUNTS)
    wanted = select(WayBack).where(
        col(WayBack.ended_at).is_(None),
        col(WayBack.token_hash).is_(None),
        col(WayBack.expires_at) > at,
    )
    waiting = []
    for each in session.exec(wanted.order_by(col(WayBack.asked_at))):
        account = session.get_one(Account, each.account_id)
        waiting.append((each, known(session, account.person_id), account.username))
    return waiting
