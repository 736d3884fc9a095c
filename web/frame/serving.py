"""What each route serves. While one does not say so, the application does not start."""

from collections.abc import Iterator
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.params import Depends as Marker
from fastapi.routing import APIRoute

from casework.access import Serves
from casework.access.serving import What

FILES_FOR_EVERYBODY = frozenset({"/static"})


class Undeclared(RuntimeError):
    """A route does not say which actions it serves."""


def serves(*what: What) -> list[Marker]:
    """For `dependencies=` of a route: what it serves."""
    return [Depends(Serves(what))]


def declared(route: APIRoute) -> Serves:
    """Everything a route says it serves; empty when it says nothing."""
    calls = [each.call for each in route.dependant.dependencies]
    return Serves(tuple(one for each in calls if isinstance(each, Serves) for one in each.what))


def every_route(app: Any, under: str = "") -> Iterator[tuple[str, APIRoute]]:
    """Every address with its route, those of mounted applications and of routers within too.

    Raises:
        Undeclared: something is served that cannot say what it is.
    """
    for each in app.routes:
        path = under + getattr(each, "path", "")
        if isinstance(each, APIRoute):
            yield path, each
        elif inner := getattr(each, "original_router", None):
            yield from every_route(inner, under + getattr(each.include_context, "prefix", ""))
        elif isinstance(mounted := getattr(each, "app", None), FastAPI):
            yield from every_route(mounted, path)
        elif path not in FILES_FOR_EVERYBODY:
            raise Undeclared(f"{path} cannot say what it serves")


def require_declared(app: FastAPI) -> None:
    """Refuse to start while any route serves something unsaid.

    Raises:
        Undeclared: naming the routes.
    """
    silent = [
        f"{'/'.join(sorted(route.methods or ()))} {path}"
        for path, route in every_route(app)
        if not declared(route).what
    ]
    if silent:
        raise Undeclared(f"Say what these serve, with dependencies=serves(…): {', '.join(silent)}")
