"""Asking an address as everybody, and what each must be answered.

Of people whom the matrix tells apart at no step, one is asked at an address, and at the next
address another: what an address declares is decided in one place for all of them, and each
request costs as much as any page. `ACCESS_EVERYBODY=1 ./dev test tests/access` asks everybody.
"""

import os
from collections.abc import Sequence
from itertools import pairwise
from json import dumps
from typing import Any
from zlib import crc32

from tests.access.cells import When, written
from tests.access.conftest import Trust
from tests.access.deciding import Row, decided
from tests.access.people import EVERYBODY, row_of
from tests.access.routes import address
from tests.told import COME_BY

WITHOUT_A_DOOR = {"P30"}  # the worker: its jobs are told of by ids only
ASKING = tuple(sorted(set(EVERYBODY) - WITHOUT_A_DOOR))
NEVER_KNOW = {each for each, row in written().items() if row["a01"] in {"N", "L"}}
SOME, FEW = (When.PACK_ISSUED,), (When.REPORTED, When.PACK_ISSUED)
OPENS = {200, 201, 303, 409, 422}
REFUSES = {"D": {403}, "N": {404}, "L": {303, 401}, "own": {303}}
ASKS_TO_CONFIRM = {401, 403, 303}


EVERYBODY_EVERYWHERE = os.environ.get("ACCESS_EVERYBODY") == "1"
AS_ONE = 1


def in_turn(people: Sequence[str], address: str, count: int) -> list[str]:
    """As many of these people, others at another address; everybody where that is asked for."""
    if EVERYBODY_EVERYWHERE or len(people) <= count:
        return list(people)
    first = crc32(address.encode()) % len(people)
    return [people[(first + each) % len(people)] for each in range(count)]


def askers(row: Row, address: str) -> list[str]:
    """Whoever asks at an address: one of each kind of people that the matrix knows there."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for persona in ASKING:
        alike.setdefault(tuple(decided(row, persona, when) for when in When), []).append(persona)
    return [each for people in alike.values() for each in in_turn(people, address, AS_ONE)]


def steps(persona: str, row: Row) -> list[When]:
    """Both sides of every step at which the answer changes, and a few where nothing should."""
    told = [(when, decided(row, persona, when), when in row.gone) for when in When]
    asked = set(SOME if row_of(persona) in NEVER_KNOW else FEW)
    for before, after in pairwise(told):
        if before[1:] != after[1:]:
            asked |= {before[0], after[0]}
    if row.only:
        asked = asked & set(row.only) or {When(row.only[-1])}
    return [when for when in When if when in asked]


def due(row: Row, persona: str, when: When, *, confirmed: bool = True) -> set[int]:
    """The statuses that are right, by the matrix and by what there is at the address."""
    told = decided(row, persona, when)
    if told in REFUSES:
        return REFUSES[told]
    if when in row.gone:
        return {404}
    if told == "S" and not confirmed:
        return ASKS_TO_CONFIRM
    return OPENS | ({404} if row.loose else set())


def wrongly_answered(trust: Trust, route: str, row: Row, *, json: bool = False) -> list[str]:
    """Everybody who gets another answer at an address than the matrix says."""
    wrong = []
    for persona in askers(row, route):
        for when in steps(persona, row):
            answer = ask(trust, route, row, persona, when, json=json)
            right = due(row, persona, when, confirmed=not json)
            if answer.status_code not in right:
                wrong.append(f"{persona} at {when}: {answer.status_code}, not {sorted(right)}")
    return wrong


def ask(trust: Trust, route: str, row: Row, persona: str, when: When, *, json: bool = False) -> Any:
    case = trust.cases[when]
    method, path = address(route, row, case)
    if not json:
        data: dict[str, Any] = {"data": {}} if method == "POST" else {}
        return trust.ask(trust.page(persona), method, path, **data)
    told = {name: case.ids.get(name, value) for name, value in row.body.items()}
    if "files" in row.sends:
        sent: dict[str, Any] = {
            "files": {"file": ("a.txt", b"A file")},
            "data": {"collected": dumps(COME_BY)},
        }
    else:
        sent = {"json": told} if method == "POST" else {}
    return trust.ask(trust.api(persona), method, f"/api/v1{path}", **sent)
