"""How Casework runs, for whoever looks after it: what fails is said, and nothing of any case."""

import asyncio
import json
import os
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select
from starlette.requests import Request
from typer.testing import CliRunner

from casework import database, jobs, worker
from casework.cli.every import every_command
from casework.database import as_casework, reading_as_casework
from casework.journal import JournalEntry
from casework.operations import readiness
from casework.operations.checking import Around, State, every_check, signatures_age, worst
from casework.operations.models import JobFailure
from casework.operations.trying import probed
from casework.operations.watching import watched
from casework.outbox.models import Mail, MailKind
from casework.settings import Settings
from casework.storage import Store, store
from casework.storage.shelves.folder import FolderShelf
from tests.conftest import SignedInAs
from tests.mail import mail_server
from tests.world import World
from web.pages.running import about, operations

FAILED = text(
    "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES "
    "('default', 'casework.build_pack', :args, 'failed') RETURNING id"
)


def around(session: object, **told: object) -> Around:
    chosen = Settings().model_copy(update=told)
    return Around(session, chosen, store(), datetime.now(UTC))  # type: ignore[arg-type]


def test_it_sees_what_fails_and_nobody_else_sees_the_page(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    page = signed_in_as(world.it_admin).get("/operations")
    assert page.status_code == 200
    assert "No worker was heard of" in page.text
    assert "PostgreSQL" in page.text
    warning = "The database runs inside Casework"
    assert warning in page.text
    assert warning not in signed_in_as(world.case_manager).get("/report").text
    told = api_as(world.it_admin).get("/api/v1/operations/checks").json()
    assert {each["id"] for each in told["checks"]} >= {"database", "store", "queue", "scanner"}
    assert told["worst"] == "fails"
    for who in (world.case_manager, world.hr_director, world.stranger):
        browser = signed_in_as(who)
        for place in ("/operations", "/operations/work"):
            assert browser.get(place).status_code == 403
        assert browser.post("/operations/tests/store").status_code == 403
        assert api_as(who).get("/api/v1/operations/checks").status_code == 403


def test_each_test_says_what_came_of_it_and_is_in_the_journal(
    world: World, signed_in_as: SignedInAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in_as(world.it_admin)
    assert "could not be overwritten" in browser.post("/operations/tests/store").text
    assert "No mail server is set" in browser.post("/operations/tests/mail").text
    assert "No scanner is set" in browser.post("/operations/tests/scanner").text
    assert browser.post("/operations/tests/anything").status_code == 404
    with mail_server() as (inbox, url):
        monkeypatch.setattr(operations, "settings", lambda: Settings(smtp_url=url))
        assert "took a mail to your address" in browser.post("/operations/tests/mail").text
        inbox.knows_nobody = True
        said = browser.post("/operations/tests/mail").text
        assert "recipient refused (550)" in said
        assert "No such mailbox" not in said
    ((to, message),) = inbox.arrived
    assert to == [world.person(world.it_admin).email] == [parseaddr(str(message["To"]))[1]]
    kinds = world.session.exec(select(JournalEntry.kind)).all()
    assert kinds.count("Tested") == 5


def test_a_store_that_lets_evidence_be_overwritten_is_said_so(tmp_path: Path) -> None:
    class Forgetful(FolderShelf):
        def keep(self, name, pieces):  # type: ignore[no-untyped-def]
            self.place(name).unlink(missing_ok=True)
            super().keep(name, pieces)

    assert probed(Store(FolderShelf(tmp_path))).well
    assert "let a file be overwritten" in probed(Store(Forgetful(tmp_path))).says
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


def test_failed_work_is_tried_again_or_forgotten_and_says_nothing_of_what_it_was_about(
    world: World, signed_in_as: SignedInAs
) -> None:
    told = {"args": json.dumps({"pack_id": "SM26-SECRET"})}
    first, second = (world.session.execute(FAILED, told).scalar_one() for _ in range(2))
    at = datetime.now(UTC)
    world.session.add(JobFailure(job_id=first, kind="casework.errors.DeliveryFailed", at=at))
    gone = Mail(
        called="<x@y>", kind=MailKind.ROOM_LINK, sealed="sealed:", queued_at=at, given_up_at=at
    )
    world.session.add(gone)
    world.session.flush()
    browser = signed_in_as(world.it_admin)
    page = browser.get("/operations/work").text
    assert "casework.errors.DeliveryFailed" in page
    assert "build pack" in page
    assert "A link to a room" in page
    assert "SM26-SECRET" not in page
    assert browser.post(f"/operations/work/{first}/again").status_code == 303
    assert browser.post(f"/operations/work/{second}/cancel").status_code == 303
    assert browser.post(f"/operations/mails/{gone.id}/again").status_code == 303
    for missing in (first, second, 10**30, "x"):
        assert browser.post(f"/operations/work/{missing}/again").status_code == 404
    assert browser.post(f"/operations/mails/{gone.id}/again").status_code == 404
    held = text("SELECT id, status::text FROM procrastinate_jobs WHERE id = ANY(:both)")
    rows = world.session.execute(held, {"both": [first, second]}).all()
    assert [tuple(each) for each in rows] == [(first, "todo")]
    world.session.expire_all()
    assert gone.waits
    stranger = signed_in_as(world.stranger)
    assert stranger.post(f"/operations/work/{first}/cancel").status_code == 403


def test_the_kind_of_an_error_is_kept_and_none_of_its_words(live: str) -> None:
    with as_casework() as session:
        for _ in range(2):
            jobs.enqueue(session, jobs.BUILD_PACK, lock="a", pack_id="of nobody")

    async def work() -> None:
        app = worker.application(live)
        async with app.open_async():
            await app.run_worker_async(
                wait=False, install_signal_handlers=False, worker_middleware=[watched]
            )

    asyncio.run(work())
    with reading_as_casework() as session:
        assert {each.kind for each in session.exec(select(JobFailure))} == {"builtins.ValueError"}
        assert worst(every_check(around(session))) is State.FAILS  # its worker is gone again


def test_a_process_is_ready_once_everything_it_needs_is_there(
    live: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert _ready() == "ready"
    assert about.readiness(Request({"type": "http", "state": {}})).body == b"ready"
    head = text("UPDATE alembic_version SET version_num = :number")
    older = "not ready: The database is older than this version: run casework migrate"
    for number, said in (("9999", "ready"), ("0003", older)):
        with database.engine().begin() as connection:
            old = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
            connection.execute(head, {"number": number})
        assert _ready() == said, number
        with database.engine().begin() as connection:
            connection.execute(head, {"number": old})
    since = "COMMENT ON TABLE alembic_version IS 'answered by every version since {}'"
    with database.engine().begin() as connection:
        connection.execute(head, {"number": "9999"})
        connection.execute(text(since.format("9998")))
    assert _ready().startswith("not ready: The database is newer than this version")
    answer = about.readiness(Request({"type": "http", "state": {}}))
    assert (answer.status_code, answer.body[:9]) == (503, b"not ready")
    with database.engine().begin() as connection:
        connection.execute(head, {"number": old})
    broken = tmp_path / "file"
    broken.write_text("no folder")
    monkeypatch.setattr(readiness, "store", lambda: Store(FolderShelf(broken)))
    assert _ready() == "not ready"
    answer = about.readiness(Request({"type": "http", "state": {}}))
    assert (answer.status_code, answer.body) == (503, b"not ready")
    monkeypatch.undo()
    with as_casework() as session:
        jobs.enqueue(session, jobs.BUILD_PACK, lock="a", pack_id="late")
        session.execute(text("UPDATE procrastinate_events SET at = now() - interval '20 minutes'"))
    assert _ready() == "behind"
    database.disconnect()
    assert _ready() == "not ready"


def _ready() -> str:
    readiness.forget()
    return readiness.ready()


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("ClamAV 1.4.3/27500/Thu Oct  1 08:36:22 2026", 4),
        ("ClamAV 1.4.3/27500/Mon Oct  5 08:36:22 2026", 0),
        ("ClamAV 1.4.3", None),
    ],
)
def test_the_age_of_what_the_scanner_knows_is_read_from_its_own_words(
    said: str, days: int | None
) -> None:
    age = signatures_age(said, datetime(2026, 10, 5, 9, tzinfo=UTC))
    assert (age // timedelta(days=1) if age is not None else None) == days


def test_the_console_says_the_same_and_ends_with_what_came_of_it(
    live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casework.cli import saying

    monkeypatch.setattr(saying, "visited", _visited(live))
    done = CliRunner().invoke(
        every_command("check"), ["check", "--json", "--probe"], env=os.environ
    )
    told = {each["id"]: each["state"] for each in json.loads(done.stdout)}
    assert done.exit_code == 1  # no worker runs
    assert told["workers"] == "fails"
    assert (told["store-probe"], told["migrations"], told["keystore"]) == ("well",) * 3


def _visited(url: str):  # type: ignore[no-untyped-def]
    from contextlib import nullcontext

    return lambda _: nullcontext(url)
