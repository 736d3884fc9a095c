"""Whether everything that Casework depends on is there, each in one sentence.

No sentence holds a name, an address, a case or a server's own words. `readiness` asks only what a
request needs; the rest is for whoever looks after this deployment.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from importlib.metadata import version
from platform import python_version
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, func, select

from casework.database.migrating import Age, age
from casework.errors import CaseworkError
from casework.evidence.scanning import ScannerUnavailable, scanner_says
from casework.keys import seal, unseal
from casework.operations.queue import count, workers
from casework.outbox.models import Mail
from casework.settings import Settings
from casework.storage import Store

LATE = timedelta(minutes=15)  # work that waits longer has nobody to do it
OLD_SIGNATURES = timedelta(days=3)
SKEWED = 5.0  # seconds between this machine's clock and the database's
NOBODY = UUID(int=0)
TABLES_CHECK = "migrations"
DATED = re.compile(r"/\w{3} (\w{3} +\d+ \d\d:\d\d:\d\d \d{4})$")


class State(StrEnum):
    """How something is."""

    WELL = "well"
    LOOK = "look"
    FAILS = "fails"

    @property
    def label(self) -> str:
        return {State.WELL: "Works", State.LOOK: "Look at this", State.FAILS: "Does not work"}[self]


@dataclass(frozen=True)
class Check:
    """One thing that Casework depends on. `needed` means that no request is answered without it."""

    id: str
    what: str
    state: State
    says: str
    needed: bool = False


@dataclass(frozen=True)
class Around:
    """Where to look."""

    session: Session
    settings: Settings
    store: Store
    at: datetime


def every_check(around: Around) -> list[Check]:
    """Everything, what a request needs first."""
    return [*_needed(around), *(each(around) for each in BESIDE)]


def readiness(around: Around) -> list[Check]:
    """What a request needs, and whether work is done."""
    return [*_needed(around), _queue(around)]


def worst(checks: list[Check]) -> State:
    """The state of the whole."""
    found = {each.state for each in checks}
    return next((each for each in (State.FAILS, State.LOOK) if each in found), State.WELL)


def _needed(around: Around) -> Iterator[Check]:
    for id, what, ask in (
        ("database", "Database", _database),
        (TABLES_CHECK, "Tables of this version", _migrations),
        ("keystore", "Keystore", _keystore),
        ("store", "Store of files", _store),
    ):
        try:
            state, says = ask(around)
        except CaseworkError as failed:
            state, says = State.FAILS, str(failed)
        yield Check(id, what, state, says, needed=True)


def _database(around: Around) -> tuple[State, str]:
    said = str(around.session.execute(text("SHOW server_version")).scalar_one()).split()[0]
    if around.settings.embedded:
        return State.LOOK, EMBEDDED.format(said)
    return State.WELL, f"PostgreSQL {said} answers"


EMBEDDED = (
    "PostgreSQL {} runs inside Casework: before a trust relies on it, set DATABASE_URL and "
    "KEYSTORE_URL, and move with casework backup and casework restore"
)


def _migrations(around: Around) -> tuple[State, str]:
    return TABLES[age(around.session.connection())]


OLDER = "The database is older than this version: run casework migrate"
TOO_NEW = "The database is newer than this version, which cannot work in it: start the newer one"
TABLES = {
    Age.SAME: (State.WELL, "The database has every table of this version"),
    Age.NEWER_AND_FITS: (State.WELL, "The database is newer, and this version works in it"),
    Age.OLDER: (State.FAILS, OLDER),
    Age.TOO_NEW: (State.FAILS, TOO_NEW),
}


def _keystore(_: Around) -> tuple[State, str]:
    if unseal(seal("probe", "check", NOBODY), "check", NOBODY) != "probe":
        return State.FAILS, "What was sealed does not open again"
    return State.WELL, "The root key opens the keys of this trust"


def _store(around: Around) -> tuple[State, str]:
    around.store.shelf.require_there()
    return State.WELL, around.store.shelf.says


def _queue(around: Around) -> Check:
    told = count(around.session)
    minutes = round(told.oldest / 60)
    state, says = State.WELL, f"{told.waiting - told.later} wait, {told.running} run"
    if told.oldest > LATE.total_seconds():
        state, says = State.LOOK, f"Work has waited for {minutes} minutes. Is a worker running?"
    elif told.failed:
        state, says = State.LOOK, f"{told.failed} failed. Look at background work"
    return Check("queue", "Background work", state, says)


def _workers(around: Around) -> Check:
    known = workers(around.session, around.at)
    alive = [each for each in known if not each.silent]
    if alive:
        many = "1 worker is" if len(alive) == 1 else f"{len(alive)} workers are"
        return Check("workers", "Workers", State.WELL, f"{many} at work")
    return Check("workers", "Workers", State.FAILS, "No worker was heard of for half a minute")


def _mail(around: Around) -> Check:
    if not around.settings.smtp_url:
        return Check("mail", "Mail", State.LOOK, "No mail server is set (SMTP_URL): nobody is told")
    lost, waits = around.session.exec(
        select(
            func.count().filter(col(Mail.given_up_at).is_not(None)),
            func.count().filter(col(Mail.given_up_at).is_(None)),
        ).where(col(Mail.sent_at).is_(None))
    ).one()
    if lost:
        return Check("mail", "Mail", State.LOOK, f"{lost} given up. Look at background work")
    return Check("mail", "Mail", State.WELL, f"{waits} wait to be sent")


def _scanner(around: Around) -> Check:
    what = "Malware scanner"
    if not around.settings.clamd_url:
        says = "No scanner is set (CLAMD_URL): files are not scanned"
        return Check("scanner", what, State.LOOK, says)
    try:
        said = scanner_says(around.settings.clamd_url)
    except ScannerUnavailable:
        says = "The scanner does not answer: new files stay in quarantine"
        return Check("scanner", what, State.FAILS, says)
    age = signatures_age(said, around.at)
    if age is None:
        return Check("scanner", what, State.LOOK, f"{said}. It does not say how old it is")
    if age > OLD_SIGNATURES:
        says = f"{said}. What it knows is {age.days} days old: is freshclam running?"
        return Check("scanner", what, State.LOOK, says)
    return Check("scanner", what, State.WELL, said)


def signatures_age(said: str, at: datetime) -> timedelta | None:
    """How old a scanner's knowledge is, by what it says of itself: ClamAV 1.4.3/27500/Thu …."""
    found = DATED.search(said)
    if found is None:
        return None
    made = datetime.strptime(found.group(1), "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    return at - made


def _clock(around: Around) -> Check:
    before = datetime.now(UTC)
    theirs = around.session.execute(text("SELECT clock_timestamp()")).scalar_one()
    skew = abs((theirs - before).total_seconds())
    says = f"The clocks of this machine and of the database are {skew:.1f} seconds apart"
    state = State.LOOK if skew > SKEWED else State.WELL
    return Check("clock", "Clocks", state, says)


def _version(_: Around) -> Check:
    says = f"Casework {version('casework')} on Python {python_version()}"
    return Check("version", "Version", State.WELL, says)


BESIDE: tuple[Callable[[Around], Check], ...] = (
    _queue,
    _workers,
    _mail,
    _scanner,
    _clock,
    _version,
)
