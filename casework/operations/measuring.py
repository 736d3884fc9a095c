"""The numbers of this deployment for whoever reads its metrics: of the whole, never of a case."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import QueuePool
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, func, select

from casework.database import reading_as_casework
from casework.errors import CaseworkError
from casework.evidence.scanning import ScannerUnavailable, scanner_says
from casework.operations.checking import signatures_age
from casework.operations.queue import count, workers
from casework.outbox.models import Mail
from casework.settings import settings
from casework.telemetry.metrics import Gauge, meters


def begin_to_measure() -> None:
    """Have every reading of the metrics ask for these too."""
    if counted := meters():
        counted.ask(gauges)


def gauges() -> Iterator[Gauge]:
    """What there is now. A database that does not answer is itself a number."""
    try:
        with reading_as_casework() as session:
            found = [*_queue(session), *_mails(session), *_pool(session)]
    except (CaseworkError, SQLAlchemyError):
        yield Gauge("casework_database_up", "Whether the database answers.", 0)
        return
    yield Gauge("casework_database_up", "Whether the database answers.", 1)
    yield from found
    yield from _scanner()


def _queue(session: Session) -> Iterator[Gauge]:
    told = count(session)
    alive = sum(not each.silent for each in workers(session, datetime.now(UTC)))
    yield Gauge("casework_jobs_waiting", "Background work that waits.", told.waiting)
    yield Gauge("casework_jobs_running", "Background work that runs.", told.running)
    yield Gauge("casework_jobs_failed", "Background work that failed.", told.failed)
    says = "How long the oldest work that could be done has waited."
    yield Gauge("casework_queue_age_seconds", says, told.oldest)
    yield Gauge("casework_workers", "Workers heard of in the last half minute.", alive)


def _mails(session: Session) -> Iterator[Gauge]:
    lost, waits = session.exec(
        select(
            func.count().filter(col(Mail.given_up_at).is_not(None)),
            func.count().filter(col(Mail.given_up_at).is_(None)),
        ).where(col(Mail.sent_at).is_(None))
    ).one()
    yield Gauge("casework_mails_waiting", "Mails that wait to be sent.", waits)
    yield Gauge("casework_mails_given_up", "Mails that were given up.", lost)


def _pool(session: Session) -> Iterator[Gauge]:
    pool = session.connection().engine.pool
    if isinstance(pool, QueuePool):
        says = "Connections to the database: in use, and kept open."
        yield Gauge("casework_database_connections_used", says, pool.checkedout())
        yield Gauge("casework_database_connections_kept", says, pool.checkedin())


def _scanner() -> Iterator[Gauge]:
    url = settings().clamd_url
    if url is None:
        return
    up = "Whether the malware scanner answers."
    try:
        said = scanner_says(url)
    except ScannerUnavailable:
        yield Gauge("casework_scanner_up", up, 0)
        return
    yield Gauge("casework_scanner_up", up, 1)
    if age := signatures_age(said, datetime.now(UTC)):
        says = "How old what the scanner knows is."
        yield Gauge("casework_scanner_signatures_age_seconds", says, age.total_seconds())
