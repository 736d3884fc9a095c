"""`casework retention` and `casework restore` on the console."""

import json
import os
import subprocess
import sys
from pathlib import Path

from casework.database import as_casework
from tests.retention.conftest import due_case
from tests.world import World

COMMAND = [sys.executable, "-c", "from casework.cli import app; app()"]


def test_the_console_works_the_days_out_and_says_what_is_due(
    live: str, keystore: str, tmp_path: Path
) -> None:
    with as_casework() as session:
        reference = due_case(World(session)).reference
    given = {"DATABASE_URL": live, "KEYSTORE_URL": keystore, "CASEWORK_STATE": str(tmp_path)}
    env = {**os.environ, **given, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    def run(*arguments: str) -> str:
        told = [*COMMAND, *arguments]
        done = subprocess.run(told, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    (night,) = json.loads(run("retention", "run", "--json"))
    assert night == {"closed": 1, "due": 1, "stopped": None, "deleted": 0, "waiting": 0}
    assert run("retention", "due").startswith(f"{reference}: R-04, due 2020-07-07")
    assert run("restore") == "0 keys were destroyed again, and 0 cases deleted again.\n"
