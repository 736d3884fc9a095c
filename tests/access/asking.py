"""Asking an address as everybody, and what each must be answered."""

from itertools import pairwise
from typing import Any

from tests.access.cells import When, written
from tests.access.conftest import Trust
from tests.access.deciding import Row, decided
from tests.access.people import EVERYBODY, row_of
from tests.access.routes import address

WITHOUT_A_DOOR = {"P30"}  # the worker: its jobs are told of by ids only
ASKING = tuple(sorted(set(EVERYBODY) - WITHOUT_A_DOOR))
NEVER_KNOW = {each for each, row in written().items() if row["a01"] in {"N", "L"}}
SOME, FEW = (When.PACK_ISSUED,), (When.REPORTED, When.PACK_ISSUED)
OPENS = {200, 201, 303, 409, 422}
REFUSES = {"D": {403}, "N": {404}, "L": {303, 401}, "own": {303}}
ASKS_TO_CONFIRM = {401, 403, 303}


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
    for persona in ASKING:
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
        sent: dict[str, Any] = {"files": {"file": ("a.txt", b"A file")}}
    else:
        sent = {"json": told} if method == "POST" else {}
    return trust.ask(trust.api(persona), method, f"/api/v1{path}", **sent)
