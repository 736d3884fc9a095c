"""The description of the API as it is: who may ask, what is refused and how, what is a file."""

from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute

from casework.access import Serves

TOKEN = {"type": "http", "scheme": "bearer", "description": "A personal token: cw_…"}
REFUSALS = {
    401: "The token is missing, unknown, ended or revoked",
    403: "Not for the caller",
    404: "There is none, or the caller may not know of it",
    409: "The procedure does not allow it, or somebody changed it first",
    422: "Something in it cannot be right",
    503: "The database, the evidence store or the journal cannot be used",
}
PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "A refusal (RFC 9457)",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "answers": {"type": "object", "additionalProperties": {"type": "string"}},
        "breaches": {"type": "array", "items": {"type": "object"}},
        "theirs": {"type": "object"},
    },
}
FILE: dict[str, Any] = {"application/octet-stream": {}, "application/pdf": {}}
ITS_OWN = ("HTTPValidationError", "ValidationError")  # what the framework says of refusals


def described(app: FastAPI, routers: tuple[APIRouter, ...], prefix: str) -> dict[str, Any]:
    """The description of the API, each operation with the actions it serves as `x-actions`."""
    told = app.openapi()
    parts = told.setdefault("components", {})
    parts["securitySchemes"] = {"token": TOKEN}
    schemas = parts.setdefault("schemas", {})
    for name in ITS_OWN:
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    told["security"] = [{"token": []}]
    for route in (each for router in routers for each in router.routes):
        if isinstance(route, APIRoute):
            for method in route.methods or ():
                _describe(told["paths"][prefix + route.path][method.lower()], route)
    return told


def _describe(operation: dict[str, Any], route: APIRoute) -> None:
    operation["x-actions"] = _ids(route)
    asked = operation.get("parameters", [])
    operation["parameters"] = [each for each in asked if each["name"] != "authorization"]
    operation["responses"] |= {str(status): _refusal(says) for status, says in REFUSALS.items()}
    if route.endpoint.__annotations__.get("return") is StreamingResponse:
        operation["responses"]["200"]["content"] = FILE


def _refusal(says: str) -> dict[str, Any]:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": says, "content": {"application/problem+json": problem}}


def _ids(route: APIRoute) -> list[str]:
    calls = [each.call for each in route.dependant.dependencies]
    return [id for each in calls if isinstance(each, Serves) for id in each.ids]
