"""What the process that opens files cannot do, tried from inside; and what becomes of a bad one."""

import io
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from casework.evidence import apart
from casework.evidence.confined import kernel, workshop
from casework.evidence.programs import ProgramFailed, run
from tests.documents.foreign import a_picture
from tests.hostile import pdfs

ROOT = Path(__file__).parents[2]
INSIDE = """
import sys; sys.path.insert(0, sys.argv[1])
import encodings.idna, os, socket, subprocess
from casework.evidence.confined import kernel, workshop
if sys.argv[2] == "offline": kernel.leave_the_network()
workshop.confine(5, 1 << 20)
try:
    {tries}
except BaseException as refused:
    os.write(1, type(refused).__name__.encode())
    os._exit(0)
os.write(1, b"done")
os._exit(1)
"""


ORDER = {"task": "examine-image", "given": [], "seconds": 5, "most": 1 << 20}


def tried(tries: str, how: str = "offline") -> str:
    """What an attempt from inside comes to: the name of the error that refused it, or done."""
    command = [sys.executable, "-I", "-c", INSIDE.format(tries=tries), str(ROOT), how]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={})
    return done.stdout


@pytest.mark.parametrize(
    "tries",
    [
        'open("/etc/passwd").read()',
        'open("/tmp/kept", "w")',
        'os.listdir("/")',
        'socket.create_connection(("127.0.0.1", 9))',
        "socket.socket(socket.AF_UNIX)",
        "socket.socketpair()",
        "os.fork()",
        'os.execv("/bin/true", ["true"])',
        'subprocess.run(["/bin/true"])',
        "os.kill(os.getppid(), 0)",
        "os.setuid(0)",
        "bytearray(2 << 30)",
    ],
)
@pytest.mark.parametrize("how", ["offline", "online"])
def test_whoever_takes_over_the_process_gets_nothing(tries: str, how: str) -> None:
    assert tried(tries, how) in {"PermissionError", "BlockingIOError", "MemoryError", "OSError"}


def test_it_is_nobody_and_has_no_secrets() -> None:
    told = tried("os.write(1, str((os.getuid() == 0, sorted(os.environ))).encode())")
    assert told == "(False, ['LC_CTYPE'])done"


def test_with_neither_way_of_cutting_it_off_nothing_is_opened() -> None:
    """Fails closed: a machine that can confine nothing shows nothing."""
    with apart.held(b"\x89PNG\r\n\x1a\n") as source, apart.held(b"") as out:
        copies = os.dup(source.fileno()), os.dup(out.fileno())
        child = os.fork()
        if not child:
            kernel.refuse_calls = lambda **_: False
            os._exit(workshop._work(workshop.SHOP, ORDER, [*copies], offline=False))
        _, status = os.waitpid(child, 0)
        for each in copies:
            os.close(each)
    assert os.waitstatus_to_exitcode(status) == os.EX_NOPERM
    with pytest.raises(apart.NotConfined):
        apart._require_done(os.EX_NOPERM, io.BytesIO())


def test_a_child_that_hangs_is_killed_and_the_next_file_is_opened(
    a_picture_file: Callable[[], bytes],
) -> None:
    with apart.held(pdfs.changed(pdfs.laughing, (100, 100))) as source:
        began = time.monotonic()
        with pytest.raises(apart.TookTooMuch):
            apart.ask("draw-page", source, 1, seconds=1)
        assert time.monotonic() - began < 8
    with apart.held(a_picture_file()) as source:
        assert json.loads(apart.ask("examine-image", source))["pages"] == 1


@pytest.fixture
def a_picture_file() -> Callable[[], bytes]:
    return lambda: a_picture(30, 40)


def test_a_workshop_that_was_killed_is_started_again(a_picture_file: Callable[[], bytes]) -> None:
    with apart._shops(apart.FILES).one() as workshop_used:
        with apart.held(a_picture_file()) as source:
            workshop_used.ask(ORDER, source)
        running = workshop_used._process
        assert running is not None
        running.kill()
        running.wait()
        with apart.held(a_picture_file()) as source:
            workshop_used.ask(ORDER, source)


def test_another_program_is_confined_as_well(tmp_path: Path) -> None:
    with pytest.raises(ProgramFailed):
        run(["/usr/bin/cat", "/etc/passwd"], b"", seconds=5, memory=1 << 30)
    assert run(["/usr/bin/cat"], b"words", seconds=5, memory=1 << 30) == b"words"
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        talking = f"exec 3<>/dev/tcp/127.0.0.1/{port}"
        with pytest.raises(ProgramFailed):
            run(["/usr/bin/bash", "-c", talking], b"", seconds=5, memory=1 << 30)
        listening.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listening.accept()
