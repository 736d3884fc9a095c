"""A real OpenID provider (npm's oidc-provider) for the tests of the trust's own sign-in."""

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / ".tools/oidc"
FILES = ("package.json", "package-lock.json", "provider.js")
CLIENT, SECRET = "casework", "a secret of the tests"


def _installed() -> Path:
    """Install what the lock file names, by its hashes, unless that was done before."""
    lock = (HERE / "package-lock.json").read_bytes()
    done = INSTALLED / "installed.json"
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(HERE / name, INSTALLED / name)
    if not done.exists() or done.read_bytes() != lock:
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        subprocess.run(command, cwd=INSTALLED, check=True, capture_output=True)
        done.write_bytes(lock)
    return INSTALLED


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def provider(back: str, people: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Its issuer. It believes whoever types one of these names, and says what is told of them."""
    port = _free_port()
    command = ["node", "provider.js", str(port), CLIENT, SECRET, back, json.dumps(people)]
    with subprocess.Popen(
        command,
        cwd=_installed(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as running:
        try:
            assert running.stdout is not None
            said = ""
            while not said.startswith("ready"):
                said = running.stdout.readline()
                assert said, "the provider did not start"
            yield f"http://localhost:{port}"
        finally:
            running.terminate()
