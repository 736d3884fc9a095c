"""The scan for real people's numbers and addresses finds them, and lets invented ones pass."""

import importlib.util
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / ".ci/personal_data.py"
SPEC = importlib.util.spec_from_file_location("personal_data", FILE)
assert SPEC is not None
assert SPEC.loader is not None
scan = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(scan)

AT = "@"  # so that this file does not hold what it looks for


@pytest.mark.parametrize(
    "line",
    [
        "ring 07" + "911 123456",
        "ring +44 " + "7911 123456",
        "ring 020 " + "7123 4567",
        "ring 01" + "629 123456",
        f"write to amira.khan{AT}gmail.com",
        f"write to head{AT}school.sch.uk, please",
        "insured as AB" + " 12 34 56 C",
    ],
)
def test_what_somebody_could_own_is_found(line: str) -> None:
    assert list(scan.suspicions(line))


@pytest.mark.parametrize(
    "line",
    [
        "ring 01632 960123 or 07700 900456 or 0161 496 0123",
        "ring +44 1632 960123",
        "ring 999 or 101 or 0808 800 5000",
        "write to amira.khan@tansleyvale.example",
        "postgresql+psycopg://postgres@127.0.0.1/casework",
        "sha256:0123456789012345678901234567890123456789",
        "insured as QQ 12 34 56 C",
        "@app.get('/cases')",
    ],
)
def test_what_nobody_owns_passes(line: str) -> None:
    assert not list(scan.suspicions(line))
