"""A checkpoint as a signed note: C2SP's tlog-checkpoint, with what we add as extension lines."""

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\1"
_NOTE = re.compile(
    r"(?P<origin>[a-z0-9./-]+)\n(?P<size>\d+)\n(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"checkpoint (?P<number>[1-9]\d*)\nentries (?P<entries>\d+)\n"
    r"previous (?P<previous>[0-9a-f]{64})\n"
    r"at (?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\nheads (?P<heads>[0-9a-f]{64})\n"
    r"(?:gap (?P<first>\d+)-(?P<last>\d+)\n)?"
    r"\n— (?P<name>\S+) (?P<signature>[A-Za-z0-9+/=]+)\n",
    re.ASCII,
)


_KEY = re.compile(
    r"PRIVATE\+KEY\+(?P<name>[^\s+]+)\+(?P<id>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/=]+)\n", re.ASCII
)


class NotANote(ValueError):
    """The text is not a checkpoint in the form we write."""


@dataclass(frozen=True)
class Note:
    """What a checkpoint states."""

    origin: str
    size: int
    root: bytes
    number: int
    entries: int
    previous: str
    at: datetime
    heads: str
    gap: tuple[int, int] | None = None

    def text(self) -> str:
        """What is signed."""
        lines = [
            self.origin,
            str(self.size),
            base64.b64encode(self.root).decode(),
            f"checkpoint {self.number}",
            f"entries {self.entries}",
            f"previous {self.previous}",
            f"at {self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            f"heads {self.heads}",
        ]
        if self.gap:
            lines.append(f"gap {self.gap[0]}-{self.gap[1]}")
        return "".join(f"{line}\n" for line in lines)


def key_id(name: str, key: Ed25519PublicKey) -> bytes:
    return sha256(name.encode() + b"\n" + ED25519 + key.public_bytes_raw()).digest()[:4]


def verifier_key(name: str, key: Ed25519PublicKey) -> str:
    """The public key as C2SP's tools take it: name, id and key."""
    encoded = base64.b64encode(ED25519 + key.public_bytes_raw()).decode()
    return f"{name}+{key_id(name, key).hex()}+{encoded}"


def read_verifier_key(written: str) -> Ed25519PublicKey:
    """The public key of what `verifier_key` wrote.

    Raises:
        ValueError: it is something else, or not whole.
    """
    name, _, rest = written.strip().partition("+")
    identity, _, encoded = rest.partition("+")
    raw = base64.b64decode(encoded, validate=True)
    if raw[:1] != ED25519:
        raise ValueError("it is not an Ed25519 key")
    key = Ed25519PublicKey.from_public_bytes(raw[1:])
    if key_id(name, key).hex() != identity:
        raise ValueError("its name and its key do not belong together")
    return key


def signing_key(name: str, key: Ed25519PrivateKey) -> str:
    """The private key as C2SP's tools keep it."""
    encoded = base64.b64encode(ED25519 + key.private_bytes_raw()).decode()
    return f"PRIVATE+KEY+{name}+{key_id(name, key.public_key()).hex()}+{encoded}\n"


def read_signing_key(written: str) -> tuple[str, Ed25519PrivateKey]:
    """The name and key of a file made by `signing_key`.

    Raises:
        ValueError: it is something else, or not whole.
    """
    found = _KEY.fullmatch(written)
    if found is None:
        raise ValueError("it does not begin as a signing key does")
    raw = base64.b64decode(found["key"], validate=True)
    if raw[:1] != ED25519:
        raise ValueError("it is not an Ed25519 key")
    key = Ed25519PrivateKey.from_private_bytes(raw[1:])
    if key_id(found["name"], key.public_key()).hex() != found["id"]:
        raise ValueError("its name and its key do not belong together")
    return found["name"], key


def signed(note: Note, key: Ed25519PrivateKey) -> str:
    text = note.text()
    sealed = key_id(note.origin, key.public_key()) + key.sign(text.encode())
    return f"{text}\n— {note.origin} {base64.b64encode(sealed).decode()}\n"


def read(written: str) -> Note:
    """What a note states, whoever signed it.

    Raises:
        NotANote: it is not in the form of a checkpoint.
    """
    found = _NOTE.fullmatch(written)
    if found is None or found["name"] != found["origin"]:
        raise NotANote("This is not a checkpoint")
    return Note(
        origin=found["origin"],
        size=int(found["size"]),
        root=base64.b64decode(found["root"]),
        number=int(found["number"]),
        entries=int(found["entries"]),
        previous=found["previous"],
        at=datetime.strptime(found["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
        heads=found["heads"],
        gap=(int(found["first"]), int(found["last"])) if found["first"] else None,
    )


def is_signed_by(written: str, key: Ed25519PublicKey) -> bool:
    text, _, line = written.partition("\n\n")
    name, encoded = line.removeprefix("— ").split(" ", 1)
    sealed = base64.b64decode(encoded)
    if sealed[:4] != key_id(name, key):
        return False
    try:
        key.verify(sealed[4:], f"{text}\n".encode())
    except InvalidSignature:
        return False
    return True


def digest(written: str) -> str:
    """How the next checkpoint names this one."""
    return sha256(written.encode()).hexdigest()
