"""Running another's program over bytes, confined: no network, few files, limits, and an end."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import casework
from casework.errors import CaseworkError

_ROOT = str(Path(casework.__file__).resolve().parents[1])
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from casework.evidence.confined.starting import start; start(sys.argv[2:])"
)
# One thread: several make tesseract five times slower on a busy machine (measured).
ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
GRACE = 5


class ProgramFailed(CaseworkError):
    """The program could not be confined, refused the file, or took too much."""


def run(command: list[str], given: bytes, *, seconds: int, memory: int, folder: str = "") -> bytes:
    """What a program answers to bytes; it may read `folder` and nothing else of ours.

    Raises:
        ProgramFailed: it did not end well.
    """
    limits = [str(seconds), str(memory), folder]
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _START, _ROOT, *limits, *command],
            input=given,
            capture_output=True,
            timeout=seconds + GRACE,
            env=ENVIRONMENT,
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise ProgramFailed("It took too long") from late
    if done.returncode:
        raise ProgramFailed(f"It ended with {done.returncode}")
    return done.stdout


@cache
def version_said(program: str, asking: str) -> str:
    """The first line of what a program says of itself."""
    done = subprocess.run([program, asking], capture_output=True, text=True, check=False)
    said = (done.stdout or done.stderr).splitlines()
    words = [each for each in said[0].split()[:3] if each != "version"] if said else []
    return " ".join(words) or os.path.basename(program)


class Beside(TemporaryDirectory[str]):
    """A folder for one file that a program must be able to seek in, gone afterwards."""

    def __enter__(self) -> str:
        place = super().__enter__()
        os.chmod(place, 0o755)  # the confined program is nobody
        return place
