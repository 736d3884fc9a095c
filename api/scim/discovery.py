"""What a directory asks before it begins: what is supported, and what a user is made of."""

from typing import Any

from api.scim.resource import ENTERPRISE, OURS, USER

CONFIG = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"
KIND = "urn:ietf:params:scim:schemas:core:2.0:ResourceType"
SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema"
MOST = 200
NO = {"supported": False}


def provider_config(base: str) -> dict[str, Any]:
    return {
        "schemas": [CONFIG],
        "patch": {"supported": True},
        "bulk": {**NO, "maxOperations": 0, "maxPayloadSize": 0},
        "filter": {"supported": True, "maxResults": MOST},
        "changePassword": NO,
        "sort": NO,
        "etag": NO,
        "authenticationSchemes": [
            {
                "type": "oauthbearertoken",
                "name": "Bearer token",
                "description": "A token that an IT administrator makes under Connections",
                "primary": True,
            }
        ],
        "meta": _meta("ServiceProviderConfig", f"{base}/ServiceProviderConfig"),
    }


def resource_type(base: str) -> dict[str, Any]:
    return {
        "schemas": [KIND],
        "id": "User",
        "name": "User",
        "endpoint": "/Users",
        "description": "Somebody’s account",
        "schema": USER,
        "schemaExtensions": [
            {"schema": ENTERPRISE, "required": True},
            {"schema": OURS, "required": False},
        ],
        "meta": _meta("ResourceType", f"{base}/ResourceTypes/User"),
    }


def schemas(base: str) -> dict[str, dict[str, Any]]:
    """Each schema by its id, with the attributes that are kept here and no others."""
    whole = {
        USER: ("User", _CORE),
        ENTERPRISE: ("EnterpriseUser", _ENTERPRISE),
        OURS: ("CaseworkUser", _OURS),
    }
    return {
        id: {
            "schemas": [SCHEMA],
            "id": id,
            "name": name,
            "attributes": attributes,
            "meta": _meta("Schema", f"{base}/Schemas/{id}"),
        }
        for id, (name, attributes) in whole.items()
    }


def _meta(kind: str, location: str) -> dict[str, str]:
    return {"resourceType": kind, "location": location}


def _one(name: str, says: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    plain = {
        "name": name,
        "type": kind,
        "multiValued": False,
        "description": says,
        "required": False,
        "caseExact": False,
        "mutability": "readWrite",
        "returned": "default",
        "uniqueness": "none",
    }
    return plain | more


_CORE = [
    _one("userName", "The name they sign in with", required=True, uniqueness="server"),
    _one("externalId", "What the directory calls them", caseExact=True),
    _one(
        "name",
        "Their name",
        "complex",
        subAttributes=[
            _one("givenName", "Given name"),
            _one("familyName", "Family name"),
            _one("formatted", "Both", mutability="readOnly"),
        ],
    ),
    _one("displayName", "Both names", mutability="readOnly"),
    _one("title", "Their job"),
    _one(
        "userType",
        "Kind of worker",
        canonicalValues=["teacher", "support", "leader", "central", "trustee", "agency"],
    ),
    _one("active", "Whether the account opens", "boolean"),
    _one(
        "emails",
        "The address at work",
        "complex",
        multiValued=True,
        subAttributes=[
            _one("value", "The address"),
            _one("type", "work", mutability="readOnly"),
            _one("primary", "Whether it is the one used", "boolean"),
        ],
    ),
]
_ENTERPRISE = [
    _one("employeeNumber", "The number in the staff file", required=True, mutability="immutable"),
    _one("department", "The code of their academy"),
]
_OURS = [
    _one(
        "employedFrom",
        "The first day of the employment, needed where the staff file has no such person",
        mutability="immutable",
    )
]
