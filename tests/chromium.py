"""Chromium, and the real application answering it from a thread of this process."""

import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from casework.database import in_transaction
from casework.people.models import SignedIn
from casework.people.sign_in import hashed
from tests.trust import account_of
from tests.world import Somebody
from web.app import app
from web.frame.deps import COOKIE

# The same engine twice: the shell opens no window for each person, which costs four times as much
# as the page itself. Where it is not installed, the whole browser does the same.
CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LISTENING = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
        yield browser
        browser.close()


@contextmanager
def answering() -> Iterator[int]:
    """The port on which the application answers meanwhile."""
    config = uvicorn.Config(app, port=0, log_config=None, access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    try:
        yield int(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(30)


class Window:
    """One person's browser: what it complains of is kept."""

    def __init__(self, browser: Browser, address: str, width: int = 1280) -> None:
        self.address = address
        self.context: BrowserContext = browser.new_context(viewport={"width": width, "height": 900})
        self.context.add_init_script(LISTENING)
        self.complaints: list[str] = []
        self.page: Page = self.tab()

    def tab(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._heard(page, said.type, said.text))
        return page

    def _heard(self, page: Page, kind: str, words: str) -> None:
        if kind == "error" and "Failed to load resource" not in words:
            self.complaints.append(f"{page.url}: {words}")

    def sign_in(self, secret: str) -> None:
        self.context.add_cookies([{"name": COOKIE, "value": secret, "url": self.address}])

    def go(self, path: str) -> int:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    def status_of(self, path: str) -> int:
        """What going there would answer, without showing it."""
        return self.context.request.get(self.address + path).status


def opened_session(person: Somebody, confirmed_for: timedelta | None = None) -> str:
    """Sign somebody in on the server, without the slow check of a password; the secret.

    For as long as is told, they need not confirm again who they are.
    """
    now, secret = datetime.now(UTC), secrets.token_urlsafe(32)
    with in_transaction() as session:
        account = account_of(session, person.id)
        session.add(
            SignedIn(
                id_hash=hashed(secret),
                account_id=account.id,
                started_at=now,
                seen_at=now,
                ends_at=now + timedelta(hours=8),
                confirmed_at=None if confirmed_for is None else now + confirmed_for,
            )
        )
    return secret
