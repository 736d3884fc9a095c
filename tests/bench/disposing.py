"""What deleting a large case costs: from its days of grace to its certificate."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from unittest.mock import patch

from casework import database
from casework.cases.models import Case
from casework.database.migrating import every_table
from casework.settings import settings
from casework.storage import store
from tests.bench.figures import against_floor, note
from tests.database import databases
from tests.retention.disposing import agreed, deleted, files_of, row_of
from tests.world import World

ITEMS, MOST_SECONDS = 500, 60


def measure() -> None:
    """Say how long the deletion of a case with five hundred items takes."""
    with _a_state_of_its_own(), databases() as made, made.copy() as url:
        every_table()
        database.connect(url)
        began = time.monotonic()
        case_id, disposal_id = agreed(_with_items)
        files = len(files_of(case_id))
        note(f"a case with {files} files made in {time.monotonic() - began:.0f} s")
        began = time.monotonic()
        if not deleted(disposal_id):
            raise RuntimeError(row_of(disposal_id).failed)
        took = time.monotonic() - began
        row = row_of(disposal_id)
        note(f"{sum(row.manifest['rows'].values())} rows and {files} files went")
    against_floor(f"retention: deleting a case of {ITEMS} items", took, "s", MOST_SECONDS)


def _with_items(world: World, case: Case) -> None:
    for number in range(ITEMS - 1):
        world.exhibit(case, b"%d" % number * 1_000)


@contextmanager
def _a_state_of_its_own() -> Iterator[None]:
    """Keys, files and checkpoints of the benchmark's own, gone afterwards."""
    with TemporaryDirectory(prefix="casework-bench-") as folder:
        with patch.dict(os.environ, {"CASEWORK_STATE": folder}):
            _forget()
            yield
        _forget()


def _forget() -> None:
    settings.cache_clear()
    store.cache_clear()
