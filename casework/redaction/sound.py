"""Whether a copy is still the file that was made and checked."""

from hashlib import sha256

from casework.errors import NotFound
from casework.evidence.redacted import RedactedCopy
from casework.storage import store


def is_sound(copy: RedactedCopy) -> bool:
    """Read its bytes again and compare their SHA-256."""
    if copy.key is None:
        return False
    digest = sha256()
    try:
        for chunk in store().stream(copy.key):
            digest.update(chunk)
    except (NotFound, OSError):
        return False
    return digest.hexdigest() == copy.sha256
