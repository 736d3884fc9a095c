"""What another site may make a browser do here: follow a link, and nothing else."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from casework import settings as of_casework
from casework.cases.stages import Stage
from tests.addresses import every_address
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World
from web.frame.deps import COOKIE

FORGERIES: dict[str, dict[str, str]] = {
    "only a foreign origin": {"origin": "https://elsewhere.example"},
    "cross-site": {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
    "same-site": {"sec-fetch-site": "same-site", "origin": "http://testserver"},
    "origin null": {"origin": "null"},
    "nothing but a cookie": {},
}
TABLES = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)


def rows(world: World) -> dict[str, tuple[int, str]]:
    """How many rows each table holds, and a digest of all of them."""
    counted = (
        "SELECT count(*), coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {} t"
    )
    tables = world.session.execute(TABLES).scalars().all()
    return {
        name: tuple(world.session.execute(text(counted.format(f'"{name}"'))).one())
        for name in tables
    }


def forging(browser: Browser, told: dict[str, str]) -> Browser:
    browser.headers.pop("sec-fetch-site", None)
    browser.headers.update(told)
    return browser


@pytest.mark.parametrize("forgery", FORGERIES)
def test_no_act_is_done_for_another_site(
    world: World, signed_in_as: SignedInAs, forgery: str
) -> None:
    case = world.case(Stage.HEARING)
    world.exhibit(case)
    forged = forging(signed_in_as(world.case_manager), FORGERIES[forgery])
    world.session.flush()
    before = rows(world)
    unsafe = [each for each in every_address(case.reference) if not each.is_safe]
    assert len(unsafe) >= 80
    done = {}
    for each in unsafe:
        answer = forged.request(each.method, each.path, data={"username": "somebody"})
        if answer.status_code != 403 or answer.headers.get("set-cookie"):
            done[each.route] = answer.status_code
    assert done == {}
    assert rows(world) == before


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_token_beside_a_cookie_does_not_help(
    world: World, api_as: SignedInAs, forgery: str
) -> None:
    calling = forging(api_as(world.case_manager), FORGERIES[forgery])
    assert calling.post("/api/v1/search", json={"words": "x"}).status_code != 403
    calling.cookies.set(COOKIE, "anything")
    answer = calling.post("/api/v1/search", json={"words": "x"})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.fixture
def at_home() -> Iterator[None]:
    yield
    of_casework.settings.cache_clear()


@pytest.mark.parametrize(
    ("public", "origin", "allowed"),
    [
        ("", "http://testserver", True),
        ("", "https://testserver", False),
        ("", "http://testserver:8000", False),
        ("https://casework.example", "https://casework.example", True),
        ("https://casework.example", "http://testserver", False),
        ("https://casework.example", "https://casework.example.test", False),
    ],
)
def test_a_browser_that_tells_only_its_origin_is_believed_if_it_is_ours(
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    at_home: None,
    public: str,
    origin: str,
    allowed: bool,
) -> None:
    monkeypatch.setenv("CASEWORK_ORIGIN", public)
    of_casework.settings.cache_clear()
    forging(browser, {"origin": origin})
    told = {"username": "somebody", "password": "of theirs"}
    assert browser.post("/sign-in", data=told).status_code == (401 if allowed else 403)


PULLED_IN = [
    ("cross-site", "no-cors", "image"),
    ("cross-site", "no-cors", "script"),
    ("cross-site", "navigate", "iframe"),
    ("cross-site", "navigate", "object"),
    ("cross-site", "navigate", "embed"),
    ("cross-site", "cors", "empty"),
    ("same-site", "no-cors", "style"),
    ("same-site", "navigate", "frame"),
]


@pytest.mark.parametrize(("site", "mode", "dest"), PULLED_IN)
def test_nothing_is_pulled_into_another_sites_page(
    world: World, signed_in_as: SignedInAs, site: str, mode: str, dest: str
) -> None:
    how = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    case = world.case(Stage.HEARING)
    asking = signed_in_as(world.case_manager)
    for path in ("/cases", f"/cases/{case.reference}", "/static/icon.svg", "/api/v1/cases"):
        answer = asking.get(path, headers=how)
        assert answer.status_code == 403
        assert case.reference not in answer.text


def test_a_link_in_an_email_is_followed(world: World, signed_in_as: SignedInAs) -> None:
    how = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
    }
    assert signed_in_as(world.case_manager).get("/cases", headers=how).status_code == 200


def test_the_refusal_says_what_to_do(browser: Browser) -> None:
    answer = browser.post("/sign-in", headers={"sec-fetch-site": "cross-site"})
    assert "Nothing was saved" in answer.text
    assert "open it again from its own address" in answer.text
