"""One scanner for all tests about hostile files, and a Casework that uses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import in_transaction
from casework.settings import settings
from tests.chromium import opened_session
from tests.hostile.scanner import Scanner, a_scanner
from tests.hostile.serving import Served, serving
from tests.world import World


@pytest.fixture(scope="session")
def clamd() -> Iterator[Scanner]:
    with a_scanner() as scanner:
        yield scanner


@pytest.fixture
def scanned_by(monkeypatch: pytest.MonkeyPatch, clamd: Scanner) -> Iterator[Scanner]:
    """This deployment has a scanner, until the test is over; it runs when the test begins."""
    monkeypatch.setenv("CLAMD_URL", clamd.url)
    settings.cache_clear()
    yield clamd
    monkeypatch.undo()
    settings.cache_clear()
    clamd.stop()
    clamd.start()


@pytest.fixture
def served(live: str, clamd: Scanner, tmp_path: Path) -> Iterator[tuple[Served, str]]:
    """A Casework in a process of its own, and the reference of a case somebody works on there."""
    with in_transaction() as session:
        session.info.clear()
        world = World(session)
        case: Case = world.case(Stage.INVESTIGATION)
        reference, manager = case.reference, world.case_manager
    secret = opened_session(manager)
    (tmp_path / "store").mkdir()
    with serving(live, tmp_path / "store", secret, CLAMD_URL=clamd.url) as there:
        yield there, reference
