"""A real Casework, one process, on a database and a case of the test's own."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2

from tests.database import same_keys
from tests.forking import Process, started
from tests.journeys.serving import _free_port, _wait_for
from tests.told import COLLECTED
from web.frame.deps import COOKIE

PATIENCE = 90.0


class Served:
    """What a browser of somebody who is signed in asks of it."""

    def __init__(self, address: str, secret: str, process: Process) -> None:
        self.address, self.process = address, process
        self.client = httpx2.Client(
            base_url=address,
            headers={"sec-fetch-site": "same-origin"},
            cookies={COOKIE: secret},
            timeout=PATIENCE,
        )
        self.failures: list[str] = []

    def get(self, path: str) -> Any:
        return self._noted(self.client.get(path), path)

    def send(self, path: str, name: str, content: bytes) -> Any:
        answer = self.client.post(path, data=COLLECTED, files=[("files", (name, content))])
        return self._noted(answer, f"{path} {name}")

    def fill(self, path: str, **fields: str) -> Any:
        body = urlencode(fields, errors="surrogatepass")
        told = {"content-type": "application/x-www-form-urlencoded"}
        return self._noted(self.client.post(path, content=body, headers=told), path)

    def _noted(self, answer: Any, what: str) -> Any:
        if answer.status_code >= 500:
            self.failures.append(f"{answer.status_code} {what}")
        return answer


@contextmanager
def serving(url: str, store: Path, secret: str, **variables: str) -> Iterator[Served]:
    """Serve from this database until the test is over."""
    port = _free_port()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CASEWORK_")}
    environment = kept | {
        "DATABASE_URL": url.replace("postgresql+psycopg://", "postgresql://"),
        "CASEWORK_STATE": str(store.parent),
        "CASEWORK_STORE": str(store),
        **same_keys(),
        **variables,
    }
    log = (store.parent / "serve.log").open("wb")
    process = started(["serve", "--port", str(port)], env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process, Path(log.name))
        yield Served(address, secret, process)
    finally:
        process.terminate()
        process.wait(30)
        log.close()


class Pulse:
    """Asks again and again whether it is well, and how long the answer takes."""

    def __init__(self, address: str) -> None:
        self.waits: list[float] = []
        self.wrong: list[int] = []
        self._address = address
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask, daemon=True)

    def _ask(self) -> None:
        with httpx2.Client(base_url=self._address, timeout=30) as client:
            while not self._over.wait(0.05):
                began = time.monotonic()
                answer = client.get("/health")
                self.waits.append(time.monotonic() - began)
                if answer.status_code != 200:
                    self.wrong.append(answer.status_code)

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(60)

    @property
    def slowest_but_one_in_a_hundred(self) -> float:
        ordered = sorted(self.waits)
        return ordered[int(len(ordered) * 0.99)]
