"""People who ask without pause, through something that does as Caddy and nginx do."""

import threading
from collections import Counter
from itertools import cycle

import httpx2

from tests.running.deployment import WEB, Deployment

OFTEN, ASKING = 0.5, 2


class People:
    """Each asks whichever machine says that it is ready, and the other where nobody is in."""

    def __init__(self, deployment: Deployment, secret: str) -> None:
        self.failed: list[str] = []
        self.answered: Counter[str] = Counter()
        self._deployment, self._secret = deployment, secret
        self._over, self._ready = threading.Event(), dict.fromkeys(WEB, True)
        asking = [threading.Thread(target=self._ask, daemon=True) for _ in range(ASKING)]
        self._threads = [threading.Thread(target=self._watch, daemon=True), *asking]

    def _watch(self) -> None:
        while not self._over.wait(OFTEN):
            for name in WEB:
                try:
                    with self._deployment.visitor(name) as probe:
                        self._ready[name] = probe.get("/ready", timeout=2).status_code == 200
                except httpx2.TransportError:
                    self._ready[name] = False

    def _ask(self) -> None:
        kept = {name: self._deployment.visitor(name, self._secret) for name in WEB}
        turns = cycle(WEB)
        while not self._over.is_set():
            if self._ready[name := next(turns)]:
                self._two_requests(name, kept[name])

    def _two_requests(self, name: str, visitor: httpx2.Client) -> None:
        """A page, and a form that must not be sent twice."""
        try:
            for answer in (visitor.get("/account"), visitor.post("/session/extend")):
                self.answered[name] += 1
                if answer.status_code not in (200, 204):
                    self.failed.append(f"{name}: {answer.status_code}")
        except httpx2.ConnectError:
            self._ready[name] = False  # nothing was sent, so the other may be asked
        except httpx2.TransportError as error:
            self.failed.append(f"{name}: {error!r}")

    def was_asked(self, name: str, before: int) -> bool:
        """Whether it answered more than so many."""
        return self.answered[name] > before

    def __enter__(self) -> "People":
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for each in self._threads:
            each.join(30)
