"""The queue of background work: what waits, runs and failed, by the name of its task alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session, col, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import NotFound
from casework.journal import Event
from casework.outbox.models import Mail
from casework.outbox.posting import queue

SHOWN = 100
SILENT = timedelta(seconds=30)  # as a worker takes another for gone
_STATES = text(
    """
    SELECT count(*) FILTER (WHERE status = 'todo') AS waiting,
           count(*) FILTER (WHERE status = 'todo' AND scheduled_at > now()) AS later,
           count(*) FILTER (WHERE status = 'doing') AS running,
           count(*) FILTER (WHERE status = 'failed') AS failed
    FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed')
    """
)
# What could be done now, since when: from its queueing, or from the moment it was put off to.
_OLDEST = text(
    """
    SELECT COALESCE(max(EXTRACT(epoch FROM now() - GREATEST(j.scheduled_at, (
        SELECT max(e.at) FROM procrastinate_events e
        WHERE e.job_id = j.id AND e.type IN ('deferred', 'deferred_for_retry')
    )))), 0) FROM procrastinate_jobs j
    WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())
    """
)
_JOBS = text(
    """
    SELECT j.id, j.task_name, j.status::text, j.attempts, j.scheduled_at,
           (SELECT max(e.at) FROM procrastinate_events e WHERE e.job_id = j.id) AS at,
           f.kind
    FROM procrastinate_jobs j LEFT JOIN job_failures f ON f.job_id = j.id
    WHERE j.status = CAST(:status AS procrastinate_job_status)
    ORDER BY j.id DESC LIMIT :most
    """
)
_WORKERS = text("SELECT id, last_heartbeat FROM procrastinate_workers ORDER BY id")
_HOW = {
    "doing": "Running",
    "todo": "Waiting",
    "failed": "Failed",
}


@dataclass(frozen=True)
class Job:
    """One piece of work. Its arguments name records and are not shown."""

    id: int
    task: str
    state: str
    tries: int
    due: datetime | None
    at: datetime | None
    failed: str


@dataclass(frozen=True)
class Worker:
    """A worker process, and when it was last heard of."""

    id: int
    heard: datetime
    silent: bool


@dataclass(frozen=True)
class Counted:
    """How much work there is, and how long the oldest of it has waited, in seconds."""

    waiting: int
    later: int
    running: int
    failed: int
    oldest: float


@dataclass(frozen=True)
class Work:
    """Everything the page of background work shows."""

    counted: Counted
    workers: Sequence[Worker]
    failed: Sequence[Job]
    running: Sequence[Job]
    waiting: Sequence[Job]
    mails: Sequence[Mail]


class JobTriedAgain(Event):
    job_id: int
    task: str

    def sentence(self) -> str:
        return f"had {self.task} tried again"


class JobCancelled(Event):
    job_id: int
    task: str

    def sentence(self) -> str:
        return f"cancelled {self.task}, which had failed"


class MailTriedAgain(Event):
    kind: str

    def sentence(self) -> str:
        return "had a mail tried again that was given up"


def count(session: Session) -> Counted:
    """How the queue stands, over the whole trust: a number tells of no case."""
    waiting, later, running, failed = session.execute(_STATES).one()
    oldest = float(session.execute(_OLDEST).scalar_one())
    return Counted(waiting, later, running, failed, oldest)


def workers(session: Session, at: datetime) -> list[Worker]:
    """The workers that are known."""
    rows = session.execute(_WORKERS).all()
    return [Worker(each.id, heard := each.last_heartbeat, at - heard > SILENT) for each in rows]


def work(session: Session, actor: Actor, at: datetime) -> Work:
    """Raises NotPermitted: the actor does not look after this deployment."""
    require_in_trust(actor, TrustPermission.LOOK_AFTER)
    return Work(
        count(session),
        workers(session, at),
        _jobs(session, "failed"),
        _jobs(session, "doing"),
        _jobs(session, "todo"),
        unsent(session),
    )


def _jobs(session: Session, status: str) -> list[Job]:
    rows = session.execute(_JOBS, {"status": status, "most": SHOWN}).all()
    return [
        Job(
            each.id,
            each.task_name.removeprefix("casework.").replace("_", " "),
            _HOW[each.status],
            each.attempts,
            each.scheduled_at,
            each.at,
            each.kind or "",
        )
        for each in rows
    ]


def unsent(session: Session) -> list[Mail]:
    """The mails that wait or were given up, those first."""
    wanted = select(Mail).where(col(Mail.sent_at).is_(None))
    ordered = wanted.order_by(col(Mail.given_up_at).desc().nulls_last(), col(Mail.queued_at))
    return list(session.exec(ordered.limit(SHOWN)))


_AGAIN = text("SELECT procrastinate_retry_job_v2(:job, now(), NULL, NULL, NULL)")
_FAILED = text(
    "SELECT task_name FROM procrastinate_jobs WHERE id = :job AND status = 'failed' FOR UPDATE"
)
_GONE = text("DELETE FROM procrastinate_jobs WHERE id = :job AND status = 'failed'")


def try_again(session: Session, actor: Actor, job_id: int, at: datetime) -> None:
    """Put a failed job back into the queue.

    Raises:
        NotPermitted, NotFound: the actor may not, or no such job has failed.
    """
    task = _failed(session, actor, job_id)
    session.execute(_AGAIN, {"job": job_id})
    journal.append(session, None, actor, JobTriedAgain(job_id=job_id, task=task), at)


def cancel(session: Session, actor: Actor, job_id: int, at: datetime) -> None:
    """Forget a failed job. Raises as `try_again` does."""
    task = _failed(session, actor, job_id)
    session.execute(_GONE, {"job": job_id})
    journal.append(session, None, actor, JobCancelled(job_id=job_id, task=task), at)


def _failed(session: Session, actor: Actor, job_id: int) -> str:
    require_in_trust(actor, TrustPermission.LOOK_AFTER)
    task = session.execute(_FAILED, {"job": job_id}).scalar()
    if task is None:
        raise NotFound
    return str(task)


def mail_again(session: Session, actor: Actor, mail_id: object, at: datetime) -> None:
    """Try a mail again that was given up. Raises as `try_again` does."""
    require_in_trust(actor, TrustPermission.LOOK_AFTER)
    mail = session.get(Mail, mail_id, with_for_update=True)
    if mail is None or mail.given_up_at is None:
        raise NotFound
    mail.given_up_at, mail.tries = None, 0
    session.flush()
    queue(session, mail.id)
    journal.append(session, None, actor, MailTriedAgain(kind=mail.kind), at)
