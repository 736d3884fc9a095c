"""The tests' ground: a real database, a world in it, and people at their browsers.

`session` and everything that follows from it live in one transaction that is rolled back.
`live` is a database of the test's own in which transactions are real.
"""

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine
from sqlmodel import Session

from casework import database
from casework.documents import printing
from casework.people.sign_in import make_token
from tests.browser import Browser, end_the_loop
from tests.cheaper import cheapen_passwords
from tests.conftest import SignedInAs
from tests.database import MIGRATED, Databases, databases
from tests.forking import begin_forking, end_forking
from tests.ordering import longest_first
from tests.prepared import prepared_engine
from tests.world import Somebody, World
from web.frame import rendering

cheapen_passwords()


def pytest_configure(config: pytest.Config) -> None:
    """Keep what templates compile to for every other process: all of them take 2.5 s of a core."""
    kept = getattr(config, "cache", None)
    if kept is not None:
        rendering.templates.bytecode_cache = FileSystemBytecodeCache(kept.mkdir("templates"))
        printing.papers.bytecode_cache = rendering.templates.bytecode_cache


def pytest_sessionstart() -> None:
    """Set a process aside to fork from."""
    begin_forking()


def pytest_sessionfinish() -> None:
    end_the_loop()
    end_forking()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    longest_first(items)


def pytest_collection_finish() -> None:
    """What was loaded until now stays to the end: it need not be looked through for garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def _databases() -> Iterator[Databases]:
    with databases() as made:
        yield made


@pytest.fixture(scope="session")
def _engine(_databases: Databases) -> Iterator[Engine]:
    engine = prepared_engine(_databases.shared)
    yield engine
    engine.dispose()


@pytest.fixture
def session(_engine: Engine) -> Iterator[Session]:
    """A transaction that is always rolled back; the pages' own are savepoints in it."""
    with _engine.connect() as connection:
        outer = connection.begin()
        with (
            database.joined(connection),
            Session(
                connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
            ) as session,
        ):
            yield session
        outer.rollback()


@pytest.fixture
def world(session: Session) -> World:
    return World(session)


@pytest.fixture
def live(_databases: Databases) -> Iterator[str]:
    """The address of a settled database of its own, connected, where every commit is real."""
    with _databases.copy() as url:
        database.connect(url)
        yield url


@pytest.fixture
def keystore(_databases: Databases) -> Iterator[str]:
    """The address of an empty keystore, for a process with a root key of its own."""
    with _databases.copy("template1") as url:
        yield url


@pytest.fixture
def empty(_databases: Databases) -> Iterator[str]:
    """The address of a migrated database that holds nobody and nothing yet, connected."""
    with _databases.copy(MIGRATED) as url:
        database.connect(url)
        yield url


@pytest.fixture
def browser(session: Session) -> Browser:
    """Somebody at a browser who has not signed in."""
    return Browser(session)


@pytest.fixture
def signed_in_as(world: World) -> SignedInAs:
    """A browser in which this person has signed in."""

    def signed_in(person: Somebody) -> Browser:
        browser = Browser(world.session)
        browser.sign_in(world.account(person))
        return browser

    return signed_in


@pytest.fixture
def token_for(world: World) -> Callable[[Somebody], str]:
    """A personal token for the API."""

    def token(person: Somebody) -> str:
        account = world.account(person)
        secret = make_token(world.session, account.id, "A test", datetime.now(UTC))
        world.session.flush()
        return secret

    return token


@pytest.fixture
def api_as(session: Session, token_for: Callable[[Somebody], str]) -> SignedInAs:
    """A program that calls the API with this person's token."""

    def calling(person: Somebody) -> Browser:
        return Browser(session, token=token_for(person))

    return calling
