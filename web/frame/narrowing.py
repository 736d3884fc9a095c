"""Asking only those routers for an address that could have it.

FastAPI asks one included router after another, and each of its routes, twice a request: with
hundreds of routes that is a quarter of a small page. One expression a router answers first.
"""

import re
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

NAMED = re.compile(r"\(\?P<\w+>")
Matches = Callable[[Scope], tuple[Match, Scope]]


def narrow(app: FastAPI) -> None:
    """Let each router that is included be asked only about addresses that one of its routes has."""
    for router in app.router.routes:
        if getattr(router, "original_router", None) is not None:
            asked = _asked_only(_addresses_of(router), router.matches)
            object.__setattr__(router, "matches", asked)


def _addresses_of(router: BaseRoute) -> re.Pattern[str]:
    """One expression for the addresses of all its routes; their names are not needed for that."""
    said: list[Any] = [each.path_regex for each in iter_route_contexts([router])]
    return re.compile("|".join(NAMED.sub("(?:", each.pattern) for each in said))


def _asked_only(has: re.Pattern[str], matches: Matches) -> Matches:
    def asked(scope: Scope) -> tuple[Match, Scope]:
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        return matches(scope) if has.match(path) else (Match.NONE, {})

    return asked
