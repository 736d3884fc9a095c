"""What the worker does for webhooks: trying messages, and saying when an endpoint was given up."""

import asyncio
import logging
from datetime import UTC, datetime
from uuid import UUID

import procrastinate

from casework import jobs
from casework.access import TrustRole
from casework.database import as_casework
from casework.people.notices import Notice, tell_places
from casework.settings import settings
from casework.webhooks.delivering import MOST_TRIES, deliver, weed
from casework.webhooks.models import Webhook

log = logging.getLogger("casework.webhooks")
SUBJECT = "A system connected to Casework needs you"
SAYS = """\
Dear {name}

Casework stopped telling another system of events, because it did not take them. Sign in to see
which: {where}

This message names nothing on purpose.
"""


def add_webhook_work(app: procrastinate.App) -> None:
    """Give a worker the tasks of webhooks."""
    growing = procrastinate.RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=5)
    app.task(name=jobs.DELIVER_WEBHOOK, retry=growing)(deliver_message)
    mail = procrastinate.RetryStrategy(max_attempts=10, exponential_wait=4)
    app.task(name=jobs.TELL_OF_WEBHOOK, retry=mail)(tell)
    weeding = app.task(name="casework.weed_webhooks", queueing_lock="casework.weed_webhooks")
    app.periodic(cron="25 3 * * *")(weeding(weed_messages))


async def deliver_message(message_id: str) -> None:
    """Try one message."""
    await asyncio.to_thread(deliver, UUID(message_id), settings())


async def weed_messages(timestamp: int) -> None:
    """Every night: forget the messages of more than a month ago."""
    await asyncio.to_thread(_weed, datetime.fromtimestamp(timestamp, UTC))


def _weed(at: datetime) -> None:
    with as_casework() as session:
        weed(session, at)


async def tell(webhook_id: str) -> None:
    """Tell the IT administrators that an endpoint was disabled."""
    await asyncio.to_thread(_tell, UUID(webhook_id))


def _tell(webhook_id: UUID) -> None:
    with as_casework() as session:
        disabled_at = session.get_one(Webhook, webhook_id).disabled_at or datetime.now(UTC)
        called = f"webhook.{webhook_id}.{disabled_at:%Y%m%d%H%M%S}"  # it may happen to it again
        notice = Notice(called, SUBJECT, SAYS, "/connections")
        told = tell_places(session, settings(), notice, (TrustRole.IT_ADMIN,), None)
    log.info("told of a webhook that was disabled", extra={"count": told})
