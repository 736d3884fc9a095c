"""A process that is killed while it takes a file in loses nothing, and leaves nothing half-made.

Two dozen points on the way here; CASEWORK_KILLS names another number for a longer run.
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import select

from casework import keys
from casework.case_file.sweeping import sweep
from casework.case_file.verifying import chains
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.evidence.custody import verify
from casework.evidence.models import Capture, Found
from casework.settings import Settings, settings
from casework.storage.vault import store_of
from tests.database import forget_checkpoints
from tests.world import World

KILLS = int(os.environ.get("CASEWORK_KILLS", "24"))


def test_an_upload_that_is_killed_anywhere_loses_nothing_and_leaves_nothing_half_made(
    live: str, tmp_path: Path
) -> None:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.INVESTIGATION)
        reference, person = case.reference, world.investigating_officer.id
    kept = store_of(Settings(state=tmp_path))
    forget_checkpoints()  # other tests signed what this database never held
    told = _killed(live, tmp_path, reference, str(person))
    assert told["killed"].count(-9) >= KILLS - 1  # the last may have come to its end
    assert told["again"] == [0] * KILLS
    with reading_as_casework() as session:
        captures = session.exec(select(Capture)).all()
        assert len(captures) == KILLS + 2  # each file once, and two that nobody killed
        assert {verify(kept, each).found for each in captures} == {Found.SOUND}
        assert list(chains(session)) == []
        named = {each.key for each in captures}
    assert named <= {each.name for each in kept.held()}
    sweep(kept, datetime.now(UTC) + timedelta(days=1, minutes=5))
    assert {each.name for each in kept.held()} == named
    assert list(kept.incoming.iterdir()) == []
    assert case.id in keys.holders("case")


def _killed(main: str, state: Path, reference: str, person: str) -> dict[str, list[int]]:
    environment = os.environ | {
        "CASEWORK_STATE": str(state),
        "CASEWORK_ROOT_KEY_FILE": str(settings().root_keys),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    command = [sys.executable, "-m", "tests.vault.uploading", main, reference, person, str(KILLS)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[int]] = json.loads(done.stdout)
    return found
