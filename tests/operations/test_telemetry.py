"""What is counted and traced: routes, tasks and statements, and nothing of what they were about."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from fastapi.testclient import TestClient
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from prometheus_client.parser import text_string_to_metric_families

from casework import jobs, worker
from casework.database import as_casework
from casework.errors import WrongAnswer
from casework.operations.measuring import begin_to_measure
from casework.operations.watching import watched
from casework.telemetry import metrics, settings, tracing
from casework.telemetry.metrics import meters
from casework.telemetry.settings import telemetry
from tests.browser import Browser
from tests.world import World
from web.app import app

TOKEN = "a-token-that-is-long-enough"
SAID = {"Authorization": f"Bearer {TOKEN}"}


def forget() -> None:
    for each in (settings.telemetry, metrics.meters, tracing._tracer):
        each.cache_clear()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CASEWORK_METRICS_TOKEN", TOKEN)
    forget()
    begin_to_measure()
    yield
    monkeypatch.undo()
    forget()


class Spans:
    """What a real receiver of traces was sent."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def every(self) -> list[Any]:
        found = []
        for body in self.bodies:
            asked = ExportTraceServiceRequest.FromString(body)
            found += [
                span
                for of_resource in asked.resource_spans
                for scope in of_resource.scope_spans
                for span in scope.spans
            ]
        return found

    def named(self) -> set[str]:
        return {each.name for each in self.every()}


@contextmanager
def receiving() -> Iterator[tuple[Spans, str]]:
    spans = Spans()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            spans.bodies.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield spans, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> Iterator[Spans]:
    with receiving() as (spans, url):
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", url)
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
        forget()
        yield spans
        if tracer := tracing._tracer():
            tracer.span_processor.shutdown()
        monkeypatch.undo()
        forget()


def test_without_a_setting_there_are_no_metrics(browser: Browser) -> None:
    forget()
    assert meters() is None
    assert browser.get("/metrics", headers=SAID).status_code == 404


def test_requests_are_counted_by_route_and_no_case_or_person_is_told(
    world: World, counted: None
) -> None:
    case = world.case()
    browser = Browser(world.session)
    browser.sign_in(world.account(world.case_manager))
    browser.get(f"/cases/{case.reference}")
    browser.get("/cases/SM26-9999")
    browser.get("/nothing/here")
    Browser(world.session).post("/sign-in", data={"username": "nadia", "password": "wrong guess"})
    for wrong in ({}, {"Authorization": "Bearer guess"}, {"Authorization": TOKEN}):
        assert browser.get("/metrics", headers=wrong).status_code == 404
    page = browser.get("/metrics", headers=SAID)
    assert page.status_code == 200
    families = {each.name: each for each in text_string_to_metric_families(page.text)}
    found = {
        (each.labels["route"], each.labels["status"]): each.value
        for each in families["casework_request_seconds"].samples
        if each.name.endswith("_count")
    }
    assert found["/cases/{reference}", "200"] == 1
    assert found["/cases/{reference}", "404"] == 1
    assert found["none", "404"] == 1
    assert families["casework_sign_in_failures"].samples[0].value == 1
    assert families["casework_database_up"].samples[0].value == 1
    assert families["casework_queue_age_seconds"].samples[0].value >= 0
    for told in (case.reference, "SM26", "nadia", "Nadia", str(case.id), "nothing/here"):
        assert told not in page.text, told


def test_background_work_is_counted_and_traced_by_the_name_of_its_task(
    traced: Spans, counted: None, live: str
) -> None:
    with as_casework() as session:
        jobs.enqueue(session, jobs.BUILD_PACK, lock="a", pack_id="of nobody")

    async def work() -> None:
        app = worker.application(live)
        async with app.open_async():
            await app.run_worker_async(
                wait=False, install_signal_handlers=False, worker_middleware=[watched]
            )

    asyncio.run(work())
    told = meters()
    assert told is not None
    text = told.written().decode()
    assert 'casework_job_seconds_count{outcome="failed",task="casework.build_pack"} 1.0' in text
    assert "casework_jobs_failed 1.0" in text
    tracing.send_what_waits()
    (job,) = [each for each in traced.every() if each.name == jobs.BUILD_PACK]
    assert {each.key: each.value.string_value for each in job.attributes}["error.type"] == (
        "builtins.ValueError"
    )


def test_a_request_and_its_statements_are_one_trace_without_a_parameter(
    traced: Spans, live: str
) -> None:
    with as_casework() as session:
        world = World(session)
        world.account(world.case_manager).username = "nadia.secret"
        case = world.case()
        reference, name = case.reference, world.case_manager.name
    browser = TestClient(app, headers={"sec-fetch-site": "same-origin"}, follow_redirects=False)
    browser.post("/sign-in", data={"username": "nadia.secret", "password": "guess of a word"})
    browser.get(f"/cases/{reference}")
    tracing.send_what_waits()
    spans = traced.every()
    (asked,) = [each for each in spans if each.name == "POST /sign-in"]
    assert "GET /cases/{reference}" in traced.named()
    within = [each for each in spans if each.trace_id == asked.trace_id and each != asked]
    assert {each.name for each in within} >= {"SELECT"}
    whole = b"".join(traced.bodies)
    for told in (reference, "nadia.secret", "guess of a word", name):
        assert told.encode() not in whole, told


def test_what_is_set_but_not_installed_is_said_before_anything_is_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "find_spec", lambda _: None)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    forget()
    with pytest.raises(WrongAnswer, match=r"install casework\[traces\]"):
        telemetry()
    monkeypatch.setenv("CASEWORK_METRICS_TOKEN", "short")
    with pytest.raises(WrongAnswer, match="cannot be used"):
        telemetry()
    monkeypatch.undo()
    forget()
