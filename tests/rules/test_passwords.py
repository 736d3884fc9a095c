"""Which passwords are good enough: long, not stolen, not easily guessed; nothing else is asked."""

from datetime import date
from hashlib import sha1
from pathlib import Path
from uuid import uuid4

import pytest
from argon2 import Type

from casework.people.models import Person
from casework.people.passwords import is_breached, require_good_password
from casework.settings import settings
from tests.cheaper import AS_DEPLOYED
from tests.refusing import wrong_answers

MAYA = Person(
    staff_number="102",
    given_name="Maya",
    family_name="Lockwood",
    email="maya.lockwood@trust.example",
    academy_id=uuid4(),
    job_title="Head of Year 9",
    worker_type="teacher",
    employed_from=date(2019, 9, 1),
)


@pytest.mark.parametrize(
    "password",
    [
        "three small grey owls",
        "no capitals no digits",
        "correct-battery-lamp",
        "Ω≈ç√∫µ≤≥÷åß and more",
        "пароль длинный очень",
        "x" * 3 + " y z q w long one",
        "a" + "bcdefgh zyx" * 18 + "9",
        "  spaces at both ends  ",
    ],
)
def test_a_long_password_is_good_whatever_it_is_made_of(password: str) -> None:
    require_good_password(password, MAYA)


@pytest.mark.parametrize(
    "password",
    [
        "eleven char",
        "x" * 201,
        " " * 20,
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "qwertyuiop123",
        "QWERTYUIOP123",
        "password123456",
        "MayaLockwood2026!",
        "lockwood-maya-1",
        "casework casework",
        "TansleyValeTrust1",
        "casework12345678",
        "administrator",
        "safeguarding1",
    ],
)
def test_what_is_short_stolen_or_easily_guessed_is_refused(password: str) -> None:
    with wrong_answers("password"):
        require_good_password(password, MAYA)


@pytest.fixture
def breached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The trust's copy of the breached list, as it is downloaded: hashes in order, with counts."""
    stolen = [f"a stolen password {number}" for number in range(500)]
    lines = sorted(sha1(each.encode(), usedforsecurity=False).hexdigest() for each in stolen)
    path = tmp_path / "breached.txt"
    path.write_text("".join(f"{line.upper()}:{at}\r\n" for at, line in enumerate(lines)))
    monkeypatch.setenv("CASEWORK_BREACHED_PASSWORDS", str(path))
    settings.cache_clear()
    return stolen


@pytest.fixture(autouse=True)
def settings_as_before() -> object:
    yield
    settings.cache_clear()


def test_every_line_of_the_breached_list_is_found_and_nothing_else(breached: list[str]) -> None:
    assert all(is_breached(each) for each in breached)
    assert not any(is_breached(f"another password {number}") for number in range(500))
    with wrong_answers("password"):
        require_good_password(breached[7], MAYA)


def test_without_the_file_nothing_is_on_it() -> None:
    assert not is_breached("a stolen password 7")


def test_what_keeps_a_password_is_costly_to_guess_at() -> None:
    """OWASP asks of Argon2id at least 19 MiB and two passes; RFC 9106 for 64 MiB and three."""
    assert AS_DEPLOYED.type is Type.ID
    assert (AS_DEPLOYED.memory_cost, AS_DEPLOYED.time_cost) >= (64 << 10, 3)
    assert AS_DEPLOYED.salt_len >= 16
