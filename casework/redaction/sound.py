"""Whether a copy is still the file that was made and checked."""

from casework.errors import NotFound, Unsound
from casework.evidence.redacted import RedactedCopy
from casework.storage import store


def is_sound(copy: RedactedCopy) -> bool:
    """Read its bytes again and compare their SHA-256.

    Raises:
        StoreUnavailable: the store or the keys cannot be reached, so nobody can tell.
    """
    if copy.key is None or copy.sha256 is None:
        return False
    try:
        store().check(copy.key, copy.sha256)
    except (NotFound, Unsound):
        return False
    return True
