"""Passwords: how they are kept, and which are good enough.

Nothing is demanded of their composition and they never expire. Long ones that nobody has lost to a
thief before are good; what is known to have been stolen, or is easily guessed about this person and
this trust, is refused.
"""

import os
import re
import secrets
from collections.abc import Iterable
from functools import cache
from hashlib import sha1
from pathlib import Path
from typing import BinaryIO

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from casework.errors import WrongAnswer
from casework.people.models import Person
from casework.settings import settings

HASHER = PasswordHasher()  # argon2id, at the library's current recommendation
SHORTEST_PASSWORD, RECOMMENDED_PASSWORD, LONGEST_PASSWORD = 12, 15, 200
COMMON = Path(__file__).parent / "common_passwords.txt"
FEWEST_LETTERS = 5  # different ones
LONGEST_LINE = 100
NEVER_EMPTY = "A password cannot be only spaces"
STOLEN = (
    "This password is on a list of passwords that thieves try first. "
    "Choose one that is used nowhere else"
)
GUESSED = (
    "This is easily guessed: it is little more than your name, the Trust’s, or one pattern. "
    "Three or four words that have nothing to do with each other are better"
)


def password_hash(password: str) -> str:
    return HASHER.hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether this is the password that was kept; it takes as long when none was."""
    try:
        return HASHER.verify(kept or _of_nobody(), password) and bool(kept)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


@cache
def _of_nobody() -> str:
    """A hash that no password matches, so that an unknown name takes as long."""
    return HASHER.hash(secrets.token_urlsafe(16))


def require_good_password(password: str, whose: Person, field: str = "password") -> None:
    """Refuse a password that is too short, too long, known to thieves, or easily guessed.

    Raises:
        WrongAnswer: with the one thing that is wrong with it (ASVS 6.2).
    """
    if says := _what_is_wrong(password, whose):
        raise WrongAnswer({field: says})


def _what_is_wrong(password: str, whose: Person) -> str:
    if len(password) < SHORTEST_PASSWORD:
        return f"Use at least {SHORTEST_PASSWORD} characters"
    if len(password) > LONGEST_PASSWORD:
        return f"Use at most {LONGEST_PASSWORD} characters"
    if not password.strip():
        return NEVER_EMPTY
    if _easily_guessed(password, whose):
        return GUESSED
    return STOLEN if is_common(password) or is_breached(password) else ""


def _easily_guessed(password: str, whose: Person) -> bool:
    """Whether hardly anything is left once what everybody knows of this person is taken out."""
    left = re.sub(r"[^a-z]", "", password.lower())
    for word in sorted(_words_about(whose), key=len, reverse=True):
        left = left.replace(word, "")
    letters = re.sub(r"[\W\d_]", "", password)
    few_left = len(left) < FEWEST_LETTERS and password.isascii() and bool(letters)
    return few_left or len(set(password.lower())) < FEWEST_LETTERS


def _words_about(whose: Person) -> Iterable[str]:
    mail = (whose.email or "").replace("@", " ").replace(".", " ")
    told = f"casework password {settings().trust_name} {whose.name} {mail}"
    return {word for word in re.findall(r"[a-z]+", told.lower()) if len(word) > 2}


@cache
def _common() -> frozenset[str]:
    return frozenset(COMMON.read_text(encoding="utf-8").split())


def is_common(password: str) -> bool:
    """Whether it is one of the few hundred long passwords stolen most often, in any capitals."""
    return password.lower() in _common()


def is_breached(password: str) -> bool:
    """Whether the trust's copy of the breached list holds it; no without such a file.

    The file is the Have I Been Pwned download: SHA-1 lines in order, each with or without “:count”.
    """
    path = settings().breached_passwords
    if path is None:
        return False
    wanted = sha1(password.encode("utf-8", "surrogatepass"), usedforsecurity=False)
    with path.open("rb") as file:
        return _holds(file, wanted.hexdigest().upper().encode())


def _holds(file: BinaryIO, wanted: bytes) -> bool:
    """Search an ordered file by halving; it may have hundreds of millions of lines."""
    low, high = 0, file.seek(0, os.SEEK_END)
    while low < high:
        middle = (low + high) // 2
        file.seek(middle)
        if middle:
            file.readline(LONGEST_LINE)
        found = file.readline(LONGEST_LINE)[:40].upper()
        if found == wanted:
            return True
        if found and found < wanted:
            low = file.tell()
        else:
            high = middle
    file.seek(low)
    return file.readline(LONGEST_LINE)[:40].upper() == wanted
