"""Casework answering a real browser from this very process, on the test's own database."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from web.app import app

LONGEST_START = 30.0


class _Server(uvicorn.Server):
    """A server that says when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.answering = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.answering.set()


@contextmanager
def answering() -> Iterator[str]:
    """The address, by a name: a passkey belongs to a name, not to a number."""
    with socket.socket() as entrance:
        entrance.bind(("127.0.0.1", 0))
        entrance.listen()
        server = _Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [entrance]})
        thread.start()
        try:
            assert server.answering.wait(LONGEST_START)
            yield f"http://localhost:{entrance.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(LONGEST_START)
