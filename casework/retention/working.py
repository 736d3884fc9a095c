"""What the worker does for retention: the nightly check, and what two people agreed to."""

import asyncio
import logging
from datetime import UTC, datetime

import procrastinate

from casework import jobs
from casework.database import as_casework
from casework.retention.alerting import tell_of_night
from casework.retention.executing import carry_out_due
from casework.retention.nightly import evaluate
from casework.retention.weeding_out import weed_due
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
    retry = procrastinate.RetryStrategy(max_attempts=10, exponential_wait=4)
    app.task(name=jobs.TELL_OF_NIGHT, retry=retry)(tell)


async def work_out_the_days(timestamp: int) -> None:
    """Every night: when each closed case is due. It deletes nothing."""
    await asyncio.to_thread(_work_out, datetime.fromtimestamp(timestamp, UTC))


def _work_out(at: datetime) -> None:
    with as_casework() as session:
        night = evaluate(session, at)
        stopped = night.stopped
    if stopped:
        log.critical("the nightly check of retention stopped: see the page of retention reviews")


async def tell(night: str) -> None:
    """Tell the Director of HR and the data protection officer that the check stopped."""
    await asyncio.to_thread(_tell, int(night))


def _tell(night: int) -> None:
    with as_casework() as session:
        told = tell_of_night(session, settings(), night)
    log.info("told of a night that stopped", extra={"count": told})


async def dispose(timestamp: int) -> None:  # noqa: ARG001 (periodic)
    """Every hour: delete what two people agreed to, once its days of grace are over."""
    done, waiting = await asyncio.to_thread(carry_out_due, store(), settings(), datetime.now(UTC))
    if done or waiting:
        log.info("deletions carried out", extra={"count": done})
    weeded, left = await asyncio.to_thread(weed_due, store(), settings(), datetime.now(UTC))
    if weeded or left:
        log.info("weedings carried out", extra={"count": weeded})
