"""What is sent, and how it is signed: Standard Webhooks 1.0.0. Pure."""

import base64
import hmac
import json
import secrets
from datetime import datetime
from hashlib import sha256
from uuid import UUID

PREFIX, BYTES = "whsec_", 32


def new_secret() -> str:
    """A secret as both sides keep it: 256 random bits."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def body_of(message_id: UUID, kind: str, at: datetime) -> bytes:
    """Everything that is said: what kind of thing, when, and an id that means nothing else."""
    told = {"type": kind, "timestamp": at.isoformat(), "data": {"id": message_id.hex}}
    return json.dumps(told, separators=(",", ":")).encode()


def headers_of(
    message_id: UUID, body: bytes, moment: datetime, signed_with: list[str]
) -> dict[str, str]:
    """The id, the moment of this try, and a signature by each secret that is valid now."""
    name, stamp = f"msg_{message_id.hex}", str(int(moment.timestamp()))
    return {
        "Content-Type": "application/json",
        "User-Agent": "Casework",
        "webhook-id": name,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(signature(each, name, stamp, body) for each in signed_with),
    }


def signature(secret: str, name: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA256 over the id, the moment and the body."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    told = hmac.new(key, f"{name}.{stamp}.".encode() + body, sha256).digest()
    return f"v1,{base64.b64encode(told).decode()}"
