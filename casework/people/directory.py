"""The accounts of the trust as its directory may read them: nothing of any case."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column
from sqlmodel import Field, Session, SQLModel, col, func, select

from casework.access import Actor, TrustPermission, require_in_trust
from casework.database import utc_timestamp
from casework.errors import NotFound
from casework.people.models import Academy, Account, Person

PERSON = ("given_name", "family_name", "email", "job_title", "worker_type")


class ProvisionedAccount(SQLModel, table=True):
    """What the directory calls an account, and whether it has removed it."""

    __tablename__ = "provisioned_accounts"

    account_id: UUID = Field(foreign_key="accounts.id", primary_key=True)
    external_id: str | None = Field(default=None, unique=True)
    changed_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    left_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    removed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class Provisioned(BaseModel):
    """One account as the directory may read it: nothing of any case, nothing that opens it."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    username: str
    external_id: str | None
    active: bool
    staff_number: str
    given_name: str
    family_name: str
    email: str | None
    job_title: str
    worker_type: str
    academy: str
    employed_from: date
    created_at: datetime
    changed_at: datetime


def provisioned(
    session: Session,
    actor: Actor,
    *,
    username: str | None = None,
    external_id: str | None = None,
    skip: int = 0,
    most: int = 100,
) -> tuple[list[Provisioned], int]:
    """A page of the accounts of the trust, and how many there are. A room is no account of it.

    Raises:
        NotPermitted: the actor does not look after accounts.
    """
    require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
    wanted = _accounts()
    if username is not None:
        wanted = wanted.where(Account.username == username.strip().lower())
    if external_id is not None:
        wanted = wanted.where(ProvisionedAccount.external_id == external_id)
    many = session.exec(select(func.count()).select_from(wanted.subquery())).one()
    page = wanted.order_by(col(Account.created_at), col(Account.id)).offset(skip).limit(most)
    return [_of(*row) for row in session.exec(page)], many


def one_provisioned(session: Session, actor: Actor, account_id: UUID) -> Provisioned:
    """One account of the trust.

    Raises:
        NotPermitted, NotFound: the actor may not, or there is none that is not removed.
    """
    require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
    row = session.exec(_accounts().where(Account.id == account_id)).first()
    if row is None:
        raise NotFound
    return _of(*row)


def _accounts() -> Any:
    return (
        select(Account, Person, Academy, ProvisionedAccount)
        .join(Person, col(Person.id) == Account.person_id)
        .join(Academy, col(Academy.id) == Person.academy_id)
        .join(ProvisionedAccount, col(ProvisionedAccount.account_id) == Account.id, isouter=True)
        .where(col(Account.room_of).is_(None), col(ProvisionedAccount.removed_at).is_(None))
    )


def _of(
    account: Account, person: Person, academy: Academy, told: ProvisionedAccount | None
) -> Provisioned:
    return Provisioned(
        id=account.id,
        username=account.username,
        external_id=told.external_id if told else None,
        active=account.disabled_at is None,
        academy=academy.code,
        created_at=account.created_at,
        changed_at=told.changed_at if told else account.created_at,
        **person.model_dump(include={*PERSON, "staff_number", "employed_from"}),
    )
