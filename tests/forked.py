"""The process that forks, and what each process forked from it does first and last."""

import atexit
import gc
import importlib
import logging
import os
import pickle
import select
import signal
import socket
import sys
import threading
import traceback
import weakref
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import util
from types import ModuleType
from typing import NoReturn

NUMBER, LARGEST, FILES, MOST_FILES = 8, 1 << 20, 4, 1 << 12
# What the console and the server import only when they need it.
BESIDES = ("casework.cli", "casework.worker", "uvicorn.protocols.http.auto", "uvicorn.loops.auto")


@dataclass(frozen=True)
class Order:
    """What a process is for."""

    code: str
    arguments: tuple[str, ...]
    environment: dict[str, str]
    folder: str


def keep_forking(orders: socket.socket) -> NoReturn:
    """Fork a process for each order, and tell how each ended, until nobody can order any more."""
    running: dict[int, tuple[int, int]] = {}  # by what says its end: a process and a pipe
    watched = select.poll()
    watched.register(orders, select.POLLIN)
    while True:
        for found, _ in watched.poll():
            if found == orders.fileno():
                ends, *known = _forked(orders)
                running[ends] = (known[0], known[1])
                watched.register(ends, select.POLLIN)
            else:
                watched.unregister(found)
                _tell_the_end(found, *running.pop(found))


def _forked(orders: socket.socket) -> tuple[int, int, int]:
    """For the next order: what says that its process ended, its number, the pipe to tell it by."""
    words, files, _, _ = socket.recv_fds(orders, LARGEST, FILES)
    if not words:
        os._exit(0)
    _make_ready()
    process = os.fork()
    if not process:
        orders.detach()
        _run(pickle.loads(words), files)
    *streams, pipe = files
    _tell(pipe, process)
    for each in streams:
        os.close(each)
    return os.pidfd_open(process), process, pipe


@cache
def _make_ready() -> None:
    for each in BESIDES:
        importlib.import_module(each)
    gc.collect()
    gc.freeze()


def _tell(pipe: int, number: int) -> None:
    with suppress(BrokenPipeError):  # whoever asked has gone
        os.write(pipe, number.to_bytes(NUMBER, "big", signed=True))


def _tell_the_end(watches: int, process: int, pipe: int) -> None:
    _, status = os.waitpid(process, 0)
    _tell(pipe, os.waitstatus_to_exitcode(status))
    os.close(watches)
    os.close(pipe)


def _run(order: Order, files: list[int]) -> NoReturn:
    """Be the process that was ordered, to its end."""
    _begin(order, files)
    try:
        main = ModuleType("__main__")
        sys.modules["__main__"] = main
        exec(compile(order.code, "<process>", "exec"), vars(main))
        ended = 0
    except SystemExit as left:
        ended = _code_of(left)
    except BaseException:
        traceback.print_exc()
        ended = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(ended)


def _code_of(left: SystemExit) -> int:
    if left.code is None or isinstance(left.code, int):
        return left.code or 0
    print(left.code, file=sys.stderr)  # noqa: T201 (as the interpreter does)
    return 1


def _begin(order: Order, files: list[int]) -> None:
    """As a new interpreter has it: own streams, environment, folder, signals; nothing to undo."""
    atexit._clear()
    weakref.finalize._registry.clear()  # type: ignore[attr-defined]
    for each in (logging.shutdown, weakref.finalize._exitfunc, util._exit_function):  # type: ignore[attr-defined]
        atexit.register(each)
    for target, file in enumerate(files[:3]):
        os.dup2(file, target)
    os.closerange(3, MOST_FILES)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(order.environment)
    os.chdir(order.folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.argv = ["casework", *order.arguments]
    importlib.import_module("casework.settings").settings.cache_clear()
