"""The system libraries that printing needs, looked for before the first letter needs them."""

import ctypes
import sys
from collections.abc import Iterable

FOR_PRINTING = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
)


def missing_libraries(names: Iterable[str] = FOR_PRINTING) -> list[str]:
    """Those that this machine cannot load. Their names are Linux's, so elsewhere none is missed."""
    return [name for name in names if sys.platform == "linux" and not _loads(name)]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
