"""Keys and the store from the console: rotated, copied, put back, checked."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import NullPool, create_engine, text

from casework import keys
from casework.cases.stages import Stage
from casework.database import as_casework
from casework.evidence.models import Capture
from casework.keys.keystore import opened
from casework.settings import settings
from casework.storage import store
from tests.forking import ran
from tests.world import World

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(live: str, keystore: str, tmp_path: Path) -> Run:
    """The console on a database, a keystore and a root key of its own, and this store."""
    given = {"DATABASE_URL": live, "KEYSTORE_URL": keystore, "CASEWORK_STATE": str(tmp_path)}
    given |= {"CASEWORK_STORE": str(settings().store), "USER": "olive"}

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        env = {**os.environ, **given, **path}
        return ran(arguments, env=env)

    return run


def an_original(keystore: str, root: Path) -> tuple[UUID, Path]:
    """A file in the store whose key lies in that keystore, under the root key in that folder."""
    with as_casework() as session:
        world = World(session)
        capture: Capture = world.capture(world.case(Stage.INVESTIGATION))
    root.mkdir(parents=True, exist_ok=True)
    (root / "root.key").write_bytes(settings().root_keys.read_bytes())
    with opened() as connection:
        rows = connection.execute(text("SELECT holder, kind, wrapped, root FROM keys")).mappings()
        copied = [dict(each) for each in rows]
    with create_engine(keystore, poolclass=NullPool).begin() as connection:
        connection.execute(text(keys.keystore.TABLES[0]))
        add = text(
            "INSERT INTO keys (holder, kind, wrapped, root) "
            "VALUES (:holder, :kind, :wrapped, :root)"
        )
        connection.execute(add, copied)
    return capture.id, store().root / capture.key


def test_the_root_key_is_rotated_and_everything_still_opens(
    run: Run, keystore: str, tmp_path: Path
) -> None:
    an_original(keystore, tmp_path / "keys")
    before = (tmp_path / "keys/root.key").read_bytes()
    assert "case: " in run("keys", "list").stdout
    rotated = run("keys", "rotate")
    assert (rotated.returncode, "Keep a copy" in rotated.stdout) == (0, True)
    assert (tmp_path / "keys/root.key").read_bytes() != before
    checked = run("verify", "--no-record")
    assert "cannot be read" not in checked.stdout + checked.stderr


def test_a_lost_keystore_is_put_back_from_its_copy(run: Run, keystore: str, tmp_path: Path) -> None:
    original, _ = an_original(keystore, tmp_path / "keys")
    copy = str(tmp_path / "keys.json")
    assert run("keys", "backup", copy).returncode == 0
    assert run("keys", "backup", copy).returncode == 1  # nothing is overwritten
    with create_engine(keystore, poolclass=NullPool).begin() as connection:
        connection.execute(text("DELETE FROM keys"))
    assert f"The original {original} cannot be read" in run("verify", "--no-record").stdout
    assert run("keys", "restore", copy).returncode == 0
    assert f"{original} cannot" not in run("verify", "--no-record").stdout


def test_an_original_that_changed_is_named_and_is_exit_code_one(
    run: Run, keystore: str, tmp_path: Path
) -> None:
    original, place = an_original(keystore, tmp_path / "keys")
    place.chmod(0o600)
    place.write_bytes(place.read_bytes()[:-3] + b"\0\0\0")
    checked = run("verify", "--no-record")
    assert checked.returncode == 1
    assert f"altered: The original {original} is not what was kept" in checked.stdout
    with as_casework() as session:
        assert session.get_one(Capture, original).frozen_at is not None


def test_a_key_that_is_no_key_of_ours_stops_with_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nonsense.json").write_text("nonsense")
    refused = run("keys", "restore", str(tmp_path / "nonsense.json"))
    assert (refused.returncode, "not a copy of the keys" in refused.stderr) == (1, True)
