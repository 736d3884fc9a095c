"""Where every process of the tests begins: its environment, and what else it is to load.

The fixtures are in `tests/fixtures.py`.
"""

import atexit
import importlib
import os
import shutil
import tempfile
from typing import TYPE_CHECKING, Protocol

# Set before casework reads its settings, which it does once.
STATE = tempfile.mkdtemp(prefix="casework-tests-state-")
atexit.register(shutil.rmtree, STATE, ignore_errors=True)
for name in [each for each in os.environ if each.startswith(("CASEWORK_", "OIDC_"))]:
    del os.environ[name]
os.environ.pop("DATABASE_URL", None)
os.environ.update(CASEWORK_STATE=STATE, CASEWORK_WORKER="false")

import pytest  # noqa: E402

if TYPE_CHECKING:
    from tests.browser import Browser
    from tests.world import Somebody

GROUND = "tests.fixtures"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", help="take the pictures of the guides again, into this folder")


def pytest_configure(config: pytest.Config) -> None:
    """Load Casework where tests run: a process that only gives them out needs nothing of it.

    It would spend seconds of a core on that while those that run them wait to be started.
    """
    if config.getoption("dist", "no") == "no":
        config.pluginmanager.register(importlib.import_module(GROUND), GROUND)


class SignedInAs(Protocol):
    def __call__(self, person: "Somebody", /) -> "Browser": ...
