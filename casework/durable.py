"""Files that survive power loss: written whole or not at all, and flushed with their folder."""

import os
import secrets
from pathlib import Path


def write_durably(place: Path, content: bytes, mode: int = 0o400, *, replace: bool = False) -> None:
    """Write a file whole or not at all, flushed with its folder.

    Raises:
        FileExistsError: it is there already, and is not to be replaced.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    arriving = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    handle = os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if replace:
            os.replace(arriving, place)
        else:
            os.link(arriving, place)  # a link fails where a rename would overwrite
    finally:
        arriving.unlink(missing_ok=True)
    flush_folder(place.parent)


def flush_folder(folder: Path) -> None:
    """A new name survives power loss only when its folder is flushed too."""
    handle = os.open(folder, os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder and those above it that are missing, each flushed into the one above it."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True, mode=mode)
        flush_folder(each.parent)
