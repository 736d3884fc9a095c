"""A real server of another system, on this machine, and a deployment that may reach it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from casework.settings import Settings, settings

HERE = "127.0.0.1"


class Listener:
    """A real server of another system, what it was sent, and what it answers."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers = 204
        self.takes = 0.0  # seconds for each
        self.url = ""


@contextmanager
def listening(address: str = HERE) -> Iterator[Listener]:
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            time.sleep(listener.takes)
            listener.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(listener.answers)
            if 300 <= listener.answers < 400:
                self.send_header("location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer((address, 0), Handler)
    listener.url = f"http://{address}:{server.server_port}/hook"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def reaching_here(monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings that list this very machine."""
    monkeypatch.setenv("CASEWORK_WEBHOOK_PRIVATE", f"{HERE}, 10.1.0.0/16")
    settings.cache_clear()
    yield settings()
    monkeypatch.undo()
    settings.cache_clear()
