"""A webhook reaches public addresses, and within only what the setting lists."""

import socket

import pytest

from casework.errors import WrongAnswer
from casework.webhooks import reaching
from casework.webhooks.reaching import Allowed, NotReached, addresses_of, require_sendable
from tests.listening import HERE, listening


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/hook",
        "https://example.org:8443/hook",
        "https://user:word@hooks.example/",
        "ftp://example.org/",
        "https://example.org/#part",
        "https:///hook",
        "https://exa mple.org/",
        "https://[::1",
    ],
)
def test_an_address_to_which_nothing_may_be_sent_is_refused(url: str) -> None:
    with pytest.raises(WrongAnswer):
        require_sendable(url, Allowed())


@pytest.mark.parametrize(
    "found",
    [["127.0.0.1"], ["10.0.0.5"], ["169.254.169.254"], ["::1"], ["93.184.216.34", "10.0.0.5"]],
)
def test_a_name_that_leads_within_is_not_reached(found: list[str]) -> None:
    with pytest.raises(NotReached, match="within"):
        addresses_of("example.org", Allowed(), lambda _: found)


def test_what_the_setting_lists_is_reached_and_nothing_beside_it() -> None:
    allowed = Allowed.said("hooks.trust.example, 10.1.0.0/16")
    assert addresses_of("hooks.trust.example", allowed, lambda _: ["10.1.2.3"]) == ["10.1.2.3"]
    require_sendable("http://hooks.trust.example:8080/in", allowed)
    with pytest.raises(NotReached):
        addresses_of("hooks.trust.example", allowed, lambda _: ["10.2.0.1"])
    with pytest.raises(NotReached, match="nowhere"):
        addresses_of("none.example", allowed, _nowhere)


def _nowhere(_: str) -> list[str]:
    raise socket.gaierror


def test_the_address_that_was_looked_at_is_the_one_that_is_dialled() -> None:
    """A name that leads elsewhere when it is asked a second time changes nothing."""
    asked: list[str] = []

    def turning(host: str) -> list[str]:
        asked.append(host)
        return [HERE] if len(asked) == 1 else ["10.9.9.9"]

    with listening() as other:
        port = other.url.rpartition(":")[2]
        headers = {"webhook-id": "msg_1"}
        allowed = Allowed.said(HERE)
        told = reaching.post(f"http://hooks.example:{port}", headers, b"{}", allowed, turning)
        assert told == 204
        assert other.got[0][0]["host"].startswith("hooks.example")
    assert asked == ["hooks.example"]
