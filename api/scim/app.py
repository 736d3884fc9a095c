"""SCIM 2.0, mounted at /api/scim/v2. A token of its own opens it, and it opens no case."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Body, Depends, FastAPI, Header, Query, Request, Response
from sqlmodel import Session

from api.scim import errors
from api.scim.discovery import MOST, provider_config, resource_type, schemas
from api.scim.errors import NoServiceToken, Scim, ScimError
from api.scim.resource import patched, shown, told_by
from api.serving import serves
from casework.access import Actor, TrustPermission
from casework.database import in_transaction
from casework.errors import NotFound
from casework.people.directory import one_provisioned, provisioned
from casework.people.provisioning import join, leave, move
from casework.people.services import ServiceKind, service_holder
from casework.settings import settings

LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
FILTER = re.compile(r'\s*(userName|externalId|id)\s+eq\s+"((?:[^"\\]|\\.)*)"\s*', re.I)
app = FastAPI(title="Casework SCIM", openapi_url=None, docs_url=None, redoc_url=None)
ACCOUNTS = serves(TrustPermission.MANAGE_ACCOUNTS)


def directory(authorization: Annotated[str, Header()] = "") -> Actor:
    """The directory whose token the request carries.

    Raises:
        NoServiceToken: none that is known and still works.
    """
    scheme, _, secret = authorization.partition(" ")
    found = None
    if scheme.lower() == "bearer" and secret:
        found = service_holder(secret.strip(), ServiceKind.SCIM, datetime.now(UTC))
    if found is None:
        raise NoServiceToken
    return found


Directory = Annotated[Actor, Depends(directory)]


def transaction(_: Directory) -> Iterator[Session]:
    """For nobody: PostgreSQL shows it no case."""
    with in_transaction() as session:
        yield session


# "function": commit before the response leaves, so a failed commit is never a 2xx.
Transaction = Annotated[Session, Depends(transaction, scope="function")]
Sent = Annotated[Any, Body()]


def _base(request: Request) -> str:
    """The public address of this service, also behind a proxy of the trust's."""
    origin = settings().origin or f"{request.url.scheme}://{request.url.netloc}"
    return f"{origin}{request.scope.get('root_path', '')}"


def _id(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as wrong:
        raise NotFound from wrong


def _listed(resources: list[dict[str, Any]], many: int, start: int) -> Scim:
    told = {"totalResults": many, "startIndex": start, "itemsPerPage": len(resources)}
    return Scim({"schemas": [LIST], **told, "Resources": resources})


def _one(request: Request, session: Session, caller: Actor, id: UUID, status: int = 200) -> Scim:
    user = shown(one_provisioned(session, caller, id), _base(request))
    return Scim(user, status, headers={"Location": user["meta"]["location"]})


@app.get("/Users", dependencies=ACCOUNTS)
def users(
    request: Request,
    session: Transaction,
    caller: Directory,
    filter: str = "",
    start: Annotated[int, Query(alias="startIndex")] = 1,
    count: int = 100,
) -> Scim:
    """The accounts of the trust, one page, or those that a filter names."""
    first, most = max(1, start), min(max(0, count), MOST)
    asked = _filtered(filter)
    if "id" in asked:
        found = _by_id(session, caller, asked["id"])
        return _listed([shown(each, _base(request)) for each in found], len(found), first)
    skip = min(first - 1, 2**31)
    rows, many = provisioned(session, caller, **asked, skip=skip, most=most)
    return _listed([shown(each, _base(request)) for each in rows], many, first)


def _by_id(session: Session, caller: Actor, written: str) -> list[Any]:
    try:
        return [one_provisioned(session, caller, _id(written))]
    except NotFound:
        return []


def _filtered(written: str) -> dict[str, Any]:
    if not written.strip():
        return {}
    told = FILTER.fullmatch(written)
    if told is None:
        says = 'Filter by userName, externalId or id, like userName eq "j.smith"'
        raise ScimError(400, says, "invalidFilter")
    names = {"username": "username", "externalid": "external_id", "id": "id"}
    return {names[told[1].lower()]: re.sub(r"\\(.)", r"\1", told[2])}


@app.get("/Users/{id}", dependencies=ACCOUNTS)
def user(request: Request, id: str, session: Transaction, caller: Directory) -> Scim:
    return _one(request, session, caller, _id(id))


@app.post("/Users", dependencies=ACCOUNTS)
def joins(request: Request, body: Sent, session: Transaction, caller: Directory) -> Scim:
    """Somebody joins: an account without a password, and no place in the trust."""
    made = join(session, caller, told_by(body), datetime.now(UTC))
    return _one(request, session, caller, made, 201)


@app.put("/Users/{id}", dependencies=ACCOUNTS)
def replaces(
    request: Request, id: str, body: Sent, session: Transaction, caller: Directory
) -> Scim:
    move(session, caller, _id(id), told_by(body), datetime.now(UTC))
    return _one(request, session, caller, _id(id))


@app.patch("/Users/{id}", dependencies=ACCOUNTS)
def moves(request: Request, id: str, body: Sent, session: Transaction, caller: Directory) -> Scim:
    move(session, caller, _id(id), patched(body), datetime.now(UTC))
    return _one(request, session, caller, _id(id))


@app.delete("/Users/{id}", dependencies=ACCOUNTS)
def leaves(id: str, session: Transaction, caller: Directory) -> Response:
    """Somebody leaves: the account is disabled and signed out everywhere. Nothing is deleted."""
    leave(session, caller, _id(id), datetime.now(UTC))
    return Response(status_code=204)


@app.get("/ServiceProviderConfig", dependencies=ACCOUNTS)
def config(request: Request, _: Directory) -> Scim:
    return Scim(provider_config(_base(request)))


@app.get("/ResourceTypes", dependencies=ACCOUNTS)
def kinds(request: Request, _: Directory) -> Scim:
    return _listed([resource_type(_base(request))], 1, 1)


@app.get("/ResourceTypes/User", dependencies=ACCOUNTS)
def kind(request: Request, _: Directory) -> Scim:
    return Scim(resource_type(_base(request)))


@app.get("/Schemas", dependencies=ACCOUNTS)
def all_schemas(request: Request, _: Directory) -> Scim:
    told = list(schemas(_base(request)).values())
    return _listed(told, len(told), 1)


@app.get("/Schemas/{id}", dependencies=ACCOUNTS)
def schema(request: Request, id: str, _: Directory) -> Scim:
    found = schemas(_base(request)).get(id)
    if found is None:
        raise ScimError(404, "There is no such schema")
    return Scim(found)


errors.install(app)
