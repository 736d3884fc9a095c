"""What the clearing registers said when somebody decided: kept as it was on that day.

An entry that is made or corrected later changes what the registers say now, and not this.
"""

import json
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Column
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session

from casework.cases.gateway import Act
from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.database.of_case import rows_of
from casework.registers.models import RegisterEntry
from casework.registers.queries import Acknowledged, Found, LookUp, look_up
from casework.reports.queries import conduct_day


class LookedUpAt(StrEnum):
    """The decision that the registers were looked up for."""

    TRIAGE = "triage"
    INVESTIGATION = "investigation"

    @property
    def label(self) -> str:
        return {
            LookedUpAt.TRIAGE: "When the report was triaged",
            LookedUpAt.INVESTIGATION: "When the investigation began",
        }[self]


class RegisterLookUp(PartOfCase, table=True):
    """What every register said of the employee for one day. Never changed."""

    __tablename__ = "register_look_ups"

    moment: LookedUpAt = Field(sa_column=Column(stored(LookedUpAt), nullable=False))
    day: date
    said: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    looked_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    looked_by: UUID = Field(foreign_key="people.id")

    @property
    def acknowledged(self) -> list[tuple[str, date | None]]:
        """Each version of a policy in force that day, and when it was acknowledged by then."""
        return [
            (each["version"], date.fromisoformat(each["on"]) if each["on"] else None)
            for each in self.said["acknowledged"]
        ]


def keep_look_up(act: Act, moment: LookedUpAt) -> str | None:
    """Keep what the registers say now of the employee on the day of the conduct.

    Returns the digest of what was kept, for the journal: it shows whether the row is as it was.
    """
    if act.case.employee_id is None:
        return None
    day = conduct_day(act.session, act.case)
    told = look_up(act.session, act.case.employee_id, day)
    said = as_kept(told)
    act.session.add(
        RegisterLookUp(
            case_id=act.case.id,
            moment=moment,
            day=day,
            said=said,
            looked_at=act.at,
            looked_by=act.actor.id,
        )
    )
    return digest(said)


def as_kept(told: LookUp) -> dict[str, Any]:
    """What the registers say, in the form in which it is kept."""
    return {
        "registers": [_register(each) for each in told.found],
        "acknowledged": [_acknowledged(each) for each in told.acknowledged],
    }


def digest(said: dict[str, Any]) -> str:
    """The fingerprint of what the registers said, however its keys are ordered."""
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _register(found: Found) -> dict[str, Any]:
    return {
        "register": found.register.value,
        "title": found.register.label,
        "says": found.says,
        "covers_from": found.covers_from.isoformat() if found.covers_from else None,
        "entries": [_entry(each) for each in found.entries],
        "others": [_entry(each) for each in found.others],
    }


def _entry(entry: RegisterEntry) -> dict[str, Any]:
    kept = {"what", "asked_on", "granted", "decided_on", "decided_by", "valid_from", "valid_until"}
    return entry.model_dump(mode="json", include=kept)


def _acknowledged(each: Acknowledged) -> dict[str, Any]:
    return {"version": each.version.named, "on": each.on.isoformat() if each.on else None}


def looked_up(session: Session, case_id: UUID) -> list[RegisterLookUp]:
    """What was kept of the registers on a case, the earliest first."""
    return sorted(rows_of(session, RegisterLookUp, case_id), key=lambda each: each.looked_at)
