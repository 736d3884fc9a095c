"""`casework backup` and `casework restore` as an administrator types them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casework.cases.stages import Stage
from casework.database import as_casework
from casework.settings import settings
from tests.backups.conftest import Ground
from tests.database import same_keys
from tests.world import World

Run = Callable[..., "subprocess.CompletedProcess[str]"]
COMMAND = [sys.executable, "-c", "from casework.cli import app; app()"]


@pytest.fixture
def run(ground: Ground) -> Run:
    """The console on this database, its keys and its files."""
    given = {"DATABASE_URL": ground.live, "CASEWORK_STATE": str(ground.folder / "state")}
    given |= {"CASEWORK_STORE": str(settings().store), **same_keys()}
    path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        env = {**os.environ, **given, **path, "USER": "olive"}
        command = [*COMMAND, *arguments]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    return run


def test_made_read_again_tried_and_refused_over_what_lives(ground: Ground, run: Run) -> None:
    with as_casework() as session:
        world = World(session)
        world.capture(world.case(Stage.INVESTIGATION))
    beside = run("backup", ground.place, "--keys-to", f"{ground.place}/keys")
    assert beside.returncode == 1
    assert "deleted case readable" in beside.stderr
    made = run("backup", ground.place, "--keys-to", ground.keys_place, "--json")
    assert made.returncode == 0, made.stderr
    (told,) = json.loads(made.stdout)
    assert (told["verified"], told["problems"]) == (True, [])
    assert run("backup", "verify").returncode == 0
    assert "Whole" in run("backup", "list").stdout
    tried = run("backup", "rehearse", "--scratch", str(ground.folder / "scratch"), "--json")
    assert tried.returncode == 0, tried.stdout + tried.stderr
    (came,) = json.loads(tried.stdout)
    assert came["sound"] is True
    assert came["restored"]["verdict"] == "sound"
    assert came["restored"]["cases"] == 1
    assert list(Path(ground.folder, "scratch").iterdir()) == [], "nothing of it stays"
    reason = ("--reason", "The server room flooded.")
    over = run("restore", ground.place, "--keys", ground.keys_place, *reason)
    assert over.returncode == 1
    assert "in use" in over.stderr
    nowhere = run("restore", str(ground.folder / "nowhere"), "--keys", ground.keys_place)
    assert nowhere.returncode == 2
    assert "Is its disk there?" in nowhere.stderr
