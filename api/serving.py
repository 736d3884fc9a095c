"""What each route of the API serves; `web.app` refuses to start while one does not say."""

from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.params import Depends as Marker
from fastapi.routing import APIRoute

from casework.access import Serves
from casework.access.serving import What


def serves(*what: What) -> list[Marker]:
    """For `dependencies=` of a route: what it serves."""
    return [Depends(Serves(what))]


def described(app: FastAPI, routers: tuple[APIRouter, ...], prefix: str) -> dict[str, Any]:
    """The description of the API, each operation with the actions it serves as `x-actions`."""
    told = app.openapi()
    for route in (each for router in routers for each in router.routes):
        if isinstance(route, APIRoute):
            for method in route.methods or ():
                told["paths"][prefix + route.path][method.lower()]["x-actions"] = _ids(route)
    return told


def _ids(route: APIRoute) -> list[str]:
    calls = [each.call for each in route.dependant.dependencies]
    return [id for each in calls if isinstance(each, Serves) for id in each.ids]
