"""Guessing is slow: ten tries at a name and from an address, and nobody else is hindered."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlmodel import select

from casework.access import CASEWORK
from casework.database import in_reading, in_transaction
from casework.errors import SignInRefused, TooManyTries
from casework.people.commands import add_account
from casework.people.entrance import Visit, give_code, give_password
from casework.people.models import Account, FailedSignIn, SignedIn
from casework.people.passwords import HASHER
from tests.world import World, at

PASSWORD = "three small grey owls"


def known(world: World, number: str = "102", name: str = "maya") -> None:
    add_account(world.session, CASEWORK, number, name, PASSWORD, at(), needs_second_factor=False)


def guess(world: World, name: str, address: str, when: datetime) -> None:
    with pytest.raises(SignInRefused, match="Check"):
        give_password(world.session, name, "a guess", Visit(when, address))


def test_ten_guesses_at_a_name_and_then_none_for_five_minutes(world: World) -> None:
    known(world)
    for number in range(10):
        guess(world, "maya", f"192.0.2.{number}", at())
    right = world.session, "maya", PASSWORD
    with pytest.raises(TooManyTries, match="Wait 5 minutes"):
        give_password(*right, Visit(at() + timedelta(minutes=4, seconds=59), "192.0.2.99"))
    assert give_password(*right, Visit(at() + timedelta(minutes=5, seconds=1), "192.0.2.99"))


def test_ten_guesses_from_an_address_at_ten_names_and_then_none(world: World) -> None:
    known(world)
    for number in range(10):
        guess(world, f"somebody{number}", "192.0.2.1", at())
    with pytest.raises(TooManyTries):
        give_password(world.session, "maya", PASSWORD, Visit(at(), "192.0.2.1"))
    assert give_password(world.session, "maya", PASSWORD, Visit(at(), "192.0.2.2"))


def test_guesses_at_one_name_hinder_nobody_else(world: World) -> None:
    known(world)
    known(world, "103", "ruth")
    for number in range(10):
        guess(world, "maya", f"192.0.2.{number}", at())
    assert give_password(world.session, "ruth", PASSWORD, Visit(at(), "192.0.2.50"))


def test_an_unknown_name_costs_the_same_work(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    known(world)
    verified: list[str] = []
    real = type(HASHER).verify

    def verify(hasher: object, kept: str, password: str) -> bool:
        verified.append(kept)
        return real(hasher, kept, password)  # type: ignore[arg-type]

    monkeypatch.setattr(type(HASHER), "verify", verify)
    guess(world, "maya", "", at())
    guess(world, "nobody at all", "", at())
    assert len(verified) == 2
    assert len({each.split("$")[3] for each in verified}) == 1  # memory, time and lanes


def test_sixteen_guesses_at_once_are_ten(live: str) -> None:
    with in_transaction() as session:
        known(World(session))
    together = threading.Barrier(16)

    def guessing(number: int) -> type[Exception] | None:
        together.wait(60)
        with in_transaction() as session:
            try:
                visit = Visit(datetime.now(UTC), f"192.0.2.{number}")
                give_password(session, "maya", "a guess", visit)
            except SignInRefused as refused:
                return type(refused)
        return None

    with ThreadPoolExecutor(16) as many:
        refused = list(many.map(guessing, range(16)))
    assert refused.count(SignInRefused) == 10
    assert refused.count(TooManyTries) == 6
    with in_reading() as session:
        assert len(session.exec(select(FailedSignIn)).all()) == 10


def test_one_code_opens_one_of_eight_doors_at_once(live: str) -> None:
    secret = pyotp.random_base32()
    with in_transaction() as session:
        known(World(session))
        maya = session.exec(select(Account).where(Account.username == "maya")).one()
        maya.totp_secret = secret
    code = pyotp.TOTP(secret).at(datetime.now(UTC))
    steps = []
    for _ in range(8):
        with in_transaction() as session:
            visit = Visit(datetime.now(UTC))
            steps.append(give_password(session, "maya", PASSWORD, visit).secret)
    together = threading.Barrier(8)

    def opening(step: str) -> bool:
        together.wait(60)
        with in_transaction() as session:
            try:
                give_code(session, step, code, Visit(datetime.now(UTC)))
            except SignInRefused:
                return False
        return True

    with ThreadPoolExecutor(8) as many:
        assert sum(many.map(opening, steps)) == 1
    with in_reading() as session:
        assert len(session.exec(select(SignedIn)).all()) == 1
