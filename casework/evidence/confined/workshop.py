"""A warm process that has parsed nothing, and forks one confined child for each file.

The asking process sends an order with two open files, what to read and where to write; it gets back
how the child ended. The child loses every right before it reads a byte, and is killed when its time
is over. When the asking process ends, so does this one.
"""

import codecs
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from casework.evidence.confined import archives, images, kernel, linkable, pdfs
from casework.evidence.confined.told import Declined

MEMORY = 1 << 30
ANSWERED, DECLINED = 0, 3
LARGEST_ORDER = 1 << 12
# Loaded on first use otherwise, when files can no longer be opened.
ENCODINGS = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "latin-1",
    "cp1252", "cp437", "ascii", "mac-roman", "idna",
)  # fmt: skip

TASKS: dict[str, Callable[..., Any]] = {
    "examine-image": images.examine,
    "examine-pdf": pdfs.examine,
    "examine-zip": archives.examine,
    "count-pages": pdfs.count,
    "draw-page": pdfs.picture,
    "read-page": pdfs.words,
    "draw-image": images.picture,
    "link-pdf": linkable.pdf,
    "link-picture": linkable.picture,
}


def confine(seconds: int, most: int) -> tuple[bool, bool]:
    """Take every right away; whether system calls, and whether files, are refused from now on."""
    kernel.stop_being_root()
    kernel.die_with_parent()
    kernel.gain_nothing()
    files = kernel.refuse_files({"/dev/urandom": kernel.READ_FILE})  # asked for by what decrypts
    quiet = kernel.refuse_calls()
    kernel.limit(MEMORY, seconds, most, processes=None if quiet else 0)
    return quiet, files


def _work(order: dict[str, Any], reading: int, writing: int, *, offline: bool) -> int:
    quiet, _ = confine(int(order["seconds"]), int(order["most"]))
    if not (offline or quiet):
        return os.EX_NOPERM  # a parser that could talk to the world is not started
    task = TASKS[order["task"]]
    try:
        with os.fdopen(reading, "rb") as source:
            source.seek(0)
            told = task(source.read(), *order["given"])
        status = ANSWERED
    except Declined as declined:
        told, status = declined.reason, DECLINED
    with os.fdopen(writing, "wb") as out:
        out.write(told if isinstance(told, bytes) else json.dumps(told).encode())
    return status


def _fork(order: dict[str, Any], asked: socket.socket, files: list[int], *, offline: bool) -> int:
    child = os.fork()
    if child:
        return child
    status = os.EX_SOFTWARE
    try:
        asked.close()  # nothing a file makes of this process may speak for it
        status = _work(order, *files, offline=offline)
    finally:
        os._exit(status)


def _ended(child: int, seconds: float) -> int:
    """How a child ended: its status, or -1 when it was killed or went over its time."""
    watched = os.pidfd_open(child)
    try:
        done, _, _ = select.select([watched], [], [], seconds)
        if not done:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    finally:
        os.close(watched)
    return os.waitstatus_to_exitcode(status) if done and os.WIFEXITED(status) else -1


def serve(handle: int) -> None:
    """Answer orders until whoever asks is gone."""
    for name in ENCODINGS:
        codecs.lookup(name)
    images.warm()
    pdfs.warm()
    linkable.warm()
    offline = kernel.leave_the_network()
    asked = socket.socket(fileno=handle)
    asked.send(json.dumps({"offline": offline, "landlock": kernel.landlock_version()}).encode())
    while True:
        words, files, _, _ = socket.recv_fds(asked, LARGEST_ORDER, 2)
        if not words:
            sys.exit(0)
        order = json.loads(words)
        child = _fork(order, asked, files, offline=offline)
        for each in files:
            os.close(each)
        asked.send(json.dumps({"status": _ended(child, float(order["seconds"]))}).encode())
