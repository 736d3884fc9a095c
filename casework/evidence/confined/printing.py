"""Prints parts of a pack: the HTML that we wrote goes in, linkable units come out."""

import atexit
import json
import tempfile
from pathlib import Path
from shutil import rmtree

from casework.documents.printing import FONTS, pressed
from casework.documents.units.form import SIZE
from casework.documents.units.own import unit_of_own
from casework.evidence.confined import kernel
from casework.evidence.confined.workshop import Shop

# Mostly what the layout engine reserves and never touches; a part that needs more is no part.
MEMORY = 2 << 30
READ = kernel.READ_FILE | kernel.READ_DIRECTORY
# Where typefaces are, for letters that ours does not have.
TYPEFACES = ("/usr/share/fonts", "/etc/fonts", "/var/cache/fontconfig", str(FONTS))
EVERY_FACE = "<!doctype html><title>a</title><h1>a</h1><table><tr><td><b>a</b><i>a</i>字ع</table>"


def unit(html: bytes) -> bytes:
    """A part that we wrote, printed and made linkable."""
    return unit_of_own(pressed(html.decode()))


def units(written: bytes) -> bytes:
    """Several such parts, each with its length before it: to begin costs as much as one of them."""
    made = [unit(html.encode()) for html in json.loads(written)]
    return b"".join(len(each).to_bytes(SIZE, "big") + each for each in made)


def warm() -> None:
    """Load the layout engine and every face now, from a folder that its children may read too."""
    folder = tempfile.mkdtemp(prefix="casework-faces-")
    atexit.register(rmtree, folder, ignore_errors=True)
    tempfile.tempdir = folder
    unit(EVERY_FACE.encode())
    for each in (Path(folder), *Path(folder).iterdir()):
        each.chmod(0o755)


def _reads() -> dict[str, int]:
    return dict.fromkeys((*TYPEFACES, tempfile.gettempdir()), READ)


SHOP = Shop({"print": unit, "print-several": units}, warm, _reads, MEMORY)
