"""Somebody at a browser, or a program at the API: real requests to the real application."""

import secrets
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi.testclient import TestClient
from sqlmodel import Session

from casework.people.models import Account, SignedIn
from casework.people.sign_in import hashed
from web.app import app
from web.deps import COOKIE

_LOOPS = ExitStack()


@cache
def one_loop() -> BlockingPortal:
    """The loop that answers every browser of this process: a new one each time costs 2 ms."""
    return _LOOPS.enter_context(start_blocking_portal())


def end_the_loop() -> None:
    _LOOPS.close()


class Browser(TestClient):
    """Requests that see what the test did so far, and whose acts the test sees afterwards.

    Redirects are not followed unless a test asks: where a form leads is part of what it does.
    """

    def __init__(self, session: Session, token: str | None = None) -> None:
        headers = (
            {"authorization": f"Bearer {token}"} if token else {"sec-fetch-site": "same-origin"}
        )
        super().__init__(app, headers=headers, follow_redirects=False)
        self.session = session
        self.portal = one_loop()

    def request(self, *told: Any, **options: Any) -> Any:
        self.session.flush()
        try:
            return super().request(*told, **options)
        finally:
            self.session.expire_all()

    def sign_in(self, account: Account) -> None:
        """Open a session on the server as signing in does, without the slow check of a password."""
        now, secret = datetime.now(UTC), secrets.token_urlsafe(32)
        self.session.add(
            SignedIn(
                id_hash=hashed(secret),
                account_id=account.id,
                started_at=now,
                seen_at=now,
                ends_at=now + timedelta(hours=8),
                confirmed_at=now,
            )
        )
        self.session.flush()
        self.cookies.set(COOKIE, secret, domain="testserver.local", path="/")
