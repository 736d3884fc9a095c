"""The strict policy in a real browser: everything works under it, what is slipped in does not."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect
from sqlmodel import select

from casework.access import Actor
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.people.models import Account
from tests.addresses import every_address
from tests.chromium import Window, answering, chromium, opened_session
from tests.world import World

pytestmark = pytest.mark.browser
ELSEWHERE = "casework.office.test"


@pytest.fixture(scope="module")
def browser_process() -> Iterator[Browser]:
    with chromium("--host-resolver-rules=MAP *.test 127.0.0.1") as browser:
        yield browser


@pytest.fixture
def address(live: str) -> Iterator[str]:
    with answering() as port:
        yield f"http://127.0.0.1:{port}"


def case_at(stage: Stage) -> tuple[World, str]:
    with as_casework() as session:
        world = World(session)
        case = world.case(stage)
        world.exhibit(case)
        if stage is not Stage.REPORTED:
            world.allegation(case)
        return world, case.reference


def window(browser: Browser, address: str, person: Actor, width: int = 1280) -> Window:
    opened = Window(browser, address, width)
    opened.sign_in(opened_session(person))
    return opened


def test_no_refusal_breaks_the_policy_of_pages(browser_process: Browser, address: str) -> None:
    """A few of those that three people each get. The sweep of the demo sees to the pages."""
    world, reference = case_at(Stage.HEARING)
    asked = sorted(
        each.path
        for each in every_address(reference)
        if each.method == "GET" and not each.path.startswith(("/api/", "/session"))
    )
    for who in (world.case_manager, world.hearing_manager, world.reporter):
        browsing = window(browser_process, address, who)
        told = {path: browsing.status_of(path) for path in asked}
        assert max(told.values()) < 500
        refused = [path for path, status in told.items() if status >= 400][::20]
        assert min(browsing.go(path) for path in refused) >= 400
        assert browsing.complaints == []


def test_a_report_is_written_under_it_with_scripts(browser_process: Browser, address: str) -> None:
    world, _ = case_at(Stage.HEARING)
    browsing = window(browser_process, address, world.reporter)
    page = browsing.page
    browsing.go("/report")
    page.locator('form[action="/report/new"] button').click()
    page.goto(page.url.rsplit("/", 1)[0] + "/person")
    page.locator('[name="about"][value="staff"]').check(force=True)
    page.locator("#person_q").fill("Pryce")
    expect(page.locator("#found")).to_contain_text("Owen Pryce")  # by htmx, from our nonce
    page.goto(page.url.rsplit("/", 1)[0] + "/evidence")
    page.locator('[name="suspected_image"][value="no"]').check(force=True)
    page.locator('input[type="file"]').set_input_files(
        {"name": "post.txt", "mimeType": "text/plain", "buffer": b"What it said"}
    )
    expect(page.locator("main")).to_contain_text("post.txt")
    expect(page.locator("main")).to_contain_text("Remove")
    assert browsing.complaints == []


SLIPPED_IN = """() => {
  const told = [];
  const box = document.createElement("div");
  document.body.append(box);
  const script = document.createElement("script");
  script.append("window.ran = 1");
  try { box.append(script); } catch { told.push("script"); }
  try { box.innerHTML = "<img src=x onerror='window.ran = 1'>"; } catch { told.push("innerHTML"); }
  const asks = document.createElement("div");
  asks.setAttribute("hx-get", "/account");
  asks.setAttribute("hx-trigger", "load");
  asks.id = "slipped";
  box.append(asks);
  htmx.process(asks);
  const style = document.createElement("style");
  style.textContent = "body { display: none }";
  box.append(style);
  return told;
}"""


def test_what_is_slipped_into_a_page_does_nothing(browser_process: Browser, address: str) -> None:
    world, _ = case_at(Stage.HEARING)
    browsing = window(browser_process, address, world.case_manager)
    browsing.go("/cases")
    asked: list[str] = []
    browsing.page.on("request", lambda request: asked.append(request.url))
    told = browsing.page.evaluate(SLIPPED_IN)
    assert told == ["innerHTML"]
    assert browsing.page.evaluate("window.ran") is None
    assert browsing.page.locator("body").is_visible()
    browsing.page.wait_for_function("!document.getElementById('slipped').hasAttribute('hx-get')")
    assert [each for each in asked if "/static/" not in each] == []


def test_a_posted_page_can_be_reloaded(browser_process: Browser, address: str) -> None:
    browsing = Window(browser_process, address)
    browsing.go("/sign-in")
    browsing.page.get_by_label("User name").fill("nobody")
    browsing.page.get_by_role("button", name="Sign in", exact=True).click()
    expect(browsing.page.locator("body")).to_contain_text("Check your user name")
    again = browsing.page.reload()
    assert again is not None
    assert again.status == 401  # posted again, and answered as before
    assert browsing.complaints == []


def test_over_plain_http_in_an_office_forms_still_work(
    browser_process: Browser, address: str
) -> None:
    office = address.replace("127.0.0.1", ELSEWHERE)
    world, _ = case_at(Stage.HEARING)
    browsing = window(browser_process, office, world.case_manager)
    browsing.go("/account")
    browsing.page.get_by_role("button", name="Search").or_(browsing.page.locator("#q")).fill("x")
    browsing.page.locator("#q").press("Enter")
    expect(browsing.page.locator("h1")).to_contain_text("Search")


class _Elsewhere(BaseHTTPRequestHandler):
    """Another site, which would like something done at Casework."""

    target = ""

    def do_GET(self) -> None:
        inside = (
            f'<form method="post" action="{self.target}/account/theme">'
            '<input name="theme" value="dark"></form>'
            f'<iframe src="{self.target}/cases"></iframe><img src="{self.target}/static/icon.svg">'
            f'<a href="{self.target}/cases">Your cases</a>'
            "<script>onmessage = () => document.forms[0].submit()</script>"
        )
        body = f"<!doctype html><title>Elsewhere</title>{inside}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def elsewhere(address: str) -> Iterator[int]:
    class Site(_Elsewhere):
        target = address

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("host", ["127.0.0.1", "elsewhere.test"])
def test_another_site_gets_nothing_but_a_followed_link(
    browser_process: Browser, address: str, elsewhere: int, host: str
) -> None:
    world, reference = case_at(Stage.HEARING)
    browsing = window(browser_process, address, world.case_manager)
    page = browsing.page
    page.goto(f"http://{host}:{elsewhere}/")
    page.wait_for_load_state()
    assert page.evaluate("document.images[0].naturalWidth") == 0
    assert all(reference not in frame.content() for frame in page.frames)
    page.evaluate("document.forms[0].submit()")
    expect(page.locator("h1")).to_contain_text("This came from another site")
    with reading_as_casework() as session:
        themes = session.exec(select(Account.theme)).all()
    assert set(themes) == {"device"}
    page.goto(f"http://{host}:{elsewhere}/")
    page.get_by_text("Your cases").click()
    expect(page.locator("body")).to_contain_text(reference)
