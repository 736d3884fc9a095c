"""Traces by OpenTelemetry: a span for each request, job and statement, without its parameters.

Of an error there is its kind. Nothing of what was asked, typed or read is in a span.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Engine, event

from casework.telemetry.settings import telemetry

QUOTED = re.compile(r"'(?:[^']|'')*'")
LONGEST = 2000
Told = Mapping[str, str | int | float | bool]


class Span:
    """What a span is told while it lasts; one that nobody follows forgets it."""

    def __init__(self, real: Any = None) -> None:
        self._real = real

    def told(self, name: str, attributes: Told) -> None:
        if self._real is not None:
            self._real.update_name(name)
            self._real.set_attributes(dict(attributes))

    def failed(self, error: BaseException) -> None:
        self.failed_as(f"{type(error).__module__}.{type(error).__qualname__}")

    def failed_as(self, kind: str) -> None:
        if self._real is not None:
            trace = import_module("opentelemetry.trace")
            self._real.set_status(trace.StatusCode.ERROR)
            self._real.set_attribute("error.type", kind)


@cache
def _tracer() -> Any:
    """The tracer of this process; None where no traces are wanted."""
    if not telemetry().otlp:
        return None
    sdk = import_module("opentelemetry.sdk.trace")
    resource = import_module("opentelemetry.sdk.resources").Resource.create(
        {"service.name": "casework"}
    )
    exporter = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    batches = import_module("opentelemetry.sdk.trace.export").BatchSpanProcessor
    provider = sdk.TracerProvider(resource=resource)
    provider.add_span_processor(batches(exporter.OTLPSpanExporter()))
    return provider.get_tracer("casework")


@contextmanager
def span(name: str, attributes: Told, kind: str = "SERVER") -> Iterator[Span]:
    """Follow what is done meanwhile, where traces are wanted."""
    tracer = _tracer()
    if tracer is None:
        yield Span()
        return
    kinds = import_module("opentelemetry.trace").SpanKind
    with tracer.start_as_current_span(
        name,
        kind=getattr(kinds, kind),
        attributes=dict(attributes),
        record_exception=False,  # its message may hold what was in a row
        set_status_on_exception=False,
    ) as real:
        followed = Span(real)
        try:
            yield followed
        except Exception as error:
            followed.failed(error)
            raise


def follow(engine: Engine) -> None:
    """A span for each statement of this engine, where traces are wanted."""
    if _tracer() is None:
        return
    event.listen(engine, "before_cursor_execute", _began)
    event.listen(engine, "after_cursor_execute", _ended)
    event.listen(engine, "handle_error", _failed)


def _began(_c: Any, _cursor: Any, statement: str, _p: Any, context: Any, _m: bool) -> None:
    kinds = import_module("opentelemetry.trace").SpanKind
    words = QUOTED.sub("'?'", statement)[:LONGEST]
    told = {"db.system.name": "postgresql", "db.query.text": words}
    first = words.split(None, 1)[0].upper() if words.strip() else "SQL"
    context.casework_span = _tracer().start_span(first, kind=kinds.CLIENT, attributes=told)


def _ended(_c: Any, _cursor: Any, _statement: str, _p: Any, context: Any, _m: bool) -> None:
    if real := getattr(context, "casework_span", None):
        real.end()


def _failed(told: Any) -> None:
    if real := getattr(told.execution_context, "casework_span", None):
        Span(real).failed(told.original_exception)
        real.end()


def send_what_waits() -> None:
    """Send every span that has ended, before this process does."""
    if tracer := _tracer():
        tracer.span_processor.force_flush()
