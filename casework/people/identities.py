"""Which account the trust's own sign-in opens: bound once by a claim, then by subject only."""

from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from sqlmodel import Session, col, func, select

from casework import journal
from casework.access import CASEWORK
from casework.errors import SignInRefused
from casework.journal import Event
from casework.people.credentials import Identity
from casework.people.entrance import Entered, Visit, enter
from casework.people.models import Account, Means, Person
from casework.people.sign_in import actor_of
from casework.people.single_sign_on import Proof
from casework.settings import settings
from casework.working_days import local_day

NOT_YOURS = (
    "Your Trust’s sign-in knows you, but it opens nothing here. Ask HR whether you need Casework; "
    "if you do, an IT administrator gives you an account"
)


class IdentityBound(Event):
    account_id: UUID
    issuer: str
    subject: str

    def sentence(self) -> str:
        return "may sign in with the Trust’s own sign-in from now on"


class IdentityRefused(Event):
    issuer: str
    subject: str
    why: str

    def sentence(self) -> str:
        return f"refused somebody from the Trust’s own sign-in: {self.why}"


def enter_with(session: Session, proof: Proof, visit: Visit) -> Entered:
    """Open a session for whoever the provider says it is.

    Raises:
        SignInRefused: nobody here, or nobody any longer. It is journaled if the caller commits.
    """
    account = account_of(session, proof, visit)
    return enter(session, account, Means.SINGLE_SIGN_ON, visit)


def account_of(session: Session, proof: Proof, visit: Visit) -> Account:
    """The account that belongs to an identity; the first time, it is bound to one.

    Raises:
        SignInRefused: as `enter_with` says.
    """
    today = local_day(visit.at)
    bound = session.get(Identity, (proof.issuer, proof.subject))
    if bound is None:
        return _bind(session, proof, today, visit)
    account = session.get_one(Account, bound.account_id)
    person = session.get_one(Person, account.person_id)
    if account.disabled_at:
        _refuse(session, proof, "the account is disabled", visit)
    if not _here(person, today):
        _refuse(session, proof, "they have left", visit)
    return account


def _bind(session: Session, proof: Proof, today: date, visit: Visit) -> Account:
    matched = _matching(session, proof.claims)
    people = [each for each in matched if _here(each, today)]
    if len(people) != 1:
        why = "nobody matches" if not matched else "they have left"
        _refuse(session, proof, "more than one person matches" if people else why, visit)
    account = _free_account(session, people[0].id, proof.issuer)
    if account is None:
        _refuse(session, proof, "they have no account that could be bound", visit)
    session.add(
        Identity(
            issuer=proof.issuer, subject=proof.subject, account_id=account.id, bound_at=visit.at
        )
    )
    event = IdentityBound(account_id=account.id, issuer=proof.issuer, subject=proof.subject)
    journal.append(session, None, actor_of(session, account.person_id), event, visit.at)
    return account


def _refuse(session: Session, proof: Proof, why: str, visit: Visit) -> NoReturn:
    event = IdentityRefused(issuer=proof.issuer, subject=proof.subject, why=why)
    journal.append(session, None, CASEWORK, event, visit.at)
    raise SignInRefused(NOT_YOURS)


def _here(person: Person, today: date) -> bool:
    return person.left_on is None or person.left_on >= today


def _matching(session: Session, claims: dict[str, Any]) -> list[Person]:
    """The people whose entry in the staff file has what the trusted claim says."""
    wanted = select(Person).where(col(Person.merged_into_id).is_(None))
    match = settings().oidc_match
    told = str(claims.get(match) or "").strip()
    if not told or (match == "email" and not _verified(claims)):
        return []
    if match == "staff_number":
        return list(session.exec(wanted.where(Person.staff_number == told)))
    return list(session.exec(wanted.where(func.lower(Person.email) == told.lower())))


def _verified(claims: dict[str, Any]) -> bool:
    """An address counts only where the provider vouches for it; `xms_edov` is how Entra ID does."""
    return any(
        claims.get(each) in (True, "true", 1, "1") for each in ("email_verified", "xms_edov")
    )


def _free_account(session: Session, person_id: UUID, issuer: str) -> Account | None:
    """The oldest open account of a person, unless the provider opens one of theirs already."""
    accounts = select(Account).where(Account.person_id == person_id)
    of_theirs = select(Identity.subject).where(
        Identity.issuer == issuer,
        col(Identity.account_id).in_(select(Account.id).where(Account.person_id == person_id)),
    )
    if session.exec(of_theirs).first() is not None:
        return None
    open_ones = accounts.where(col(Account.disabled_at).is_(None), col(Account.room_of).is_(None))
    return session.exec(open_ones.order_by(col(Account.created_at)).limit(1)).first()
