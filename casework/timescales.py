"""The trust's own numbers: how many days, how many months. None of them is a rule of law alone.

Casework starts from suggested values. Each stays marked "default: confirm against your
disciplinary policy" until somebody in the trust confirms or changes it, from a day onwards.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict
from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.database import utc_timestamp
from casework.errors import NotFound, WrongAnswer
from casework.journal import Event
from casework.text import Day, Line

UNCONFIRMED = "default: confirm against your disciplinary policy"
ALWAYS = date(2000, 1, 1)


@dataclass(frozen=True)
class Suggested:
    """A number Casework suggests: what it is, its unit, and where the suggestion comes from."""

    key: str
    says: str
    value: int
    unit: str
    source: str


WORKING, MONTHS, DAYS, TIMES = "working days", "months", "days", "times"
_OBSERVED = "Suggested from published school and council policies"
_CALM = "Suggested by Casework"
_CLAIMS = "Suggested: six months to bring a claim, and early conciliation"

SUGGESTED: dict[str, Suggested] = {
    each.key: each
    for each in (
        Suggested("triage", "Decide what to do with a new report", 2, WORKING, _OBSERVED),
        Suggested(
            "lado", "Contact the LADO", 1, WORKING, "KCSIE and local safeguarding procedures"
        ),
        Suggested("investigation", "Finish the investigation", 20, WORKING, _OBSERVED),
        Suggested("decision", "Decide whether there is a case to answer", 5, WORKING, _OBSERVED),
        Suggested("hearing_notice", "Notice of a hearing", 10, WORKING, _OBSERVED),
        Suggested("pack", "Hearing pack to everyone before the hearing", 5, WORKING, _OBSERVED),
        Suggested("employee_papers", "Employee’s papers before the hearing", 3, WORKING, _OBSERVED),
        Suggested(
            "companion", "Postpone for a companion, at most", 5, WORKING, "ERA 1999 s.10(4)-(5)"
        ),
        Suggested("outcome_letter", "Outcome letter after the hearing", 5, WORKING, _OBSERVED),
        Suggested("appeal_window", "Appeal after receiving the letter", 10, WORKING, _OBSERVED),
        Suggested("appeal_hearing", "Hear an appeal after it arrived", 20, WORKING, _OBSERVED),
        Suggested("appeal_letter", "Result of the appeal in writing", 5, WORKING, _OBSERVED),
        Suggested("first_warning", "First written warning stays live", 12, MONTHS, _OBSERVED),
        Suggested("final_warning", "Final written warning stays live", 12, MONTHS, _OBSERVED),
        Suggested(
            "warning_kept", "Keep the record of a warning after it is spent", 9, MONTHS, _CLAIMS
        ),
        Suggested("extend_first", "Extend a live first warning, at most", 6, MONTHS, _OBSERVED),
        Suggested("extend_final", "Extend a live final warning, at most", 12, MONTHS, _OBSERVED),
        Suggested(
            "long_absence", "Absence that lengthens a warning, at least", 28, DAYS, _OBSERVED
        ),
        Suggested(
            "lado_investigation",
            "Finish an investigation that the LADO follows",
            10,
            WORKING,
            "Local safeguarding procedures",
        ),
        Suggested(
            "suspension_letter", "Confirm a suspension in writing", 1, WORKING, "KCSIE, Part Four"
        ),
        Suggested("suspension_review", "Review a suspension", 14, DAYS, _OBSERVED),
        Suggested("informal_times", "Settle informally, at most", 2, TIMES, _OBSERVED),
        Suggested("referrals", "Decide on referral to the DBS and the TRA", 5, WORKING, _OBSERVED),
        Suggested("ofsted", "Notify Ofsted of an event", 14, DAYS, "Early years requirements"),
        Suggested(
            "room_kept", "Keep the employee’s room after a case is over", 28, DAYS, _OBSERVED
        ),
        Suggested("cooling_off", "Stop a deletion that two people agreed to", 14, DAYS, _CALM),
        Suggested(
            "early_warning",
            "Reports in 90 days that call for a look at an academy",
            8,
            TIMES,
            _CALM,
        ),
        Suggested("backups_kept", "Keep a backup of keys and database", 30, DAYS, _CALM),
    )
}


class Timescale(SQLModel, table=True):
    """One number of the trust's, from a day onwards, and who confirmed it."""

    __tablename__ = "timescales"
    __table_args__ = (
        UniqueConstraint("key", "effective_from"),
        CheckConstraint("value BETWEEN 0 AND 400", name="a_timescale_is_reasonable"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    key: str
    value: int
    effective_from: date
    source: str
    confirmed_by: str | None = None
    confirmed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


@dataclass(frozen=True)
class Standing:
    """A number as it stands on a day: `note` says so when nobody has confirmed it."""

    key: str
    says: str
    value: int
    unit: str
    source: str
    effective_from: date
    confirmed_by: str | None

    @property
    def note(self) -> str:
        return f"confirmed by {self.confirmed_by}" if self.confirmed_by else UNCONFIRMED


def standing(session: Session, on: date) -> dict[str, Standing]:
    """Every number as it stands on a day, by key."""
    rows = session.exec(
        select(Timescale)
        .where(col(Timescale.effective_from) <= on)
        .order_by(col(Timescale.effective_from))
    )
    latest = {row.key: row for row in rows}
    return {key: _standing(each, latest.get(key)) for key, each in SUGGESTED.items()}


def _standing(suggested: Suggested, row: Timescale | None) -> Standing:
    if row is None:
        value, source, since, who = suggested.value, suggested.source, ALWAYS, None
    else:
        value, source, since, who = row.value, row.source, row.effective_from, row.confirmed_by
    return Standing(suggested.key, suggested.says, value, suggested.unit, source, since, who)


def history(session: Session, key: str) -> list[Timescale]:
    """Every number this timescale has had or will have, the latest day first.

    Raises:
        NotFound: there is no such timescale.
    """
    if key not in SUGGESTED:
        raise NotFound
    rows = select(Timescale).where(Timescale.key == key)
    return list(session.exec(rows.order_by(col(Timescale.effective_from).desc())))


class TimescaleSet(Event):
    key: str
    value: int
    effective_from: date

    def sentence(self) -> str:
        suggested = SUGGESTED[self.key]
        since = f"{self.effective_from:%-d %B %Y}"
        return f"set “{suggested.says}” to {self.value} {suggested.unit} from {since}"


class SetTimescale(BaseModel):
    """Confirm or change one of the trust's numbers from a day onwards."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.MANAGE_TIMESCALES

    key: str
    value: int = Field(ge=0, le=400, title="the number")
    effective_from: Day = Field(title="the day it applies from")
    source: Line = Field(title="the source of this number")

    def perform(self, session: Session, actor: Actor, at: datetime) -> TimescaleSet:
        """Record the number.

        Raises:
            NotPermitted: the actor does not look after the trust's numbers.
            WrongAnswer: there is no such number, or that day already has one.
        """
        require_in_trust(actor, self.permission)
        if self.key not in SUGGESTED:
            raise WrongAnswer({"key": "Choose one of the listed timescales"})
        same = select(Timescale).where(
            Timescale.key == self.key, Timescale.effective_from == self.effective_from
        )
        kept = Timescale(**self.model_dump(), confirmed_by=actor.name, confirmed_at=at)
        if mistyped := session.exec(same).first():
            kept.id = mistyped.id  # the journal keeps what it said before
        session.merge(kept)
        event = TimescaleSet(key=self.key, value=self.value, effective_from=self.effective_from)
        journal.append(session, None, actor, event, at)
        return event
