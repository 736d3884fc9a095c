"""Whether this process may be sent requests. Asked often, by whoever stands before it."""

import time
from datetime import UTC, datetime
from threading import Lock

from sqlalchemy.exc import SQLAlchemyError

from casework.database import reading_as_casework
from casework.errors import CaseworkError
from casework.operations.checking import TABLES_CHECK, Around, State, readiness
from casework.settings import settings
from casework.storage import store

READY, BEHIND, NOT_READY = "ready", "behind", "not ready"
FRESH = 1.0  # seconds for which an answer stands, however many ask
_known: dict[str, tuple[float, str]] = {}
_one_at_a_time = Lock()


def ready() -> str:
    """Ready, ready but behind with background work, or not ready.

    Why not is said of the database's age alone: whoever upgrades must see it, and it is no secret.
    """
    with _one_at_a_time:
        at, said = _known.get("said", (0.0, ""))
        if not said or time.monotonic() - at > FRESH:
            said = _asked()
            _known["said"] = (time.monotonic(), said)
    return said


def _asked() -> str:
    try:
        with reading_as_casework() as session:
            checks = readiness(Around(session, settings(), store(), datetime.now(UTC)))
    except (CaseworkError, SQLAlchemyError):
        return NOT_READY
    failing = [each for each in checks if each.needed and each.state is State.FAILS]
    if failing:
        aged = [each.says for each in failing if each.id == TABLES_CHECK]
        return f"{NOT_READY}: {aged[0]}" if aged else NOT_READY
    behind = any(not each.needed and each.state is not State.WELL for each in checks)
    return BEHIND if behind else READY


def forget() -> None:
    """Ask anew the next time."""
    _known.clear()
