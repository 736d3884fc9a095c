"""Reading what somebody is to one case. PostgreSQL answers, from the facts alone."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Field, Session, SQLModel, select

from casework.access import Actor, Moment, Role, Standing
from casework.cases.models import Case
from casework.database.whose import every_case
from casework.database.words import Words
from casework.working_days import local_day

_TOLD = (
    *("case_id", "parts", "is_employee", "has_reported", "conflicted", "shut_out", "break_glass"),
    *("notified_at", "alleged_at", "report_at", "pack_issued_at", "hearing_held_at"),
    *("every_finding", "any_proved", "outcome_issued_at", "appeal_until", "appeal_lodged_at"),
)
_ASKED = Words(text(f"SELECT {', '.join(_TOLD)} FROM standing_on(:reference, :person, :at)"))
_MOMENT = {each.name for each in fields(Moment)} - {"today"}


def standing_of(
    session: Session, actor: Actor, reference: str, at: datetime | None = None
) -> Standing | None:
    """What this person is to the case now; None when there is no such case."""
    moment = at or datetime.now(UTC)
    asked = {"reference": reference, "person": actor.id, "at": moment}
    rows = _ASKED.ask(session, asked)
    return _standing(actor, dict(zip(_TOLD, rows[0], strict=True)), moment) if rows else None


def reference_now(session: Session, case_id: UUID | None) -> str:
    """The reference a case has now; an act may have given it another, or closed it to its actor."""
    with every_case(session):
        return session.exec(select(Case.reference).where(Case.id == case_id)).one()


def _standing(actor: Actor, told: dict[str, Any], at: datetime) -> Standing:
    moment = {name: told.pop(name) for name in _MOMENT}
    return Standing(
        **(told | {"parts": frozenset(Role(each) for each in told["parts"])}),
        person_id=actor.id,
        trust=actor.roles,
        confirmed=actor.confirmed,
        moment=Moment(**moment, today=local_day(at)),
    )


class AccessCode(SQLModel, table=True):
    """One cell of the access matrix, as PostgreSQL reads it. Migrations write it, nobody else."""

    __tablename__ = "access_codes"

    part: str = Field(primary_key=True)
    action: str = Field(primary_key=True)
    code: str
    moment: str | None = None


_EACH = text(
    "SELECT asked.reference AS on_case, told.* FROM unnest(CAST(:references AS text[])) "
    "AS asked(reference) CROSS JOIN LATERAL standing_on(asked.reference, :person, :at) AS told"
)


def standings_of(
    session: Session, actor: Actor, references: list[str], at: datetime | None = None
) -> dict[str, Standing]:
    """What this person is to each of several cases now, by its reference."""
    moment = at or datetime.now(UTC)
    asked = {"references": references, "person": actor.id, "at": moment}
    rows = [dict(row) for row in session.execute(_EACH, asked).mappings()]
    return {row.pop("on_case"): _standing(actor, row, moment) for row in rows}
