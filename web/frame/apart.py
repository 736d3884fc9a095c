"""Ending a transaction in a thread, while the request itself goes on without one."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager

from anyio import CancelScope, CapacityLimiter, to_thread
from sqlmodel import Session


@asynccontextmanager
async def ended_apart(
    opened: AbstractContextManager[Session], then: Callable[[Session], None]
) -> AsyncIterator[Session]:
    """A session that waits for the database only when it is used and when it ends.

    The end has a thread of its own: the others may all be waiting for the connection it gives back.
    """
    session = opened.__enter__()

    def end() -> None:
        opened.__exit__(None, None, None)
        then(session)

    try:
        yield session
    except BaseException as error:
        await _apart(opened.__exit__, type(error), error, error.__traceback__)
        raise
    await _apart(end)


async def _apart(do: Callable[..., object], *told: object) -> None:
    with CancelScope(shield=True):
        await to_thread.run_sync(do, *told, limiter=CapacityLimiter(1))
