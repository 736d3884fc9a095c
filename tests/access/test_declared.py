"""Every route says what it serves, and every route of a case has its row in the matrix."""

import pytest
from fastapi import APIRouter, FastAPI

from api.app import app as api
from casework.access import ACTION_OF, Action, Open, Permission, TrustPermission
from tests.access.deciding import Row
from tests.access.routes import API, FILES, PAGES
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World
from web.app import app
from web.frame.deps import visitor
from web.frame.serving import Undeclared, declared, every_route, require_declared, serves

OF_A_CASE = ("/cases/{reference}", "/reports/{reference}")
# Of one person's own report or draft: whoever sent it, and nobody else (tests/web/test_report*.py).
THEIR_OWN = (
    "/reports/{reference}",
    "/reports/{reference}/additions",
    "/reports/{reference}/captures",
    "/reports/{reference}/image-stops",
)
WHERE = "add its row to tests/access/routes.py: what it is called with, and which actions open it"


def named(table: dict[str, Row]) -> set[str]:
    return {each.split("#")[0] for each in table}


def test_a_route_that_says_nothing_is_not_served() -> None:
    silent = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    router = APIRouter()
    router.add_api_route("/cases/{reference}/all", lambda: "", name="everything")
    silent.include_router(router)
    with pytest.raises(Undeclared, match=r"GET /cases/.reference./all"):
        require_declared(silent)


def test_a_silent_route_of_a_mounted_application_is_not_served_either() -> None:
    inner, outer = FastAPI(), FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    inner.add_api_route("/v1/secrets", lambda: "", name="secrets")
    outer.mount("/api", inner)
    with pytest.raises(Undeclared):
        require_declared(outer)


def test_a_route_that_says_what_it_serves_is_served() -> None:
    spoken = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    spoken.add_api_route("/all", lambda: "", dependencies=serves(Action.VIEW_HEADER))
    require_declared(spoken)


def test_every_page_of_a_case_has_its_row() -> None:
    known = named({**PAGES, **FILES})
    found = {
        f"{method} {path}"
        for path, route in every_route(app)
        for method in route.methods or ()
        if path.startswith(OF_A_CASE)
    }
    assert found - known == set(), WHERE
    assert known - found == set(), "there is no such route any more"


def test_every_route_of_a_case_in_the_api_has_its_row() -> None:
    known = named(API)
    found = {
        f"{method} {path.removeprefix('/api/v1')}"
        for path, route in every_route(app)
        for method in route.methods or ()
        if path.removeprefix("/api/v1").startswith("/cases/{reference}") and path.startswith("/api")
    }
    assert found - known == set(), WHERE
    assert known - found == set(), "there is no such route any more"


def test_a_row_names_the_actions_its_route_declares() -> None:
    """What opens an address by the table here is among what the route says it serves."""
    tables = {**PAGES, **{f"/api/v1 {name}": row for name, row in API.items()}}
    silent = []
    for path, route in every_route(app):
        for method in route.methods or ():
            inside = path.startswith("/api/v1")
            name = f"{'/api/v1 ' if inside else ''}{method} {path.removeprefix('/api/v1')}"
            row = tables.get(name)
            ids = set(declared(route).ids)
            if row and row.opened_by != ("a01",) and not ids & set(row.opened_by):
                silent.append((name, row.opened_by, sorted(ids)))
    assert silent == []


def test_only_what_is_for_everybody_opens_without_signing_in() -> None:
    def asks(dependant: object) -> bool:
        inner = getattr(dependant, "dependencies", [])
        return getattr(dependant, "call", None) is visitor or any(asks(each) for each in inner)

    pages = [(path, route) for path, route in every_route(app) if not path.startswith("/api")]
    strangers = {path for path, route in pages if not asks(route.dependant)}
    everybody = {path for path, route in pages if Open.EVERYBODY in declared(route).what}
    assert strangers == everybody | {"/session"}  # which says itself that nobody is signed in


def test_what_is_declared_is_known() -> None:
    kinds = (Action, Permission, TrustPermission, Open)
    for path, route in every_route(app):
        assert all(isinstance(each, kinds) for each in declared(route).what), path


def test_the_description_of_the_api_carries_the_actions(world: World, api_as: SignedInAs) -> None:
    described = api_as(world.stranger).get("/api/v1/openapi.json").json()
    told = [
        operation["x-actions"]
        for path in described["paths"].values()
        for operation in path.values()
    ]
    assert all(told)
    finding = described["paths"]["/v1/cases/{reference}/findings"]["post"]
    assert finding["x-actions"] == ["finding:record", "a17"]


def test_an_address_nobody_serves_says_nothing(world: World, browser: Browser) -> None:
    assert browser.get("/cases/SM26-0001/everything").status_code == 404
    assert {ACTION_OF[each] for each in ACTION_OF} <= set(Action)
    assert api.openapi_url is None
