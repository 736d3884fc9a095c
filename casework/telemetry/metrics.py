"""Counters of this process, in the words of Prometheus. No label names a case or a person."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from secrets import compare_digest
from typing import Any

from casework.telemetry.settings import telemetry

SIGN_INS = ("/sign-in", "/sign-in/code", "/sign-in/passkey", "/sign-in/trust/back")
REFUSED = frozenset({401, 403, 422, 429})
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
LONG = (0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0, 900.0)


@dataclass(frozen=True)
class Gauge:
    """A number as it is at the moment of asking."""

    name: str
    says: str
    value: float


Ask = Callable[[], Iterable[Gauge]]


class Meters:
    """Everything this process counts."""

    def __init__(self) -> None:
        self._library = import_module("prometheus_client")
        self.registry: Any = self._library.CollectorRegistry()
        self._requests = self._library.Histogram(
            "casework_request_seconds",
            "How long requests took, by their route as the source writes it.",
            ("method", "route", "status"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._jobs = self._library.Histogram(
            "casework_job_seconds",
            "How long background work took, by the name of the task.",
            ("task", "outcome"),
            buckets=LONG,
            registry=self.registry,
        )
        self._sign_ins = self._library.Counter(
            "casework_sign_in_failures",
            "Tries to sign in that were refused.",
            registry=self.registry,
        )

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).observe(seconds)
        if method == "POST" and route in SIGN_INS and status in REFUSED:
            self._sign_ins.inc()

    def job(self, task: str, outcome: str, seconds: float) -> None:
        self._jobs.labels(task, outcome).observe(seconds)

    def ask(self, gauges: Ask) -> None:
        """Have these asked whenever somebody reads the metrics."""
        self.registry.register(_Asked(gauges))

    def written(self) -> bytes:
        """All of it, as Prometheus reads it."""
        found: bytes = self._library.generate_latest(self.registry)
        return found

    def serve(self, port: int, host: str) -> None:
        """Answer on a port of its own, in a thread."""
        self._library.start_http_server(port, addr=host, registry=self.registry)


@dataclass(frozen=True)
class _Asked:
    gauges: Ask

    def collect(self) -> Iterator[Any]:
        made = import_module("prometheus_client.core").GaugeMetricFamily
        for each in self.gauges():
            yield made(each.name, each.says, value=each.value)

    def describe(self) -> list[Any]:
        return []  # nothing is asked merely because it is registered


@cache
def meters() -> Meters | None:
    """What this process counts with; None where nobody asked for it."""
    return Meters() if telemetry().counts else None


def may_read(authorization: str) -> bool:
    """Whether a request brings the token that opens the metrics."""
    token = telemetry().metrics_token
    scheme, _, given = authorization.partition(" ")
    if token is None or scheme.lower() != "bearer":
        return False
    return compare_digest(given.strip().encode(), token.get_secret_value().encode())
