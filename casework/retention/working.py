"""What the worker does for retention: the nightly check, and what two people agreed to."""

import asyncio
import logging
from datetime import UTC, datetime

import procrastinate

from casework.database import as_casework
from casework.retention.executing import carry_out_due
from casework.retention.nightly import evaluate
from casework.settings import settings
from casework.storage import store

log = logging.getLogger("casework.retention")
NIGHT, DISPOSE = "casework.retention_night", "casework.dispose"


def add_retention_work(app: procrastinate.App) -> None:
    """Give a worker the tasks of retention. None of them overtakes itself or the other."""
    nightly = app.task(name=NIGHT, lock=DISPOSE, queueing_lock=NIGHT)
    app.periodic(cron="30 2 * * *")(nightly(work_out_the_days))
    disposing = app.task(name=DISPOSE, lock=DISPOSE, queueing_lock=DISPOSE)
    app.periodic(cron="50 * * * *")(disposing(dispose))


async def work_out_the_days(timestamp: int) -> None:
    """Every night: when each closed case is due. It deletes nothing."""
    await asyncio.to_thread(_work_out, datetime.fromtimestamp(timestamp, UTC))


def _work_out(at: datetime) -> None:
    with as_casework() as session:
        night = evaluate(session, at)
        stopped = night.stopped
    if stopped:
        log.critical("the nightly check of retention stopped: see the page of retention reviews")


async def dispose(timestamp: int) -> None:  # noqa: ARG001 (periodic)
    """Every hour: delete what two people agreed to, once its days of grace are over."""
    done, waiting = await asyncio.to_thread(carry_out_due, store(), settings(), datetime.now(UTC))
    if done or waiting:
        log.info("deletions carried out", extra={"count": done})
