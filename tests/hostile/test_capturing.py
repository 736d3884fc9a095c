"""Capturing public pages: what is kept, and that nothing in them leads inward."""

import io
import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import select
from warcio.archiveiterator import ArchiveIterator

from casework.cases.stages import Stage
from casework.database import in_transaction, reading_as_casework
from casework.errors import WrongAnswer
from casework.evidence.capturing.addresses import NotCaptured, is_public, target
from casework.evidence.capturing.commands import CaptureWebPage, capture_page, keep_captured
from casework.evidence.capturing.proxy import Passage, dial
from casework.evidence.capturing.running import Captured, capture
from casework.evidence.kinds import FileKind
from casework.evidence.models import Capture
from casework.journal import JournalEntry
from casework.settings import settings
from tests.hostile.inward import NAMES, PUBLIC, Canary, public_host
from tests.world import World

CHROMIUM = Path("/usr/bin/chromium")
INWARD = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254",
    "172.16.0.1", "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1",
    "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
    "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1", "fd00:ec2::254",
    "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "5f00::1",
)  # fmt: skip
NOT_PAGES = (
    "file:///etc/passwd", "view-source:http://public.example/", "chrome://version",
    "data:text/html,x",
    "blob:http://public.example/1", "filesystem:http://public.example/1", "ftp://public.example/",
    "http://public.example:8080/", "http://public@127.0.0.1/", "http://a:b@public.example/",
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://017700000001/",
    "http://[::1]/", "http://[::ffff:7f00:1]/", "http://localhost/", "http://printer.local/",
    "http://intranet/", "http://127.0.0.1./", "http://\uff11\uff12\uff17.0.0.1/", "", "http://",
    "http://public.example/\nHost: inside", "javascript:alert(1)",
)  # fmt: skip


@pytest.mark.parametrize("address", INWARD)
def test_no_address_that_leads_inward_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700:4700::1111", "2a00:1450::1"])
def test_an_address_of_the_web_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("url", NOT_PAGES)
def test_what_is_no_public_page_is_refused_before_anything_is_looked_up(url: str) -> None:
    with pytest.raises(NotCaptured):
        target(url)


def test_a_public_page_is_not_refused() -> None:
    assert target("https://public.example/post?id=1").host == "public.example"


class Answers:
    """Answers each name as the list says, another one every time it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, host: str) -> list[str]:
        answers = NAMES.get(host)
        if answers is None:
            try:
                return [str(each[4][0]) for each in socket.getaddrinfo(host, None)]
            finally:
                self.asked.append(host)
        self.asked.append(host)
        return answers[min(self.asked.count(host), len(answers)) - 1]


def test_a_name_is_looked_up_once_and_its_address_is_kept() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    passage = Passage(resolve=lambda _: next(answers))
    assert [passage.address_of("turning.example", 443) for _ in range(3)] == [PUBLIC] * 3


@pytest.mark.parametrize("host", ["inside.example", "mixed.example", "rebind.example"])
def test_a_name_with_one_answer_inside_is_blocked_and_that_is_kept(host: str) -> None:
    passage = Passage(resolve=Answers())
    assert passage.address_of(host, 80) is None
    assert passage.blocked == [{"host": host, "why": "the address is not public"}]


@pytest.fixture
def canary() -> Iterator[Canary]:
    with Canary().singing() as singing:
        yield singing


def test_the_canary_counts_whoever_comes(canary: Canary) -> None:
    """Or no hits would mean nothing."""
    for port in canary.ports:
        socket.create_connection(("127.0.0.1", port)).close()
    until = time.monotonic() + 5
    while canary.hits < len(canary.ports) and time.monotonic() < until:
        time.sleep(0.01)
    assert canary.hits == len(canary.ports)


@pytest.fixture
def passage(canary: Canary) -> Iterator[Passage]:
    """The world outside, on this machine: the public address is a server of the test's own."""
    with public_host(canary.ports[-1]) as port:

        def dialled(address: str, wanted: int) -> socket.socket:
            if address == PUBLIC:
                return socket.create_connection(("127.0.0.1", port))
            return dial(address, wanted)

        yield Passage(resolve=Answers(), dial=dialled)


@pytest.mark.browser
def test_a_page_that_tries_every_way_inward_reaches_nothing(
    canary: Canary, passage: Passage
) -> None:
    captured = capture("http://public.example/", CHROMIUM, passage)
    assert canary.hits == 0
    blocked = {each["host"] for each in captured.record["blocked"]}
    assert {"127.0.0.1", "inside.example", "mixed.example", "169.254.169.254"} <= blocked
    assert set(passage.pinned) <= {"public.example", "rebind.example"}
    assert passage.pinned["public.example"] == PUBLIC


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["302", "307", "named", "file", "meta", "script", "alert", "secret", "download"]
)
def test_a_page_that_leads_elsewhere_leads_nowhere(
    canary: Canary, passage: Passage, path: str
) -> None:
    try:
        captured = capture(f"http://public.example/{path}", CHROMIUM, passage)
    except NotCaptured:
        captured = None
    assert canary.hits == 0
    if captured is not None:
        assert b"root:" not in captured.files["page.mhtml"]


@pytest.mark.browser
def test_a_public_page_is_kept_in_four_forms_with_its_record(passage: Passage) -> None:
    captured = capture("http://public.example/plain", CHROMIUM, passage)
    assert captured.files["page.png"].startswith(b"\x89PNG")
    assert captured.files["page.pdf"].startswith(b"%PDF-")
    assert b"multipart/related" in captured.files["page.mhtml"]
    answers = list(ArchiveIterator(io.BytesIO(captured.files["page.warc"])))
    assert answers[0].rec_headers.get_header("WARC-Target-URI") == "http://public.example/plain"
    assert b"who=you" not in captured.files["page.warc"]
    record = json.loads(captured.files["record.json"])
    assert record["addresses"] == {"public.example": PUBLIC}
    assert record["requests"][0]["url"] == "http://public.example/plain"
    assert record["title"] == "Plain"


def test_while_it_is_switched_off_nothing_is_captured(world: World) -> None:
    assert settings().capture is False
    case = world.case(Stage.INVESTIGATION)
    asked = CaptureWebPage(url="https://public.example/", suspected_image=False)
    with pytest.raises(WrongAnswer, match="switched off"):
        world.perform(world.case_manager, case, asked)
    assert capture_page(case.id, world.case_manager.id, "https://public.example/") == 0


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CASEWORK_CAPTURE", "true")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def test_an_address_inside_is_refused_at_the_field(on: None, world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    with pytest.raises(WrongAnswer, match="Only public pages"):
        world.perform(
            world.case_manager, case, CaptureWebPage(url="http://127.0.0.1/", suspected_image=False)
        )
    entry = world.perform(
        world.case_manager,
        case,
        CaptureWebPage(url="https://public.example/", suspected_image=False),
    )
    assert entry.sentence == "asked for a public web page to be captured"


def a_case() -> tuple[UUID, UUID]:
    with in_transaction() as session:
        session.info.clear()
        world = World(session)
        return world.case(Stage.INVESTIGATION).id, world.case_manager.id


@pytest.mark.browser
def test_what_was_captured_is_evidence_as_any_file_is(live: str, passage: Passage) -> None:
    case_id, person_id = a_case()
    url = "http://public.example/plain"
    captured: Captured = capture(url, CHROMIUM, passage)
    keep_captured(case_id, person_id, url, captured)
    with reading_as_casework() as session:
        kept = {each.kind for each in session.exec(select(Capture))}
    wanted = {FileKind.PNG, FileKind.PDF, FileKind.SAVED_PAGE, FileKind.WARC, FileKind.TEXT}
    assert kept == wanted


def test_a_page_that_cannot_be_captured_says_so_on_the_case(live: str, on: None) -> None:
    case_id, person_id = a_case()
    assert capture_page(case_id, person_id, "http://nowhere.invalid/") == 0
    with reading_as_casework() as session:
        wanted = select(JournalEntry).where(JournalEntry.kind == "WebPageNotCaptured")
        (entry,) = session.exec(wanted)
        assert entry.sentence.startswith("could not capture a web page")
