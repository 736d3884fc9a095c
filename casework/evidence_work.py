"""What the worker does to files: copies, scanning, redaction, reading again, sweeping."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from uuid import UUID

import procrastinate

from casework import jobs
from casework.case_file import moving
from casework.case_file.sweeping import sweep
from casework.case_file.verifying import verify_due
from casework.cases.alerting import raise_alarm
from casework.database import as_casework
from casework.evidence import derived, filewords, preparing
from casework.evidence.capturing.commands import capture_page
from casework.evidence.freezing import verify_one
from casework.evidence.models import Capture
from casework.evidence.quarantine import scan_what_waits, tell_of_malware
from casework.redaction.making import make
from casework.redaction.reading import read
from casework.settings import settings
from casework.storage import store

log = logging.getLogger("casework.worker")
_TRIED: set[UUID] = set()  # by this worker: what cannot be made ready is not tried for ever
VERIFYING = timedelta(minutes=1)  # at a time: other work waits no longer, nor does an end


def add_evidence_work(app: procrastinate.App) -> None:
    """Have this queue do everything that is done to files."""
    _keeping(app)
    retry = procrastinate.RetryStrategy(max_attempts=10, exponential_wait=4)
    app.task(name=jobs.TELL_OF_MALWARE, retry=retry)(tell_of_find)
    app.task(name=jobs.PREPARE, retry=procrastinate.RetryStrategy(max_attempts=3, wait=30))(prepare)
    scanning = app.task(name="casework.scan", queueing_lock="casework.scan", lock="casework.scan")
    app.periodic(cron="* * * * *")(scanning(scan))
    app.task(name=jobs.CAPTURE_PAGE)(capture_web_page)
    app.task(name=jobs.READ_PAGES)(read_pages)
    app.task(name=jobs.MAKE_COPY)(make_copy)


async def prepare_earlier(timestamp: int) -> None:  # noqa: ARG001 (periodic)
    """Make ready for packs what an earlier version took in."""
    done = await asyncio.to_thread(preparing.prepare_earlier, _TRIED)
    if done:
        log.info("earlier originals were made ready for packs", extra={"count": done})
    kept = await asyncio.to_thread(filewords.keep_earlier, _TRIED)
    if kept:
        log.info("the words of earlier files can be searched", extra={"count": kept})


def _keeping(app: procrastinate.App) -> None:
    """What is done with the store: read again, swept, and brought under encryption."""
    for cron, name, task in (
        ("*/2 * * * *", "casework.verify_originals", verify_originals),
        ("45 3 * * *", "casework.sweep_store", sweep_store),
        ("*/10 * * * *", "casework.encrypt_earlier", encrypt_earlier),
        ("*/10 * * * *", "casework.prepare_earlier", prepare_earlier),
    ):
        app.periodic(cron=cron)(app.task(name=name, lock=name, queueing_lock=name)(task))
    app.task(name=jobs.VERIFY_ONE)(verify_original)
    retry = procrastinate.RetryStrategy(max_attempts=10, exponential_wait=4)
    app.task(name=jobs.RAISE_ALARM, retry=retry)(alarm)


async def read_pages(reading_id: str) -> None:
    """Find the words on the pages of an original that is to be redacted."""
    await asyncio.to_thread(read, UUID(reading_id))


async def make_copy(copy_id: str) -> None:
    """Make one redacted copy, and have it read by others before it is kept."""
    await asyncio.to_thread(make, UUID(copy_id))


async def alarm(capture_id: str) -> None:
    """Tell those who oversee that an original is no longer what was taken in."""
    await asyncio.to_thread(_alarm, UUID(capture_id))


def _alarm(capture_id: UUID) -> None:
    log.critical("an original is not what was taken in: see Oversight, or casework verify")
    with as_casework() as session:
        frozen_at = session.get_one(Capture, capture_id).frozen_at  # it may happen to it again
        about = f"{capture_id}.{frozen_at:%Y%m%d%H%M%S}" if frozen_at else str(capture_id)
        raise_alarm(session, settings(), about)


async def verify_original(capture_id: str) -> None:
    """Read one original again at once, because somebody met it changed."""
    await asyncio.to_thread(verify_one, store(), UUID(capture_id), datetime.now(UTC))


async def verify_originals(timestamp: int) -> None:  # noqa: ARG001 (periodic)
    """Read again the originals whose week is over, for a minute at a time."""
    await asyncio.to_thread(_verify_originals)


def _verify_originals() -> None:
    now = datetime.now(UTC)
    verify_due(store(), now, now + VERIFYING, datetime)


async def sweep_store(timestamp: int) -> None:
    """Remove what no row has named for a day."""
    swept = await asyncio.to_thread(sweep, store(), datetime.fromtimestamp(timestamp, UTC))
    log.info("what no row names was swept", extra={"count": swept.unnamed + swept.arriving})


async def encrypt_earlier(timestamp: int) -> None:  # noqa: ARG001 (periodic)
    """Move what an earlier version kept in the open under encryption."""
    moved, refused = await asyncio.to_thread(moving.encrypt_earlier, store())
    if moved or refused:
        log.info("files were moved under encryption", extra={"count": moved})
    if refused:
        log.error("files could not be moved under encryption", extra={"count": len(refused)})


async def prepare(capture_id: str) -> None:
    """Make the pictures, the words and the still of one original."""
    made = await asyncio.to_thread(derived.prepare, UUID(capture_id))
    log.info("copies made", extra={"count": made})


async def capture_web_page(case_id: str, person_id: str, url: str) -> None:
    """Capture a public web page, where that is switched on."""
    done = await asyncio.to_thread(capture_page, UUID(case_id), UUID(person_id), url)
    log.info("web page captured", extra={"count": done})


async def scan(timestamp: int) -> None:  # noqa: ARG001 (periodic)
    """Every minute: scan what nobody has scanned, where there is a scanner."""
    if url := settings().clamd_url:
        done = await asyncio.to_thread(scan_what_waits, url)
        log.info("files scanned", extra={"count": done})


async def tell_of_find(capture_id: str) -> None:
    """Tell those who look after computers that the scanner found something."""
    await asyncio.to_thread(_tell_of_find, UUID(capture_id))


def _tell_of_find(capture_id: UUID) -> None:
    with as_casework() as session:
        told = tell_of_malware(session, settings(), capture_id)
    log.critical("malware found in quarantine", extra={"count": told})
