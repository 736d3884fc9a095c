"""What is kept of a job that failed: the kind of its error, for whoever looks after the queue."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import procrastinate
from procrastinate import JobContext
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete

from casework.database import as_casework
from casework.operations.models import JobFailure
from casework.telemetry.metrics import meters
from casework.telemetry.tracing import span

# A job that failed is kept until somebody looks; nobody looks for a term.
FORGOTTEN = timedelta(days=90)
_OLD_JOBS = text(
    """
    DELETE FROM procrastinate_jobs j WHERE j.status = 'failed' AND NOT EXISTS (
        SELECT FROM procrastinate_events e WHERE e.job_id = j.id AND e.at >= :before)
    AND NOT EXISTS (SELECT FROM procrastinate_periodic_defers d WHERE d.job_id = j.id)
    """
)


def add_operations_work(app: procrastinate.App) -> None:
    """Give a worker the tidying of its own queue."""
    name = "casework.tidy_queue"
    app.periodic(cron="55 3 * * *")(app.task(name=name, queueing_lock=name)(tidy_queue))


async def watched(next_: Callable[[], Awaitable[Any]], context: JobContext, _: Any) -> Any:
    """Around every job: it is counted, and an error's kind is written down before it goes on."""
    began, outcome, task = time.perf_counter(), "done", context.job.task_name
    with span(task, {"messaging.operation.name": "process"}, "CONSUMER"):
        try:
            return await next_()
        except Exception as error:
            outcome = "failed"
            if context.job.id is not None:
                kind = f"{type(error).__module__}.{type(error).__qualname__}"
                await asyncio.to_thread(note_failure, context.job.id, kind, datetime.now(UTC))
            raise
        finally:
            if counted := meters():
                counted.job(task, outcome, time.perf_counter() - began)


def note_failure(job_id: int, kind: str, at: datetime) -> None:
    """Keep the kind of the last error of a job."""
    row = {"job_id": job_id, "kind": kind, "at": at}
    with as_casework() as session:
        told = insert(JobFailure).values(row)
        session.execute(
            told.on_conflict_do_update(index_elements=["job_id"], set_={"kind": kind, "at": at})
        )


async def tidy_queue(timestamp: int) -> None:
    """Every night: forget what failed long ago, and why."""
    await asyncio.to_thread(_tidy, datetime.fromtimestamp(timestamp, UTC))


def _tidy(at: datetime) -> None:
    with as_casework() as session:
        session.execute(_OLD_JOBS, {"before": at - FORGOTTEN})
        session.execute(delete(JobFailure).where(col(JobFailure.at) < at - FORGOTTEN))
