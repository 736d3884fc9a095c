"""Every night: work out anew when each closed case is due. It deletes nothing.

It stops, changes nothing and waits for a person when the clock jumped, or when more would become
due at once than one night can explain.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Asked
from sqlalchemy import text
from sqlmodel import Session, col, func, select

from casework import jobs, journal
from casework.access import CASEWORK, Actor, TrustPermission, require_in_trust
from casework.database.whose import every_case
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.retention.clocks import GOVERNING, written
from casework.retention.models import DueDate, Night
from casework.retention.periods import lengths_on
from casework.text import Prose
from casework.working_days import local_day

MOST_PERCENT, MOST_ALWAYS = 5, 5  # so few are no surprise in a small trust
LONGEST_GAP = timedelta(hours=48)  # a night, and a jump of a day
JUMPED = "The clock jumped: {hours} hours since the last night, and not about 24"
BACKWARDS = "The clock went back: the last night was later than now"
TOO_MANY = "{count} of {closed} closed cases would become due in one night"

_WORKED_OUT = f"CREATE TEMPORARY TABLE worked_out ON COMMIT DROP AS {GOVERNING}"
_ROOM = text("SET LOCAL work_mem = '128MB'")  # for all cases at once, once a night
_COUNTED = text(
    """
    SELECT count(*) AS closed, count(*) FILTER (WHERE n.due_on <= :today) AS due,
        count(*) FILTER (WHERE n.due_on <= :today
            AND (b.due_on IS NULL OR b.due_on > n.due_on OR b.due_on > :before)) AS newly_due
    FROM worked_out AS n LEFT JOIN retention_due_dates AS b ON b.case_id = n.case_id
    """
)
_GONE = text(
    "DELETE FROM retention_due_dates AS b "
    "WHERE NOT EXISTS (SELECT FROM worked_out AS n WHERE n.case_id = b.case_id)"
)
_KEPT = text(
    """
    INSERT INTO retention_due_dates AS b (case_id, code, starts_on, due_on, waits_for)
    SELECT n.case_id, n.code, n.starts_on, n.due_on, n.waits_for
    FROM worked_out AS n LEFT JOIN retention_due_dates AS k ON k.case_id = n.case_id
    WHERE k.case_id IS NULL OR (k.code, k.starts_on, k.due_on, k.waits_for)
        IS DISTINCT FROM (n.code, n.starts_on, n.due_on, n.waits_for)
    ON CONFLICT (case_id) DO UPDATE SET code = excluded.code, starts_on = excluded.starts_on,
        due_on = excluded.due_on, waits_for = excluded.waits_for
    """
)


class NightStopped(Event):
    """The nightly check stopped, and why; it holds every case until somebody answers for it."""

    why: str

    def sentence(self) -> str:
        return f"stopped the nightly check of retention: {self.why[0].lower()}{self.why[1:]}"


class NightAcknowledged(Event):
    why: str

    def sentence(self) -> str:
        return "answered for a nightly check of retention that had stopped"


def evaluate(session: Session, at: datetime) -> Night:
    """One night, in the caller's transaction as Casework itself: keep the days, or stop."""
    last = last_night(session)
    answered = last is not None and last.stopped is not None and last.acknowledged_by is not None
    today = local_day(at)
    told = {"lengths": written(lengths_on(session, today)), "one": None}
    session.execute(text("DROP TABLE IF EXISTS worked_out"))
    session.execute(_ROOM)
    session.execute(text(_WORKED_OUT), told)
    session.execute(text("ANALYZE worked_out"))
    before = local_day(last.at) if last else today
    row = session.execute(_COUNTED, {"today": today, "before": before}).one()
    stopped = None if answered else _too_far(last, at) or _too_many(row.newly_due, row.closed)
    if last and last.stopped and not answered:
        stopped = last.stopped  # nobody has answered for it yet
    if not stopped:
        session.execute(_GONE)
        session.execute(_KEPT)
    night = Night(at=at, closed=row.closed, due=row.due, newly_due=row.newly_due, stopped=stopped)
    session.add(night)
    session.flush()
    session.execute(text("DROP TABLE worked_out"))
    if stopped and not (last and last.stopped and not answered):
        journal.append(session, None, CASEWORK, NightStopped(why=stopped), at)
        jobs.enqueue(session, jobs.TELL_OF_NIGHT, lock=jobs.TELL_OF_NIGHT, night=str(night.id or 0))
    return night


def _too_far(last: Night | None, at: datetime) -> str | None:
    if last is None or timedelta(0) <= at - last.at <= LONGEST_GAP:
        return None
    if at < last.at:
        return BACKWARDS
    return JUMPED.format(hours=int((at - last.at).total_seconds() // 3600))


def _too_many(count: int, closed: int) -> str | None:
    if count <= MOST_ALWAYS or count * 100 <= closed * MOST_PERCENT:
        return None
    return TOO_MANY.format(count=count, closed=closed)


def last_night(session: Session) -> Night | None:
    return session.exec(select(Night).order_by(col(Night.id).desc()).limit(1)).first()


def counted(session: Session) -> int:
    """How many closed cases have their day, or wait for a fact."""
    return session.exec(select(func.count()).select_from(DueDate)).one()


class AcknowledgeNight(BaseModel):
    """Answer for a nightly check that stopped, so that it goes on. It deletes nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.CHANGE_RETENTION

    reason: Prose = Asked(title="what you found, and why it may go on")

    def perform(self, session: Session, actor: Actor, at: datetime) -> NightAcknowledged:
        """Record the answer, and work the days out now.

        Raises:
            NotPermitted: the actor does not look after the schedule.
            WrongAnswer: no check has stopped.
        """
        require_in_trust(actor, self.permission)
        with every_case(session):
            night = last_night(session)
            if night is None or night.stopped is None or night.acknowledged_by is not None:
                raise WrongAnswer({"reason": "No nightly check waits for an answer"})
            night.acknowledged_by, night.why_acknowledged = actor.id, self.reason
            session.flush()
            event = NightAcknowledged(why=night.stopped)
            journal.append(session, None, actor, event, at)
            evaluate(session, at)
        return event
