"""Every address there is, with what a real case and a real draft put into it."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from uuid import uuid4

from fastapi.routing import APIRoute

from api.app import app as api
from tests.test_architecture import routes
from web.app import app as web

FILLED = {"item": "E1", "number": "1", "edition": "1", "step": "person", "name": "appeal_days"}


class Address(NamedTuple):
    """A route as written in the source, its method, and an address of it."""

    route: str
    method: str
    path: str

    @property
    def is_safe(self) -> bool:
        return self.method in {"GET", "HEAD", "OPTIONS"}


def _filled(path: str, reference: str) -> str:
    def part(found: re.Match[str]) -> str:
        name = found[1].split(":")[0]
        return reference if name == "reference" else FILLED.get(name, str(uuid4()))

    return re.sub(r"\{([^}]+)\}", part, path)


def _of(route: APIRoute, under: str, reference: str) -> Iterator[Address]:
    for method in sorted(route.methods or ()):
        yield Address(route.path, method, under + _filled(route.path, reference))


def every_address(reference: str) -> list[Address]:
    """Each route of the pages and of the API, on this case."""
    pages = [each for route in routes(web) for each in _of(route, "", reference)]
    calls = [
        each
        for route in routes(api)
        for each in _of(route, "/api" if route.path.startswith("/v1") else "/api/v1", reference)
    ]
    return [*pages, *calls]
