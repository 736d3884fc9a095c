"""The database of this deployment, wherever it is: named, already running, or started now."""

from collections.abc import Iterator
from contextlib import contextmanager

from casework.database.embedded import EmbeddedPostgres
from casework.settings import Settings

NAME = "casework"
KEYS = "casework_keys"  # a database of its own: see casework.keys


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The address of the database for a process that serves: it owns the embedded server.

    Raises:
        DatabaseUnavailable: the embedded server cannot start, or another process owns it.
    """
    if settings.database_url:
        yield settings.database_url
        return
    with EmbeddedPostgres(settings.state) as server:
        server.ensure_database(KEYS)
        yield server.ensure_database(NAME)


@contextmanager
def visited(settings: Settings) -> Iterator[str]:
    """The address for a single command: of the server that runs already, else of one just for it.

    Raises:
        DatabaseUnavailable: no server runs and none can be started.
    """
    address = None
    if settings.embedded:
        address = EmbeddedPostgres.already_running(settings.state)
    if address:
        yield address.url(NAME)
        return
    with served(settings) as url:
        yield url
