"""The state of the trust's own sign-in: no secret on the page, and a check that really asks."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from joserfc.jwk import RSAKey

from casework.journal import entries
from casework.people.single_sign_on import ENTRANCE
from casework.settings import settings
from tests.conftest import SignedInAs
from tests.world import World

PAGE = "/connections/sign-in"
KEY = RSAKey.generate_key(2048).as_dict(private=False)


@contextmanager
def answering(keys: object) -> Iterator[str]:
    """A provider that says what it is, and these keys."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = {
                "issuer": issuer,
                ENTRANCE: f"{issuer}/auth",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/keys",
            }
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(keys if self.path == "/keys" else told).encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        issuer = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield issuer
        server.shutdown()


@contextmanager
def told_of(issuer: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("OIDC_ISSUER", issuer)
    monkeypatch.setenv("OIDC_CLIENT_ID", "casework")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "a secret of the tests")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"keys": [KEY]}, "It works:"),
        ({"keys": []}, "its keys could not be read"),
        ([], "its keys could not be read"),
    ],
)
def test_a_check_asks_the_provider_and_keeps_what_came_of_it(
    world: World,
    signed_in_as: SignedInAs,
    monkeypatch: pytest.MonkeyPatch,
    keys: object,
    says: str,
) -> None:
    admin = signed_in_as(world.it_admin)
    with answering(keys) as issuer, told_of(issuer, monkeypatch):
        assert "Nobody has checked it yet" in admin.get(PAGE).text
        assert admin.post(f"{PAGE}/check").status_code == 303
        page = admin.get(f"{PAGE}?said=checked").text
    assert says in page
    assert issuer in page
    assert "a secret of the tests" not in page
    assert entries(world.session, None, 1)[0].kind == "ProviderChecked"


def test_a_provider_that_is_silent_is_said_to_be(
    world: World, signed_in_as: SignedInAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = signed_in_as(world.it_admin)
    with answering([]) as issuer:
        pass
    with told_of(issuer, monkeypatch):
        assert signed_in_as(world.reporter).get("/sign-in/trust").status_code == 403
        admin.post(f"{PAGE}/check")
        page = admin.get(PAGE).text
    assert "It does not work:" in page
    assert page.count("did not answer") == 2


def test_without_a_provider_there_is_nothing_to_check(
    world: World, signed_in_as: SignedInAs
) -> None:
    admin = signed_in_as(world.it_admin)
    assert "No identity provider is set" in admin.get(PAGE).text
    assert admin.post(f"{PAGE}/check").status_code == 422
    for who in (world.hr_director, world.case_manager):
        assert signed_in_as(who).get(PAGE).status_code == 403
        assert signed_in_as(who).post(f"{PAGE}/check").status_code == 403
