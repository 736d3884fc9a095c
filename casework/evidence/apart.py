"""Having something done to a file in a process of its own, which is confined and may be killed.

What somebody sent is hostile until proved otherwise. The working process (confined/workshop) gets
its bytes and nothing else: no environment, no network, no file, no other program, and a limit on
memory and time. Where the kernel refuses to confine it, nothing is opened.
"""

import json
import os
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import casework
from casework.errors import CaseworkError

FILES = "casework.evidence.confined.workshop"  # what most is asked of; see `Shop`
AT_ONCE = 2  # a page of fifty pictures must not take every core
WAIT_SECONDS = 30.0
START_SECONDS = 30.0
LARGEST_ANSWER = 64 << 20
_ROOT = str(Path(casework.__file__).resolve().parents[1])
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from importlib import import_module; "
    "from casework.evidence.confined.workshop import serve; "
    "serve(int(sys.argv[2]), import_module(sys.argv[3]).SHOP)"
)


class NotOpened(CaseworkError):
    """The file was not opened, or not to the end. Says why."""


class TookTooMuch(NotOpened):
    """It took more time or memory than anything honest does."""


class Busy(NotOpened):
    """Too many files are being opened at once. Only time helps."""


class NotConfined(NotOpened):
    """This machine cannot confine the process that would open it, so nothing does."""


class Declined(NotOpened):
    """The confined process read it and answered with a reason (confined/told)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Workshop:
    """One warm process, started when it is first needed, and again when it is gone."""

    def __init__(self, shop: str) -> None:
        self._shop = shop
        self._process: subprocess.Popen[bytes] | None = None
        self._asking: socket.socket | None = None

    def ask(self, order: dict[str, Any], source: BinaryIO) -> BinaryIO:
        answer = os.fdopen(os.memfd_create("answer"), "rb")
        try:
            _require_done(self._sent(order, [source.fileno(), answer.fileno()]), answer)
        except BaseException:
            answer.close()
            raise
        answer.seek(0)
        return answer

    @contextmanager
    def talk(self, order: dict[str, Any]) -> Iterator[socket.socket]:
        """Have a task done that asks back on the way; what it talks through.

        Whoever leaves early ends it: the process is stopped and started again for the next.
        """
        ours, theirs = socket.socketpair()
        with ours, os.fdopen(os.memfd_create("answer"), "rb") as answer:
            ours.settimeout(float(order["seconds"]) + START_SECONDS)
            try:
                with theirs:
                    self._order(order, [theirs.fileno(), answer.fileno()])
                yield ours
            except BaseException:
                self.stop()
                raise
            _require_done(self._status(), answer)

    def _sent(self, order: dict[str, Any], files: list[int]) -> int:
        self._order(order, files)
        return self._status()

    def _order(self, order: dict[str, Any], files: list[int]) -> None:
        asking = self.running()
        try:
            asking.settimeout(float(order["seconds"]) + START_SECONDS)
            socket.send_fds(asking, [json.dumps(order).encode()], files)
        except OSError as lost:
            self.stop()
            raise TookTooMuch("The process that opens files had to be stopped") from lost

    def _status(self) -> int:
        if self._asking is None:
            raise TookTooMuch("The process that opens files ended")
        try:
            told = self._asking.recv(1 << 10)
        except OSError as lost:
            self.stop()
            raise TookTooMuch("The process that opens files had to be stopped") from lost
        if not told:
            self.stop()
            raise TookTooMuch("The process that opens files ended")
        return int(json.loads(told)["status"])

    def running(self) -> socket.socket:
        """What to ask through; the process is started unless it runs. Raises NotConfined."""
        if self._asking is not None and self._process and self._process.poll() is None:
            return self._asking
        self.stop()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-I", "-c", _START, _ROOT, str(theirs.fileno())]
            command.append(self._shop)
            self._process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], env={}, cwd="/", stdin=subprocess.DEVNULL
            )
        ours.settimeout(START_SECONDS)
        self._asking = ours
        with suppress(OSError):
            if ours.recv(1 << 10):
                return ours
        self.stop()
        raise NotConfined("The process that opens files did not start")

    def stop(self) -> None:
        if self._asking is not None:
            self._asking.close()  # it ends when it hears nothing more
            self._asking = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _require_done(status: int, answer: BinaryIO) -> None:
    if status == 0:
        return
    if status == 3:  # workshop.DECLINED
        answer.seek(0)
        raise Declined(json.loads(answer.read(LARGEST_ANSWER)))
    if status == os.EX_NOPERM:
        raise NotConfined("This machine cannot confine the process that would open it")
    raise TookTooMuch("It takes too much time or memory to open")


class _Shops:
    """The warm processes of one kind, at most so many, lent to one asker at a time."""

    def __init__(self, shop: str) -> None:
        self._shop, self._made = shop, 0
        self._free: queue.LifoQueue[_Workshop] = queue.LifoQueue()
        self._making = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[_Workshop]:
        with self._making:
            if self._made < AT_ONCE and self._free.empty():
                self._free.put(_Workshop(self._shop))
                self._made += 1
        try:
            lent = self._free.get(timeout=WAIT_SECONDS)
        except queue.Empty as waited:
            raise Busy("Too many files are being opened at once") from waited
        try:
            yield lent
        finally:
            self._free.put(lent)

    def begin(self) -> None:
        with suppress(Busy, NotConfined), self.one() as workshop:
            workshop.running()


@cache
def _shops(shop: str) -> _Shops:
    return _Shops(shop)


def begin(shop: str, many: int) -> None:
    """Start so many warm processes of a kind, unless they are there; nobody waits for it.

    One that does not start says so to whoever asks something of it.
    """
    for _ in range(many):
        threading.Thread(target=_shops(shop).begin, daemon=True).start()


def ask(task: str, source: BinaryIO, *given: Any, seconds: int = 20) -> bytes:
    """Have a task of the workshop done to an open file; its answer.

    Raises:
        Declined: with the reason it gave. TookTooMuch, Busy, NotConfined: it was not opened.
    """
    with ask_for_file(task, source, *given, seconds=seconds, most=LARGEST_ANSWER) as answer:
        return answer.read(LARGEST_ANSWER)


def ask_for_file(
    task: str, source: BinaryIO, *given: Any, seconds: int, most: int, shop: str = FILES
) -> BinaryIO:
    """Have a task done whose answer is a file of at most so many bytes. It never touches a disk.

    Raises as `ask` does.
    """
    order = {"task": task, "given": given, "seconds": seconds, "most": most}
    with _shops(shop).one() as workshop:
        return workshop.ask(order, source)


@contextmanager
def talking(task: str, *, seconds: int, shop: str) -> Iterator[socket.socket]:
    """Have a task done that asks back on the way, through this socket. Raises as `ask` does."""
    order = {"task": task, "given": [], "seconds": seconds, "most": LARGEST_ANSWER}
    with _shops(shop).one() as workshop, workshop.talk(order) as talk:
        yield talk


def unheld() -> BinaryIO:
    """An open file that never touches a disk, for whoever closes it."""
    return os.fdopen(os.memfd_create("held"), "w+b")


@contextmanager
def held(content: bytes) -> Iterator[BinaryIO]:
    """Bytes as an open file that never touches a disk."""
    with unheld() as source:
        source.write(content)
        source.flush()
        yield source
