"""A user between SCIM and the words of Casework: read from a body, patched, and told."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from api.scim.errors import ScimError
from casework.people.directory import Provisioned
from casework.people.provisioning import Told
from casework.text import plainly

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
OURS = "urn:ietf:params:scim:schemas:extension:casework:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
MOST_OPERATIONS = 100

# Where SCIM keeps what we know, by the path a patch names it with. Names are read in any case.
PLACES: dict[str, str] = {
    "username": "username",
    "externalid": "external_id",
    "active": "active",
    "name.givenname": "given_name",
    "name.familyname": "family_name",
    "title": "job_title",
    "usertype": "worker_type",
    "emails": "email",
    f"{ENTERPRISE.lower()}:employeenumber": "staff_number",
    f"{ENTERPRISE.lower()}:department": "academy",
    f"{OURS.lower()}:employedfrom": "employed_from",
}
# Read and left alone: made of other things here, or nothing that Casework keeps.
IGNORED = ("schemas", "id", "meta", "displayname", "name.formatted", "password")
EMAILS = re.compile(r"emails(\[(type eq \"work\"|primary eq \"?true\"?)\])?(\.value)?")
OTHER_EMAILS = re.compile(r"emails(\[[^\]]*\])?(\.(type|primary|display|value))?")


def told_by(resource: object) -> Told:
    """What a whole resource says."""
    if not isinstance(resource, dict):
        raise ScimError(400, "Send a user as a JSON object", "invalidSyntax")
    return _told(_flat(resource))


def _flat(resource: Mapping[str, Any], under: str = "") -> dict[str, Any]:
    """Every attribute by its path, those of extensions with their schema before it."""
    found: dict[str, Any] = {}
    for name, value in resource.items():
        path = under + str(name).lower()
        if isinstance(value, dict):
            found |= _flat(value, path + (":" if path.startswith("urn:") else "."))
        else:
            found[path] = value
    return found


def _told(found: Mapping[str, Any]) -> Told:
    facts = {}
    for path, value in found.items():
        plain = "emails" if EMAILS.fullmatch(path) else path.removeprefix(f"{USER.lower()}:")
        if place := PLACES.get(plain):
            facts[place] = _value(place, value)
        elif plain.rpartition(".")[0] in PLACES and not OTHER_EMAILS.fullmatch(plain):
            # Left unread, somebody who is no longer active would stay so.
            raise ScimError(400, f"{plain.rpartition('.')[0]} is one value", "invalidValue")
    try:
        return Told.model_validate(facts)
    except ValidationError as wrong:
        says = "; ".join(plainly(Told, wrong).values())
        raise ScimError(400, says, "invalidValue") from wrong


def _value(place: str, value: Any) -> Any:
    if place == "email" and isinstance(value, list):
        return _email(value)
    if place == "active" and isinstance(value, str):  # as Microsoft Entra ID sends it
        return {"true": True, "false": False}.get(value.lower(), value)
    return value


def _email(listed: list[Any]) -> Any:
    """The address at work: the one marked primary, else the one said to be that, else the first."""
    given = [each for each in listed if isinstance(each, dict)]
    chosen = sorted(
        given, key=lambda each: (each.get("primary") is not True, each.get("type") != "work")
    )
    return chosen[0].get("value") if chosen else None


def patched(body: object) -> Told:
    """What the operations of a patch say, together.

    Raises:
        ScimError: it is no patch, or names what is not here.
    """
    operations = body.get("Operations") if isinstance(body, dict) else None
    if not isinstance(operations, list) or not 0 < len(operations) <= MOST_OPERATIONS:
        raise ScimError(400, f"Send up to {MOST_OPERATIONS} Operations", "invalidSyntax")
    found: dict[str, Any] = {}
    for each in operations:
        found |= _operation(each)
    return _told(found)


def _operation(operation: object) -> dict[str, Any]:
    if not isinstance(operation, dict):
        raise ScimError(400, "An operation is an object", "invalidSyntax")
    kind = str(operation.get("op", "")).lower()
    if kind not in ("add", "replace"):
        says = "Only add and replace are known: what Casework keeps of a user is never empty"
        raise ScimError(400, says, "mutability" if kind == "remove" else "invalidSyntax")
    path, value = operation.get("path"), operation.get("value")
    if path is not None:
        return _at(path, value)
    if not isinstance(value, dict):
        raise ScimError(400, "Name a path, or send an object", "noTarget")
    return _flat(value)


def _at(path: object, value: Any) -> dict[str, Any]:
    """What is said of one path: a value, or an object with more of them."""
    if not isinstance(path, str):
        raise ScimError(400, "A path is a string", "invalidPath")
    named = path.lower()
    found = _flat(value, named + _joint(named)) if isinstance(value, dict) else {named: value}
    for each in found:
        _require_known(each)
    return found


def _joint(path: str) -> str:
    return ":" if path in (ENTERPRISE.lower(), OURS.lower(), USER.lower()) else "."


def _require_known(path: str) -> None:
    plain = path.removeprefix(f"{USER.lower()}:")
    known = plain in PLACES or plain in IGNORED or OTHER_EMAILS.fullmatch(plain)
    if not known:
        raise ScimError(400, f"A user has no {path} here", "invalidPath")


def shown(user: Provisioned, base: str) -> dict[str, Any]:
    """A user as SCIM tells it."""
    return {
        "schemas": [USER, ENTERPRISE, OURS],
        "id": str(user.id),
        **({"externalId": user.external_id} if user.external_id else {}),
        "userName": user.username,
        "name": {
            "givenName": user.given_name,
            "familyName": user.family_name,
            "formatted": f"{user.given_name} {user.family_name}",
        },
        "displayName": f"{user.given_name} {user.family_name}",
        "title": user.job_title,
        "userType": user.worker_type,
        "active": user.active,
        "emails": [{"value": user.email, "type": "work", "primary": True}] if user.email else [],
        ENTERPRISE: {"employeeNumber": user.staff_number, "department": user.academy},
        OURS: {"employedFrom": user.employed_from.isoformat()},
        "meta": {
            "resourceType": "User",
            "created": user.created_at.isoformat(),
            "lastModified": user.changed_at.isoformat(),
            "location": f"{base}/Users/{user.id}",
        },
    }
