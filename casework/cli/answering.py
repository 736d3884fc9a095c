"""Answering until a signal asks to stop, so that nobody's request is lost with the process."""

import gc
import signal
import socket
import time
from contextlib import suppress
from types import FrameType

import uvicorn

AT_ONCE = 5  # seconds for answers on their way, where nobody else could give them
LONGEST_ANSWER = 60  # the same behind a proxy: a large upload is finished, not cut off
CLOSING = (b"connection", b"close")


class Server(uvicorn.Server):
    """Leaves before it ends: whoever watches `/ready` stops asking while it still answers."""

    def __init__(self, config: uvicorn.Config, leaving_seconds: int) -> None:
        super().__init__(config)
        self._leaving_seconds = leaving_seconds
        self._ends_at: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The first SIGTERM says that it leaves; a second one, and Ctrl-C, end it now."""
        if sig == signal.SIGTERM and self._leaving_seconds and self._ends_at is None:
            self._leave()
        else:
            super().handle_exit(sig, frame)

    def _leave(self) -> None:
        self._ends_at = time.monotonic() + self._leaving_seconds
        self.lifespan.state["leaving"] = True  # every request is told (web/pages/running/about)
        # A proxy keeps connections: each is given back with its next answer.
        self.config.encoded_headers.append(CLOSING)
        self.server_state.default_headers = [*self.server_state.default_headers, CLOSING]

    async def on_tick(self, counter: int) -> bool:
        over = self._ends_at is not None and time.monotonic() >= self._ends_at
        return await super().on_tick(counter) or over


def answer(entrance: socket.socket, leaving_seconds: int) -> None:
    """Serve until a signal asks to stop; then let answers on their way arrive.

    With `leaving_seconds`, SIGTERM first makes /ready say no for so long.
    """
    config = uvicorn.Config(
        "web.app:app",
        log_config=None,  # its own lines hold addresses; casework.logs writes ours
        access_log=False,
        server_header=False,
        proxy_headers=False,  # whom to believe says CASEWORK_TRUSTED_PROXIES alone
        timeout_graceful_shutdown=LONGEST_ANSWER if leaving_seconds else AT_ONCE,
    )
    config.load()
    gc.collect()
    gc.freeze()  # what was loaded stays until the end: no need to look through it again and again
    with suppress(KeyboardInterrupt):
        Server(config, leaving_seconds).run(sockets=[entrance])
