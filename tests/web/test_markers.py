"""Words put into every personal field, through every page and every kind of fault: in no log, no
address, no header, no title and no error page are they found again."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import text

from tests.addresses import every_address
from tests.web.marking import Markers, Running, fill, running
from web.frame.rendering import HERE

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
OF_ERRORS = {
    found[1]
    for path in (HERE / "templates/errors").glob("*.html")
    if (found := re.search(r"block title %}(.*?){%", path.read_text()))
}


@pytest.fixture(scope="module")
def mark() -> Markers:
    return Markers()


@pytest.fixture(scope="module")
def on(mark: Markers) -> Iterator[Running]:
    folder = Path(tempfile.mkdtemp(prefix="cw-markers-", dir="/tmp"))
    folder.chmod(0o711)  # the database's own account must be able to enter
    with running(folder) as started:
        fill(started, mark)
        yield started
    shutil.rmtree(folder)


def everything(on: Running, mark: Markers) -> list[str]:
    """Where a marker is found that must not be there."""
    found = [f"{name}: {kind}" for name, log in on.logs().items() for kind in mark.found_in(log)]
    for answer in on.answers:
        place = f"{answer.request.method} {answer.request.url.path} {answer.status_code}"
        found += [f"{place}: {kind}" for kind in mark.found_in(shown(answer))]
    return found


def shown(answer: Response) -> str:
    """What of an answer ends up in histories, logs of proxies, and reports of faults."""
    told = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return told + (answer.text if answer.status_code >= 400 else "")
    title = TITLE.search(answer.text)
    told += title[1] if title else ""
    if any(each in told for each in OF_ERRORS):
        told += re.sub(r"<header.*?</header>|opened by .*? on ", "", answer.text, flags=re.DOTALL)
    return told


def forms(mark: Markers) -> dict[str, Any]:
    """An answer to every question, all of them wrong or far too much."""
    names = "q person_q words theme old new name reason reasons particulars place date on to said"
    return {name: mark[f"form{name}"] for name in names.split()}


def test_reading_every_page(on: Running, mark: Markers) -> None:
    """Every address, with marked query strings, agents, referrers and cookies."""
    more = {"user-agent": mark["agent"], "x-forwarded-for": mark["forwarded"]}
    query = {"q": mark["query"], "said": mark["said"], "to": mark["to"], "role": mark["role"]}
    read = 0
    for number, each in enumerate(every_address(on.reference)):
        if each.method == "GET":
            is_read = on.ask("GET", each.path).status_code == 200
            if is_read or number % 3 == 0:  # of refusals and missing pages, some
                on.ask("GET", each.path, params=query, headers=more)
            read += is_read
    assert read > 40
    assert '"event": "answered"' in on.logs()["err.log"]
    on.ask("GET", f"/cases/{mark['path']}")
    on.ask("GET", f"/{mark['nowhere']}")
    on.ask("BREW", f"/cases/{mark['brewed']}")
    on.ask("GET", f"/api/v1/cases/{mark['apipath']}")
    on.ask("GET", "/cases", headers={"cookie": f"casework_session={mark['cookie']}"})
    assert everything(on, mark) == []


def test_sending_every_form(on: Running, mark: Markers) -> None:
    """Wrong answers, refused acts, wrong names and passwords, strange bodies."""
    statuses = set()
    for each in every_address(on.reference):
        if each.is_safe or "sign-out" in each.path or "revoke" in each.path:
            continue
        kind = "json" if each.path.startswith("/api/") else "data"
        statuses.add(on.ask(each.method, each.path, **{kind: forms(mark)}).status_code)
    assert {404, 409, 422} <= statuses
    named = {"username": mark["nosuchuser"], "password": mark["password"]}
    assert on.ask("POST", "/sign-in", data=named | {"to": mark["next"]}).status_code == 401
    on.ask("POST", "/sign-in", data=named, headers={"sec-fetch-site": "cross-site"})
    on.ask("POST", "/api/v1/search", content=mark["notjson"])
    on.ask("POST", "/api/v1/search", json={"words": [mark["nested"]]})
    on.ask("POST", "/api/v1/search", headers={"authorization": f"Bearer {mark['token']}"})
    place = f"/cases/{on.reference}/evidence/E1/copy"
    copy = on.ask("POST", place, data={"reason": mark["whycopied"]})
    assert mark["content"] in copy.text
    file = {"files": (f"{mark['uploaded']}.txt", mark["uploadedbytes"].encode())}
    on.ask("POST", f"/cases/{on.reference}/evidence/add", files=file)
    found = on.ask("POST", "/search", data={"q": mark["family"]})
    assert mark["family"] in found.text
    assert everything(on, mark) == []


FAULTS = {
    "a constraint": (
        "ALTER TABLE failed_sign_ins ADD CONSTRAINT nobody CHECK (length(username) < 3) NOT VALID",
        "ALTER TABLE failed_sign_ins DROP CONSTRAINT nobody",
    ),
    "a missing column": (
        "ALTER TABLE cases RENAME COLUMN summary TO mislaid",
        "ALTER TABLE cases RENAME COLUMN mislaid TO summary",
    ),
    "a function that fails": (
        "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'spoilt %', NEW; END $$; CREATE TRIGGER spoil BEFORE INSERT "
        "ON report_drafts FOR EACH ROW EXECUTE FUNCTION spoil()",
        "DROP FUNCTION spoil CASCADE",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_database_that_refuses(on: Running, mark: Markers, fault: str) -> None:
    breaking, mending = FAULTS[fault]
    with on.administration() as connection:
        connection.execute(text(breaking))
    named = {"username": mark["brokenuser"], "password": mark["brokenpassword"]}
    asked = [
        on.ask("POST", "/sign-in", data=named),
        on.ask("GET", f"/cases/{on.reference}", params={"q": mark["brokenquery"]}),
        on.ask("GET", f"/api/v1/cases/{on.reference}"),
        on.ask("POST", "/report/new", data=forms(mark)),
        on.ask("POST", "/search", data={"q": mark["family"]}),
    ]
    with on.administration() as connection:
        connection.execute(text(mending))
    assert 500 in {each.status_code for each in asked}
    assert on.ask("GET", f"/cases/{on.reference}").status_code == 200
    assert "23514" in on.logs()["err.log"] or fault != "a constraint"
    assert everything(on, mark) == []


def test_a_database_that_goes_away(on: Running, mark: Markers) -> None:
    with on.away():
        gone = on.ask("POST", "/search", data={"q": mark["whilegone"]})
        on.ask("GET", f"/api/v1/cases/{on.reference}")
    assert gone.status_code == 503
    assert on.ask("GET", f"/cases/{on.reference}").status_code == 200
    assert everything(on, mark) == []


def test_work_that_fails_in_the_background(on: Running, mark: Markers) -> None:
    told = f'{{"pack_id": "{mark["job"]}"}}'
    with on.administration() as connection:
        connection.execute(
            text(
                "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'casework.build_pack', 0, "
                "NULL, NULL, CAST(:told AS jsonb), NULL)]::procrastinate_job_to_defer_v1[])"
            ),
            {"told": told},
        )
    ended = text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
    for _ in range(300):
        with on.administration() as connection:
            if connection.scalar(ended):
                break
            connection.execute(text("SELECT pg_sleep(0.1)"))
    log = on.logs()["err.log"]
    assert '"task": "casework.build_pack"' in log, log[-3000:]
    assert "ValueError" in log
    assert everything(on, mark) == []
