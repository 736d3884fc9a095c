"""Joiners, movers and leavers as the trust’s directory tells them: accounts, and never a case.

Nobody gets a place in the trust by this: those come from the staff file, which the trust decides.
"""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session, or_, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import OutOfDate, WrongAnswer
from casework.journal import Event
from casework.people.commands import add_account
from casework.people.directory import PERSON, ProvisionedAccount, one_provisioned
from casework.people.looking_after import close, enable
from casework.people.models import Academy, Account, Person
from casework.people.sign_in import revoke_tokens
from casework.people.staff_file import WORKER_TYPES
from casework.text import Name, OptionalAddress, OptionalDay, OptionalLine, OptionalName

TAKEN = "Another account has this user name"


class AccountProvisioned(Event):
    account_id: UUID
    changed: list[str]

    def sentence(self) -> str:
        return f"updated an account and its entry from the directory: {', '.join(self.changed)}"


class Told(BaseModel):
    """What the directory says of somebody. What it does not say stays as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    username: Name | None = None
    external_id: OptionalLine = None
    active: bool | None = None
    staff_number: OptionalName = None
    given_name: Name | None = None
    family_name: Name | None = None
    email: OptionalAddress = None
    job_title: Name | None = None
    worker_type: WORKER_TYPES | None = None
    academy: OptionalLine = None
    employed_from: OptionalDay = None


def join(session: Session, actor: Actor, told: Told, at: datetime) -> UUID:
    """Give a joiner an account without a password, and an entry where the staff file has none.

    Raises:
        NotPermitted: the actor does not look after accounts.
        OutOfDate: the user name belongs to somebody.
        WrongAnswer: something needed for an entry is not said.
    """
    require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
    if not told.username or not told.staff_number:
        raise WrongAnswer(
            {"staff_number": "Send userName, and employeeNumber as in the staff file"}
        )
    person = _person(session, told.staff_number) or _entered(session, told)
    account = _named(session, told.username)
    if account is None:
        account = add_account(session, actor, person.staff_number, told.username, None, at)
    elif account.person_id != person.id or not _was_removed(session, account.id):
        raise OutOfDate(TAKEN, {"username": told.username})
    row = _row(session, account.id, at)
    row.removed_at = None
    session.flush()
    whole = told if told.active is not None else told.model_copy(update={"active": True})
    move(session, actor, account.id, whole, at)
    return account.id


def _person(session: Session, staff_number: str) -> Person | None:
    return session.exec(select(Person).where(Person.staff_number == staff_number)).first()


def _named(session: Session, username: str) -> Account | None:
    wanted = select(Account).where(Account.username == username.strip().lower())
    return session.exec(wanted).first()


def _was_removed(session: Session, account_id: UUID) -> bool:
    row = session.get(ProvisionedAccount, account_id)
    return row is not None and row.removed_at is not None


def _row(session: Session, account_id: UUID, at: datetime) -> ProvisionedAccount:
    row = session.get(ProvisionedAccount, account_id)
    if row is None:
        row = ProvisionedAccount(account_id=account_id, changed_at=at)
        session.add(row)
        session.flush()
    return row


def _entered(session: Session, told: Told) -> Person:
    """A new entry: every fact a procedure may turn on is said, and none is guessed."""
    needed = ("given_name", "family_name", "job_title", "worker_type", "academy", "employed_from")
    if lacks := [each for each in needed if getattr(told, each) is None]:
        says = f"The staff file has no {told.staff_number}: send {', '.join(lacks)}, or import it"
        raise WrongAnswer(dict.fromkeys(lacks, says))
    facts = told.model_dump(include={*PERSON, "staff_number", "employed_from"})
    person = Person(**facts, academy_id=_academy(session, told.academy or "").id)
    session.add(person)
    session.flush()
    return person


def _academy(session: Session, said: str) -> Academy:
    wanted = select(Academy).where(or_(Academy.code == said, Academy.name == said))
    academy = session.exec(wanted).first()
    if academy is None:
        raise WrongAnswer({"academy": f"There is no academy {said}: send its code as department"})
    return academy


def move(session: Session, actor: Actor, account_id: UUID, told: Told, at: datetime) -> None:
    """Take over what the directory says now. A leaver is signed out everywhere at once.

    Raises:
        NotPermitted, NotFound: the actor may not, or there is no such account.
        OutOfDate: the user name belongs to somebody else.
        WrongAnswer: it says another staff number, or an academy that is none.
    """
    one_provisioned(session, actor, account_id)
    account = session.get_one(Account, account_id)
    person = session.get_one(Person, account.person_id)
    if told.staff_number and told.staff_number != person.staff_number:
        raise WrongAnswer({"staff_number": "An account stays that of the same person"})
    row = _row(session, account.id, at)
    changed = _renamed(session, account, told) + _moved(session, person, told)
    if told.external_id and told.external_id != row.external_id:
        row.external_id = told.external_id
        changed.append("external_id")
    if changed:
        row.changed_at = at
        event = AccountProvisioned(account_id=account.id, changed=changed)
        journal.append(session, None, actor, event, at)
    _switched(session, actor, row, told.active, at)
    session.flush()


def _renamed(session: Session, account: Account, told: Told) -> list[str]:
    name = (told.username or account.username).lower()
    if name == account.username:
        return []
    if _named(session, name):
        raise OutOfDate(TAKEN, {"username": name})
    account.username = name
    return ["username"]


def _moved(session: Session, person: Person, told: Told) -> list[str]:
    facts: dict[str, object] = told.model_dump(include=set(PERSON), exclude_none=True)
    if told.academy:
        facts["academy_id"] = _academy(session, told.academy).id
    changed = [name for name, value in facts.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, facts[name])
    return changed


def _switched(
    session: Session, actor: Actor, row: ProvisionedAccount, active: bool | None, at: datetime
) -> None:
    """What an administrator disabled here, no directory opens again."""
    if active is True and row.left_at:
        enable(session, actor, row.account_id, at)
        row.left_at = None
    elif active is False:
        account = session.get_one(Account, row.account_id)
        if account.disabled_at is None:
            row.left_at = at
        close(session, actor, account.id, at)
        revoke_tokens(session, account.id, at)


def leave(session: Session, actor: Actor, account_id: UUID, at: datetime) -> None:
    """Disable the account of somebody the directory removed, who may come back under its name.

    Raises:
        NotPermitted, NotFound: the actor may not, or there is no such account.
    """
    one_provisioned(session, actor, account_id)
    row = _row(session, account_id, at)
    _switched(session, actor, row, False, at)
    row.removed_at = row.changed_at = at
    session.flush()
