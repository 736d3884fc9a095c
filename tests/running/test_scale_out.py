"""Two machines that answer and three that work behave as one, also while one is killed or stopped.

Each is a network namespace of its own; they share a PostgreSQL by TCP and a bucket by S3.
"""

import os
import re
import signal
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import httpx2
import pytest
from sqlmodel import col, select

from casework import jobs
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.evidence.models import Capture
from casework.hearing_packs.commands import MakePack
from casework.journal.models import Checkpoint
from casework.webhooks.announcing import announce
from casework.webhooks.models import EventKind, WebhookMessage
from tests.commands.test_webhooks import connected
from tests.database import Databases
from tests.documents.foreign import a_picture
from tests.running.deployment import WORKERS, Deployment, Known, deployed, until
from tests.running.machines import require_namespaces
from tests.running.people import People
from tests.told import COLLECTED
from tests.world import World
from web.frame.deps import COOKIE

JOBS, TAKES = 100, 0.1
AT_ONCE = 2  # what a worker may have had in hand when it was killed
OVER = "over"
SILENT = 32  # seconds until the others know that a worker is gone


@pytest.fixture(scope="module")
def deployment(_databases: Databases) -> Iterator[Deployment]:
    require_namespaces()
    with deployed(_databases) as whole:
        yield whole


@pytest.fixture(scope="module")
def killed(deployment: Deployment) -> float:
    """A hundred jobs were queued; a worker was killed amid its own. When that was."""
    deployment.other.takes = TAKES
    with as_casework() as session:
        world = World(session)
        connected(world, deployment.other.url)
        for _ in range(JOBS):
            announce(session, EventKind.CASE_CHANGED, datetime.now(UTC))
    until(lambda: len(deployment.other.got) > JOBS // 4, 30, "no job was done")
    os.kill(deployment.running["w3"].pid, signal.SIGKILL)
    return time.monotonic()


def session_of(answer: Any) -> str:
    assert answer.status_code == 303, answer.text
    return str(answer.cookies[COOKIE])


def is_in(deployment: Deployment, name: str, secret: str) -> bool:
    with deployment.visitor(name, secret) as visitor:
        return bool(visitor.get("/account").status_code == 200)


def test_a_session_of_one_is_known_to_the_other_and_ends_at_both(
    deployment: Deployment, killed: float
) -> None:
    known = Known.made(lambda world: world.case_manager)
    secret = session_of(deployment.sign_in("a", known))
    assert is_in(deployment, "b", secret)
    with deployment.visitor("b", secret) as visitor:
        assert visitor.post("/sign-out").status_code == 303
    assert not is_in(deployment, "a", secret)  # the very next request


def test_whoever_is_disabled_at_one_is_out_at_the_other_with_the_next_request(
    deployment: Deployment,
) -> None:
    admin = session_of(deployment.sign_in("a", Known.made(lambda world: world.it_admin)))
    known = Known.made(lambda world: world.colleague)
    theirs = session_of(deployment.sign_in("b", known))
    api = known.token()
    with deployment.visitor("b") as program:
        assert program.get("/api/v1/cases", headers=api).status_code == 200
        with deployment.visitor("a", admin) as visitor:
            assert visitor.post(f"/accounts/{known.account_id}/disable").status_code == 303
        assert not is_in(deployment, "b", theirs)
        assert program.get("/api/v1/cases", headers=api).status_code == 401


def test_tries_at_a_password_are_counted_together(deployment: Deployment) -> None:
    known = Known.made(lambda world: world.principal)
    for name in "ab" * 5:
        assert deployment.sign_in(name, known, "not it").status_code == 401
    for name in "ab":
        assert "Too many tries" in deployment.sign_in(name, known).text


def test_a_file_taken_in_by_one_is_in_a_pack_that_a_worker_makes_and_both_follow_and_hand_out(
    deployment: Deployment,
) -> None:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        world.allegation(case, exhibits=[world.exhibit(case)])
        reference, case_id = case.reference, case.id
    known = Known.made(lambda world: world.case_manager)
    secret = session_of(deployment.sign_in("a", known))
    with deployment.visitor("a", secret) as one, deployment.visitor("b", secret) as other:
        file = [("files", ("post.png", a_picture(400, 800)))]
        sent = one.post(f"/cases/{reference}/evidence/files", data=COLLECTED, files=file)
        assert sent.status_code == 200, sent.text
        with reading_as_casework() as session:
            newest = select(Capture.id).where(Capture.case_id == case_id)
            capture = session.exec(newest.order_by(col(Capture.taken_in_at).desc())).first()
        page = other.get(f"/cases/{reference}/evidence/{capture}")
        shown = re.search(r'<img src="(/cases[^"]+)"', page.text)
        assert shown
        assert other.get(shown[1]).headers["content-type"].startswith("image/")
        with as_casework() as session:
            world = World(session)
            world.perform(world.case_manager, session.get_one(Case, case_id), MakePack())
        stages = followed(f"/cases/{reference}/hearing/job", (one, other))
        assert all(len(each) > 1 for each in stages), stages
        place = f"/cases/{reference}/hearing/packs/1.pdf"
        assert one.get(place).content == other.get(place).content


def followed(page: str, asked: tuple[httpx2.Client, ...]) -> list[list[str]]:
    """The stages at which each machine said that the making of a pack is, to its end."""
    seen: list[list[str]] = [[] for _ in asked]
    ends = time.monotonic() + 90
    while not all(each and each[-1] == OVER for each in seen):
        assert time.monotonic() < ends, seen
        for told, visitor in zip(seen, asked, strict=True):
            answer = visitor.get(page)
            going_on = re.search(r"Going on: </span>.*?<b>([^<]+)", answer.text)
            now = OVER if "HX-Refresh" in answer.headers else going_on[1] if going_on else ""
            if now and now not in told:
                told.append(now)
    return seen


def test_whichever_worker_signs_the_journal_goes_on_where_another_signed(
    deployment: Deployment,
) -> None:
    for _ in range(6):
        signed = len(notes())
        with as_casework() as session:
            world = World(session)
            connected(world, deployment.other.url)
            jobs.enqueue(session, jobs.CHECKPOINT, lock=jobs.CHECKPOINT)
        until(partial(more_notes, signed), 20, "nothing was signed")
    assert [each.number for each in notes()] == list(range(1, len(notes()) + 1))
    signers = [each for each in WORKERS if deployment.has_signed(each)]
    assert len(signers) > 1
    for name in ("a", signers[0]):
        verified = deployment.machines[name].casework("verify", env=deployment.env_of(name))
        assert verified.wait(60) == 0, deployment.log(name)[-2000:]


def more_notes(than: int) -> bool:
    return len(notes()) > than


def notes() -> list[Checkpoint]:
    with reading_as_casework() as session:
        found = list(session.exec(select(Checkpoint).order_by(col(Checkpoint.number))))
        session.expunge_all()
        return found


def test_each_is_started_anew_while_people_work_and_no_request_fails(
    deployment: Deployment,
) -> None:
    secret = session_of(deployment.sign_in("a", Known.made(lambda world: world.hr_director)))
    with People(deployment, secret) as people:
        for name in "ab":
            before = people.answered.copy()
            deployment.stop(name)
            deployment.start(name)
            deployment.stop("w1")
            deployment.start("w1")
            asked_again = partial(people.was_asked, name, people.answered[name])
            until(asked_again, 20, f"{name} was not asked again")
            assert (people.answered - before).total() > 10
    assert not people.failed


def test_of_a_hundred_jobs_each_is_done_once_though_a_worker_was_killed(
    deployment: Deployment, killed: float
) -> None:
    time.sleep(max(0, killed + SILENT - time.monotonic()))
    deployment.running.pop("w3")
    deployment.start("w3")  # it takes up what was left; so would the others, within a minute

    def over() -> bool:
        with reading_as_casework() as session:
            waits = select(WebhookMessage.id).where(col(WebhookMessage.delivered_at).is_(None))
            return session.exec(waits).first() is None

    until(over, 60, "a job was never done")
    sent = Counter(headers["webhook-id"] for headers, _ in deployment.other.got)
    with reading_as_casework() as session:
        rows = session.exec(select(WebhookMessage)).all()
        assert {f"msg_{each.id.hex}" for each in rows} == set(sent)
        assert [each.tries for each in rows] == [1] * len(rows)
    again = [each for each, times in sent.items() if times > 1]
    assert len(again) <= AT_ONCE  # what the killed one had sent and not yet written down
