"""The schedule as it stands on a day, with what two people decided about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from casework.people.queries import known_by_id
from casework.retention.models import Amendment
from casework.retention.schedule import ALWAYS, SCHEDULE, Rule, said_period

UNCONFIRMED = "default: confirm against your retention policy"


@dataclass(frozen=True)
class Standing:
    """One rule as it stands on a day: `note` says so when nobody has confirmed it."""

    rule: Rule
    length: int | None
    source: str
    effective_from: date
    approved_by: str = ""

    @property
    def period(self) -> str:
        told = said_period(self.length, self.rule.unit)
        later = self.rule.pension
        return f"{told}, or until normal pension age if that is later" if later else told

    @property
    def note(self) -> str:
        return f"approved by {self.approved_by}" if self.approved_by else UNCONFIRMED


def schedule_on(session: Session, on: date) -> list[Standing]:
    """Every rule as it stands on a day, in the order of their codes."""
    latest = _approved(session, on)
    two = {id for each in latest.values() for id in (each.proposed_by, each.decided_by) if id}
    names = {id: person.name for id, person in known_by_id(session, two).items()}
    return [_standing(rule, latest.get(code), names) for code, rule in SCHEDULE.items()]


def _standing(rule: Rule, row: Amendment | None, names: Mapping[UUID, str]) -> Standing:
    if row is None:
        return Standing(rule, rule.length, rule.basis, ALWAYS)
    both = [names[id] for id in (row.proposed_by, row.decided_by) if id]
    return Standing(rule, row.length, row.source, row.effective_from, " and ".join(both))


def lengths_on(session: Session, on: date) -> dict[str, int]:
    """The length of each rule that has one, as it stands on a day."""
    approved = _approved(session, on)
    return {
        code: approved[code].length if code in approved else rule.length
        for code, rule in SCHEDULE.items()
        if rule.length is not None
    }


def _approved(session: Session, on: date) -> dict[str, Amendment]:
    rows = session.exec(
        select(Amendment)
        .where(col(Amendment.approved).is_(True), col(Amendment.effective_from) <= on)
        .order_by(col(Amendment.effective_from), col(Amendment.decided_at))
    )
    return {row.code: row for row in rows}


def proposed(session: Session) -> list[Amendment]:
    """Changes that wait for a second person, the oldest first."""
    waiting = select(Amendment).where(col(Amendment.decided_at).is_(None))
    return list(session.exec(waiting.order_by(col(Amendment.proposed_at))))
