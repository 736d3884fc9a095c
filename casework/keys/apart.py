"""A key that is kept outside the keystore, such as a backup's, wrapped by the root key."""

import base64
from dataclasses import dataclass

from casework.errors import StoreUnavailable
from casework.keys.keystore import _roots, opened
from casework.keys.roots import MISSING, given, named
from casework.settings import Settings


@dataclass(frozen=True)
class Wrapped:
    """A key that opens nothing without the root key of this name."""

    root: str
    wrapped: str


def wrap(key: bytes) -> Wrapped:
    """Wrap a key with the root key in use.

    Raises:
        StoreUnavailable: the keystore or the root key cannot be used.
    """
    with opened() as connection:
        root = _roots(connection)[0]
    return Wrapped(root.name, base64.b64encode(root.wrap(key)).decode())


def unwrap(settings: Settings, told: Wrapped) -> bytes:
    """The key again. The keystore is not asked: it may be what is being restored.

    Raises:
        StoreUnavailable: the root key is not here, or this is no key it wrapped.
    """
    known = given(settings)
    if not known:
        raise StoreUnavailable(MISSING.format(settings.root_keys))
    return named(known, told.root).unwrap(base64.b64decode(told.wrapped))
