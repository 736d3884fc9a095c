"""A router that is not asked for an address would have said that it does not have it."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import Match

from api.app import app as api
from web.app import app

WHOLE = [
    pytest.param(each, root, id=name)
    for each, root, name in ((app, "", "pages"), (api, "/api", "interface"))
]


@pytest.mark.parametrize(("whole", "root"), WHOLE)
def test_every_address_is_found_as_if_every_router_were_asked(whole: FastAPI, root: str) -> None:
    routers = [each for each in whole.router.routes if hasattr(each, "original_router")]
    addresses = [each.path_format for each in iter_route_contexts(routers)]
    assert len(addresses) > 50
    for address in [*addresses, "/nowhere", "/cases/", "/cases/A/B/C/D/E", "/", "/cases/\n"]:
        for method in ("GET", "POST"):
            asked: dict[str, Any] = {
                "type": "http",
                "method": method,
                "path": f"{root}{address}",
                "root_path": root,
                "headers": [],
            }
            found = [each.matches(dict(asked))[0] for each in routers]
            would = [type(each).matches(each, dict(asked))[0] for each in routers]
            assert found == would
            if address in addresses:
                assert any(each is not Match.NONE for each in found)
