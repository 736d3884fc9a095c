"""Short secrets that the main database keeps, such as an authenticator's, readable only here."""

import base64
import binascii
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casework.errors import StoreUnavailable
from casework.keys.keystore import key_of, key_to_read

TRUST = UUID(int=0)  # what belongs to no case
SEALED = "sealed:"
NONCE = 12


def is_sealed(kept: str) -> bool:
    return kept.startswith(SEALED)


def seal(secret: str, purpose: str, owner: UUID) -> str:
    """A secret as the main database may hold it; it opens for this purpose and owner only.

    Raises:
        StoreUnavailable: the keystore or the root key cannot be used.
    """
    nonce = os.urandom(NONCE)
    cipher = AESGCM(_derived(key_of(TRUST, "trust"), purpose))
    told = nonce + cipher.encrypt(nonce, secret.encode(), owner.bytes)
    return SEALED + base64.b64encode(told).decode()


def unseal(kept: str, purpose: str, owner: UUID) -> str:
    """The secret again.

    Raises:
        StoreUnavailable: it was altered, it is somebody else's, or the key cannot be used.
    """
    cipher = AESGCM(_derived(key_to_read(TRUST), purpose))
    try:
        told = base64.b64decode(kept.removeprefix(SEALED), validate=True)
        return cipher.decrypt(told[:NONCE], told[NONCE:], owner.bytes).decode()
    except (binascii.Error, InvalidTag, ValueError) as altered:
        raise StoreUnavailable("A secret in the database is not what was written") from altered


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"casework/{purpose}".encode()).derive(key)
