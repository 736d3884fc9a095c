"""Work done in the background: packs, checkpoints, and tidying drafts nobody came back to."""

import asyncio
import logging
from datetime import UTC, datetime
from uuid import UUID

import procrastinate
from procrastinate import JobContext, PsycopgConnector
from procrastinate.jobs import Status

from casework import jobs
from casework.case_file.beside_pack import beside_pack
from casework.case_file.mail_work import add_mail_work
from casework.case_file.pack_mail import add_pack_mail
from casework.case_file.reminders import remind
from casework.cases.alerting import tell_overseers
from casework.database import as_casework, reading_as_casework
from casework.evidence_work import add_evidence_work
from casework.hearing_packs.building import build, give_up
from casework.journal.watching import watch
from casework.letters.mailing import mail_link
from casework.operations.watching import add_operations_work, watched
from casework.redaction.making import give_up_copy
from casework.redaction.reading import give_up_reading
from casework.registers.round_mail import add_round_mail
from casework.reports.drafts import tidy
from casework.retention.working import add_retention_work
from casework.room.sending import send_link
from casework.settings import settings
from casework.storage import store
from casework.webhooks.working import add_webhook_work
from casework.working_days import local_day

log = logging.getLogger("casework.worker")
POLL_SECONDS = 0.5
START_AGAIN_SECONDS = 2
SILENT_SECONDS = 30  # a worker that says nothing for so long is gone
MOST_TRIES = 3  # a job that ended so many workers would end every other


def application(database_url: str) -> procrastinate.App:
    """The queue as a worker sees it, with every task it can do."""
    conninfo = database_url.replace("postgresql+psycopg://", "postgresql://")
    app = procrastinate.App(connector=PsycopgConnector(conninfo=conninfo))
    app.task(name=jobs.BUILD_PACK)(build_pack)
    app.periodic(cron="15 3 * * *")(app.task(name="casework.tidy_drafts")(tidy_drafts))
    app.task(name=jobs.CHECKPOINT, lock=jobs.CHECKPOINT)(checkpoint)
    watching = app.task(
        name="casework.watch_journal", lock=jobs.CHECKPOINT, queueing_lock="casework.watch_journal"
    )
    app.periodic(cron="* * * * *")(watching(watch_journal))
    reminding = app.task(
        name="casework.remind", lock="casework.remind", queueing_lock="casework.remind"
    )
    app.periodic(cron="*/10 5-12 * * *")(reminding(remind_of_what_is_due))
    add_evidence_work(app)
    add_retention_work(app)
    add_mail_work(app)
    add_pack_mail(app)
    add_webhook_work(app)
    add_operations_work(app)
    add_round_mail(app)
    retry = procrastinate.RetryStrategy(max_attempts=10, exponential_wait=4)
    app.task(name=jobs.TELL_OVERSEERS, retry=retry)(tell)
    app.task(name=jobs.SEND_ROOM_LINK, retry=retry)(send_room_link)
    app.task(name=jobs.SEND_LETTER_LINK, retry=retry)(send_letter_link)
    again = app.task(name="casework.take_up_again", pass_context=True)(take_up_again)
    app.periodic(cron="* * * * *")(again)
    return app


async def build_pack(pack_id: str) -> None:
    """Make one edition of a hearing pack."""
    await asyncio.to_thread(_build, UUID(pack_id))


def _build(pack_id: UUID) -> None:
    with reading_as_casework() as session:
        beside = beside_pack(session, pack_id, local_day(datetime.now(UTC)))
    build(pack_id, beside)


async def tell(opening_id: str) -> None:
    """Tell those who oversee that a case was opened under break-glass."""
    await asyncio.to_thread(_tell, UUID(opening_id))


def _tell(opening_id: UUID) -> None:
    with as_casework() as session:
        told = tell_overseers(session, settings(), opening_id)
    log.info("overseers told", extra={"count": told})


async def send_room_link(invitation_id: str) -> None:
    """Send the employee the link to their room."""
    await asyncio.to_thread(_send_room_link, UUID(invitation_id))


def _send_room_link(invitation_id: UUID) -> None:
    with as_casework() as session:
        send_link(session, settings(), invitation_id)


async def send_letter_link(delivery_id: str) -> None:
    """Send somebody the link with which they collect a letter."""
    await asyncio.to_thread(_send_letter_link, UUID(delivery_id))


def _send_letter_link(delivery_id: UUID) -> None:
    with as_casework() as session:
        mail_link(session, settings(), delivery_id)


async def tidy_drafts(timestamp: int) -> None:
    """Delete drafts that nobody has touched for a fortnight."""
    await asyncio.to_thread(_tidy, datetime.fromtimestamp(timestamp, UTC))


def _tidy(at: datetime) -> None:
    with as_casework() as session:
        gone = tidy(session, store(), at)
    log.info("drafts tidied", extra={"count": gone})


async def remind_of_what_is_due(timestamp: int) -> None:  # noqa: ARG001 (periodic)
    """On the morning of a working day: tell whoever has something due, once."""
    sent = await asyncio.to_thread(remind, settings(), datetime.now(UTC))
    if sent:
        log.info("reminders sent", extra={"count": sent})


async def checkpoint() -> None:
    """Sign the journal at once, after an act that nobody should have an hour to undo."""
    await asyncio.to_thread(_watch, at_once=True)


async def watch_journal(timestamp: int) -> None:  # noqa: ARG001 (periodic)
    """Every minute: sign the journal when it is time, and deliver what waits."""
    await asyncio.to_thread(_watch)


def _watch(*, at_once: bool = False) -> None:
    if watch(settings(), datetime.now(UTC), at_once=at_once):
        log.critical("the journal was not signed: see its page, or casework verify")


async def run(app: procrastinate.App, *, signals: bool) -> None:
    """Work until cancelled, taking up again what a worker that died left behind."""
    async with app.open_async():
        await _take_up_again(app)
        await app.run_worker_async(
            concurrency=2,
            fetch_job_polling_interval=POLL_SECONDS,
            install_signal_handlers=signals,
            delete_jobs="successful",
            worker_middleware=[watched],
        )


async def keep_running(database_url: str) -> None:
    """Work until cancelled; a worker that lost its database starts again when it is back."""
    while True:
        try:
            await run(application(database_url), signals=False)
        except Exception as error:
            log.error("the worker ended and is started again", exc_info=error)
        await asyncio.sleep(START_AGAIN_SECONDS)


# How it is recorded that something is not made, and which argument of its job says what.
GIVEN_UP = {
    jobs.BUILD_PACK: (give_up, "pack_id"),
    jobs.READ_PAGES: (give_up_reading, "reading_id"),
    jobs.MAKE_COPY: (give_up_copy, "copy_id"),
}


async def take_up_again(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 (periodic)
    """Every minute: what a worker that was killed left behind is done by another."""
    await _take_up_again(context.app)


async def _take_up_again(app: procrastinate.App) -> None:
    """A job whose worker was killed is not retried by itself, and not for ever."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        if job.attempts + 1 < MOST_TRIES:
            await app.job_manager.retry_job(job)
            continue
        if given_up := GIVEN_UP.get(job.task_name):
            record, argument = given_up
            await asyncio.to_thread(record, UUID(str(job.task_kwargs[argument])))
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        told = {"task": job.task_name, "count": MOST_TRIES}
        log.error("a task that ended its worker again and again was given up", extra=told)
