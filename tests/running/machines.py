"""Machines of a deployment: network namespaces of this one, each with an address of its own.

Nothing reaches from one to another but through addresses; each has a state folder of its own.
"""

import os
import random
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.forking import Process, started

PORT = 8000
ELSEWHERE = """
import ctypes, os, sys
place = os.open(f"/run/netns/{sys.argv.pop(1)}", os.O_RDONLY)
if ctypes.CDLL(None, use_errno=True).setns(place, 0x40000000):
    raise OSError(ctypes.get_errno(), "setns")
os.close(place)
from casework.cli import app; app()
"""


@dataclass(frozen=True)
class Machine:
    """A namespace, its address, the address of this machine as it sees it, and its state."""

    name: str
    address: str
    gateway: str
    state: Path

    @property
    def url(self) -> str:
        return f"http://{self.address}:{PORT}"

    def casework(self, *arguments: str, env: dict[str, str]) -> Process:
        """Begin a command of the console there."""
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        log = (self.state.parent / f"{self.state.name}.log").open("ab")
        told = kept | {"CASEWORK_STATE": str(self.state)} | env
        with log:
            return started(
                [self.name, *arguments], env=told, stdout=log, stderr=log, code=ELSEWHERE
            )


def ip(*words: str) -> None:
    """Raises subprocess.CalledProcessError: this is not allowed here."""
    subprocess.run(["ip", *words], check=True, capture_output=True)


def require_namespaces() -> None:
    """Skip, with the reason, where no network can be made."""
    if os.geteuid() or not shutil.which("ip"):
        pytest.skip("machines of their own need root and ip (Debian: iproute2)")
    trial = f"cw{os.getpid()}t"
    try:
        ip("netns", "add", trial)
    except subprocess.CalledProcessError as refused:
        pytest.skip(f"no network namespace can be made here: {refused.stderr.decode()}")
    ip("netns", "del", trial)


@contextmanager
def machines(folder: Path, *names: str) -> Iterator[dict[str, Machine]]:
    """So many machines, each on a network of its own with this one (198.18/15 is for this)."""
    network = f"198.{random.choice((18, 19))}.{random.randrange(256)}"
    made: dict[str, Machine] = {}
    try:
        for at, name in enumerate(names):
            gateway, address = f"{network}.{4 * at + 1}", f"{network}.{4 * at + 2}"
            there, here = f"cw{os.getpid()}{name}", f"c{os.getpid()}{name}"[:15]
            ip("netns", "add", there)
            made[name] = Machine(there, address, gateway, folder / name)
            ip("link", "add", here, "type", "veth", "peer", "name", "eth0", "netns", there)
            ip("addr", "add", f"{gateway}/30", "dev", here)
            ip("link", "set", here, "up")
            ip("-n", there, "addr", "add", f"{address}/30", "dev", "eth0")
            for each in ("eth0", "lo"):
                ip("-n", there, "link", "set", each, "up")
            ip("-n", there, "route", "add", "default", "via", gateway)
        yield made
    finally:
        for machine in made.values():
            ip("netns", "del", machine.name)


@contextmanager
def over_tcp(socket_file: str) -> Iterator[int]:
    """A port of this machine behind which the server of the tests listens."""
    with socket.create_server(("0.0.0.0", 0)) as entrance:
        threading.Thread(target=_let_in, args=(entrance, socket_file), daemon=True).start()
        yield int(entrance.getsockname()[1])
        with suppress(OSError):
            entrance.shutdown(socket.SHUT_RDWR)


def _let_in(entrance: socket.socket, socket_file: str) -> None:
    with suppress(OSError):
        while True:
            asked, _ = entrance.accept()
            answers = socket.socket(socket.AF_UNIX)
            answers.connect(socket_file)
            for one, other in ((asked, answers), (answers, asked)):
                threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while words := one.recv(1 << 16):
            other.sendall(words)
    for each in (one, other):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
