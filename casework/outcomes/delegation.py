"""The trust's scheme of delegation: who may decide what for whom, from a day onwards."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Asked
from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session, SQLModel, col, select

from casework import journal
from casework.access import Actor, TrustPermission, TrustRole, require_in_trust
from casework.cases.models import Case
from casework.database import stored, utc_timestamp
from casework.journal import Event
from casework.outcomes.authority import (
    SCHEME,
    UNCONFIRMED,
    Delegated,
    StaffGroup,
    group_of,
    suggested,
)
from casework.people.models import Person
from casework.people.queries import roles_in_trust
from casework.text import Day, Line


class Delegation(SQLModel, table=True):
    """One cell of the scheme, from a day onwards, and who confirmed it."""

    __tablename__ = "delegations"
    __table_args__ = (
        UniqueConstraint("staff_group", "what", "effective_from"),
        CheckConstraint("jsonb_array_length(held_by) > 0", name="somebody_may_decide"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    staff_group: StaffGroup = Field(sa_column=Column(stored(StaffGroup), nullable=False))
    what: Delegated = Field(sa_column=Column(stored(Delegated), nullable=False))
    held_by: list[str] = Field(sa_column=Column(JSONB, nullable=False))
    effective_from: date
    source: str
    confirmed_by: str
    confirmed_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


@dataclass(frozen=True)
class StandingCell:
    """A cell as it stands on a day: `note` says so when nobody has confirmed it."""

    group: StaffGroup
    what: Delegated
    held_by: frozenset[TrustRole]
    source: str
    confirmed_by: str | None

    @property
    def note(self) -> str:
        return f"confirmed by {self.confirmed_by}" if self.confirmed_by else UNCONFIRMED

    @property
    def named(self) -> list[str]:
        """Who may decide, in words, in the order of the places in the trust."""
        return [each.label for each in TrustRole if each in self.held_by]


class DelegationSet(Event):
    group: StaffGroup
    what: Delegated
    held_by: list[TrustRole]
    effective_from: date

    def sentence(self) -> str:
        named = ", ".join(each.label.lower() for each in self.held_by)
        since = f"{self.effective_from:%-d %B %Y}"
        what, group = self.what.label.lower(), self.group.label.lower()
        return f"delegated “{what}” for {group} to {named} from {since}"


class SetDelegation(BaseModel):
    """Say who may decide something for a group of staff, from a day onwards (Acas Code para 22)."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.MANAGE_TIMESCALES

    group: StaffGroup = Asked(title="the group of staff")
    what: Delegated = Asked(title="what is decided")
    held_by: list[TrustRole] = Asked(min_length=1, title="who may decide")
    effective_from: Day = Asked(title="the day it applies from")
    source: Line = Asked(title="the source in your scheme of delegation")

    def perform(self, session: Session, actor: Actor, at: datetime) -> DelegationSet:
        """Record it. An earlier word for the same day is replaced; the journal keeps it.

        Raises:
            NotPermitted: the actor does not look after the trust's settings.
        """
        require_in_trust(actor, self.permission)
        same = select(Delegation).where(
            Delegation.staff_group == self.group,
            Delegation.what == self.what,
            Delegation.effective_from == self.effective_from,
        )
        kept = Delegation(
            staff_group=self.group,
            what=self.what,
            held_by=sorted({each.value for each in self.held_by}),
            effective_from=self.effective_from,
            source=self.source,
            confirmed_by=actor.name,
            confirmed_at=at,
        )
        if mistyped := session.exec(same).first():
            kept.id = mistyped.id
        session.merge(kept)
        event = DelegationSet(**self.model_dump(exclude={"source"}))
        journal.append(session, None, actor, event, at)
        return event


def scheme(session: Session, on: date) -> list[StandingCell]:
    """Every cell as it stands on a day."""
    rows = session.exec(
        select(Delegation)
        .where(col(Delegation.effective_from) <= on)
        .order_by(col(Delegation.effective_from))
    )
    latest = {(row.staff_group, row.what): row for row in rows}
    return [
        _standing(each.group, each.what, latest.get((each.group, each.what))) for each in SCHEME
    ]


def _standing(group: StaffGroup, what: Delegated, row: Delegation | None) -> StandingCell:
    if row is None:
        says = "Suggested from published schemes of delegation"
        return StandingCell(group, what, suggested(group, what), says, None)
    held_by = frozenset(TrustRole(each) for each in row.held_by)
    return StandingCell(group, what, held_by, row.source, row.confirmed_by)


def may_decide(session: Session, person_id: UUID, case: Case, what: Delegated, on: date) -> bool:
    """Whether somebody may decide this in this case, under the scheme as it stands (G-AUTH-1)."""
    group = _group(session, case)
    cells = scheme(session, on)
    cell = next(each for each in cells if (each.group, each.what) == (group, what))
    return not roles_in_trust(session, person_id).isdisjoint(cell.held_by)


def _group(session: Session, case: Case) -> StaffGroup:
    person = session.get(Person, case.employee_id) if case.employee_id else None
    if person is None:
        return StaffGroup.STAFF
    return group_of(roles_in_trust(session, person.id), person.worker_type)
