"""A warm process that has parsed nothing, and forks one confined child for each file.

The asking process sends an order with two open files, what to read and where to write; it gets back
how the child ended. The child loses every right before it reads a byte, and is killed when its time
is over. When the asking process ends, so does this one.
"""

import codecs
import gc
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from casework.evidence.confined import (
    archives,
    entries,
    images,
    kernel,
    linkable,
    pdfs,
    tables,
    words,
)
from casework.evidence.confined.told import Declined

MEMORY = 1 << 30
RANDOM = {"/dev/urandom": kernel.READ_FILE}  # asked for by what decrypts
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
    "read-words": words.read,
    "read-table": tables.read,
    "list-entries": entries.listed,
    "take-entry": entries.taken,
}


def warm() -> None:
    """Load every part of the libraries now: later nothing more can be opened."""
    images.warm()
    pdfs.warm()
    linkable.warm()
    words.warm()
    tables.warm()


def _nothing() -> dict[str, int]:
    return {}


@dataclass(frozen=True)
class Shop:
    """What a warm process is for: what it loads, what its children do, and what they may read."""

    tasks: Mapping[str, Callable[..., Any]]
    warm: Callable[[], None]
    reads: Callable[[], Mapping[str, int]] = _nothing
    memory: int = MEMORY
    talks: bool = False  # a task is given a socket to whoever asked, instead of a file's bytes


SHOP = Shop(TASKS, warm)


def confine(
    seconds: int, most: int, *, memory: int = MEMORY, reads: Mapping[str, int] | None = None
) -> tuple[bool, bool]:
    """Take every right away; whether system calls, and whether files, are refused from now on."""
    kernel.stop_being_root()
    kernel.die_with_parent()
    kernel.gain_nothing()
    files = kernel.refuse_files(RANDOM | dict(reads or {}))
    quiet = kernel.refuse_calls()
    kernel.limit(memory, seconds, most, processes=None if quiet else 0)
    return quiet, files


def _work(shop: Shop, order: dict[str, Any], files: list[int], *, offline: bool) -> int:
    reading, writing = files
    seconds, most = int(order["seconds"]), int(order["most"])
    quiet, _ = confine(seconds, most, memory=shop.memory, reads=shop.reads())
    if not (offline or quiet):
        return os.EX_NOPERM  # a parser that could talk to the world is not started
    task = shop.tasks[order["task"]]
    try:
        told = task(reading if shop.talks else _read(reading), *order["given"])
        status = ANSWERED
    except Declined as declined:
        told, status = declined.reason, DECLINED
    with os.fdopen(writing, "wb") as out:
        out.write(told if isinstance(told, bytes) else json.dumps(told).encode())
    return status


def _read(reading: int) -> bytes:
    with os.fdopen(reading, "rb") as source:
        source.seek(0)
        return source.read()


def _fork(
    shop: Shop, order: dict[str, Any], asked: socket.socket, files: list[int], *, offline: bool
) -> int:
    child = os.fork()
    if child:
        return child
    status = os.EX_SOFTWARE
    try:
        asked.close()  # nothing a file makes of this process may speak for it
        status = _work(shop, order, files, offline=offline)
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


def serve(handle: int, shop: Shop = SHOP) -> None:
    """Answer orders until whoever asks is gone."""
    for name in ENCODINGS:
        codecs.lookup(name)
    shop.warm()
    gc.collect()
    gc.freeze()  # else a child that collects copies every page of this process
    offline = kernel.leave_the_network()
    asked = socket.socket(fileno=handle)
    asked.send(json.dumps({"offline": offline, "landlock": kernel.landlock_version()}).encode())
    while True:
        words, files, _, _ = socket.recv_fds(asked, LARGEST_ORDER, 2)
        if not words:
            sys.exit(0)
        order = json.loads(words)
        child = _fork(shop, order, asked, files, offline=offline)
        for each in files:
            os.close(each)
        asked.send(json.dumps({"status": _ended(child, float(order["seconds"]))}).encode())
