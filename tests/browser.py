"""Somebody at a browser, or a program at the API: real requests to the real application."""

import secrets
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import httpx2
from anyio.from_thread import BlockingPortal, start_blocking_portal
from sqlmodel import Session

from casework.people.models import Account, SignedIn
from casework.people.sign_in import hashed
from web.app import app
from web.frame.deps import COOKIE

_LOOPS = ExitStack()


@cache
def one_loop() -> BlockingPortal:
    """The loop that answers every browser of this process: a new one each time costs 2 ms."""
    return _LOOPS.enter_context(start_blocking_portal())


def end_the_loop() -> None:
    _LOOPS.close()


class OneTrip(httpx2.BaseTransport):
    """To the application and back with one change of threads; Starlette's own way makes eight."""

    def __init__(self) -> None:
        self.there = httpx2.ASGITransport(app, client=("testclient", 50000))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()  # the other side takes only what is there
        return one_loop().call(self._answer, request)

    async def _answer(self, request: httpx2.Request) -> httpx2.Response:
        answer = await self.there.handle_async_request(request)
        body = b"".join([part async for part in answer.aiter_raw()])
        return httpx2.Response(
            answer.status_code, headers=answer.headers, stream=httpx2.ByteStream(body)
        )


class Browser(httpx2.Client):
    """Requests that see what the test did so far, and whose acts the test sees afterwards.

    Redirects are not followed unless a test asks: where a form leads is part of what it does.
    """

    def __init__(self, session: Session, token: str | None = None) -> None:
        headers = (
            {"authorization": f"Bearer {token}"} if token else {"sec-fetch-site": "same-origin"}
        )
        super().__init__(transport=OneTrip(), base_url="http://testserver", headers=headers)
        self.session = session

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
