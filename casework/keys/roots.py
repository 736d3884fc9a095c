"""The root key, which wraps every other: from a file, or from the environment.

One key a line, in base64; the first is the one in use. A second stands there only while keys are
being wrapped anew.
"""

import base64
import binascii
import os
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from casework.durable import write_durably
from casework.errors import StoreUnavailable
from casework.settings import Settings

BYTES = 32
MISSING = (
    "The root key is missing: there is no file {}. Put it back from where you keep its copy; until "
    "then nothing that is encrypted can be read"
)
NO_KEY = "The root key cannot be used: {} holds a line that is not 32 bytes in base64"
CLOSED = "The root key cannot be read: {} ({})"
NOT_KEPT = "The root key cannot be written: {} ({})"
NOT_OURS = "The root key {} is not among those that Casework was given"


@dataclass(frozen=True)
class RootKey:
    """One root key. Its name tells it from others, and nothing about it."""

    secret: bytes = field(repr=False)

    @property
    def name(self) -> str:
        return sha256(b"casework root key\0" + self.secret).hexdigest()[:16]

    def wrap(self, key: bytes) -> bytes:
        """Wrap a key (RFC 3394)."""
        return aes_key_wrap(self.secret, key)

    def unwrap(self, wrapped: bytes) -> bytes:
        """Raises StoreUnavailable when it was wrapped by another key, or altered."""
        try:
            return aes_key_unwrap(self.secret, wrapped)
        except InvalidUnwrap as refused:
            said = "A key in the keystore was altered: restore the keystore from a backup"
            raise StoreUnavailable(said) from refused

    def line(self) -> str:
        return base64.b64encode(self.secret).decode() + "\n"


def new_root_key() -> RootKey:
    return RootKey(os.urandom(BYTES))


def given(settings: Settings) -> list[RootKey]:
    """The root keys there are, the one in use first; none where the file was never made.

    Raises:
        StoreUnavailable: the file cannot be read, or something in it is no key.
    """
    if settings.root_key:
        written = settings.root_key.get_secret_value().replace(",", "\n")
        return _read(written, "CASEWORK_ROOT_KEY")
    try:
        return _read(settings.root_keys.read_text(), str(settings.root_keys))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as failed:
        said = getattr(failed, "strerror", None) or "not text"
        raise StoreUnavailable(CLOSED.format(settings.root_keys, said)) from failed


def make(settings: Settings) -> list[RootKey]:
    """Make the first root key, where a keystore holds nothing yet.

    Raises:
        StoreUnavailable: its file cannot be written.
    """
    try:
        settings.root_keys.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        keep(settings, [new_root_key()], replace=False)
    except FileExistsError:
        pass  # another process was first, and its key is the key
    except OSError as failed:
        raise StoreUnavailable(NOT_KEPT.format(settings.root_keys, failed.strerror)) from failed
    return given(settings)


def keep(settings: Settings, keys: list[RootKey], *, replace: bool = True) -> None:
    """Write the file of root keys anew, whole or not at all."""
    content = "".join(each.line() for each in keys).encode()
    write_durably(settings.root_keys, content, 0o600, replace=replace)


def named(keys: list[RootKey], name: str) -> RootKey:
    """The root key of this name.

    Raises:
        StoreUnavailable: it is not among those given.
    """
    for each in keys:
        if each.name == name:
            return each
    raise StoreUnavailable(NOT_OURS.format(name))


def _read(written: str, where: str) -> list[RootKey]:
    try:
        secrets = [base64.b64decode(each, validate=True) for each in written.split()]
    except binascii.Error as wrong:
        raise StoreUnavailable(NO_KEY.format(where)) from wrong
    if not secrets or any(len(each) != BYTES for each in secrets):
        raise StoreUnavailable(NO_KEY.format(where))
    return [RootKey(each) for each in secrets]
