"""A running worker tells another system: at once where it can, and again where it could not."""

import asyncio
import json

import pytest
from sqlalchemy import text
from sqlmodel import select

from casework import worker
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.operations.watching import watched
from casework.retention.holding import PlaceHold
from casework.retention.models import HoldKind
from casework.webhooks.models import WebhookMessage
from tests.commands.test_webhooks import connected, is_right
from tests.listening import listening, reaching_here
from tests.world import World, at

NOW = text("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")


def work(url: str) -> None:
    async def until_idle() -> None:
        app = worker.application(url)
        async with app.open_async():
            await app.run_worker_async(
                wait=False, install_signal_handlers=False, worker_middleware=[watched]
            )

    asyncio.run(until_idle())


def test_what_an_act_announces_arrives_through_a_worker_also_after_a_failure(
    live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reaching_here(monkeypatch), listening() as other:
        with as_casework() as session:
            world = World(session)
            _, secret = connected(world, other.url)
            case = world.case(Stage.CLOSED)
            hold = PlaceHold(kind=HoldKind.LEGAL_CLAIM, reason="A claim is expected")
            world.perform(world.case_manager, case, hold, at(hour=11))
            reference = case.reference
        other.answers = 503
        work(live)
        ((first, _),) = other.got
        other.answers = 204
        with as_casework() as session:
            session.execute(NOW)
        work(live)
        work(live)
        (_, (headers, body)) = other.got
        assert headers["webhook-id"] == first["webhook-id"]
        assert is_right(secret, headers, body) == [True]
        assert json.loads(body)["type"] == "case.changed"
        assert reference.encode() not in body
    with reading_as_casework() as session:
        (kept,) = session.exec(select(WebhookMessage)).all()
        assert (kept.state, kept.tries, kept.answer) == ("Delivered", 2, "Answered 204")
