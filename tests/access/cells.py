"""The access matrix, read once more and by hand, for the tests alone.

Nothing here comes from `casework.access`: the file of the design is read again, and what the
letter c means at each stage is written down a second time. Where the two readings differ, one of
them is wrong.
"""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import casework

FILE = Path(casework.__file__).parent / "access/matrix.csv"
EMPLOYEES = ("P03", "P04", "P05")
ON_THE_EMPLOYEES_SIDE = (*EMPLOYEES, "P08")
WHATEVER_THE_CASE = ("a33", "a34", "a35")  # of the trust: not hidden with a case


class When(StrEnum):
    """A case at each step that changes who sees what, in order."""

    REPORTED = "reported"
    TRIAGE = "triage"
    INVESTIGATION = "investigation"
    DECISION = "decision"
    NOTICED = "noticed"
    PACK_ISSUED = "pack issued"
    HELD = "held"
    FOUND = "found"
    SENT = "outcome issued"
    APPEALED = "appealed"
    CLOSED = "closed"

    def since(self, other: "When") -> bool:
        order = list(When)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True)
class Between:
    """From one step of the procedure until before another."""

    since: When
    until: When | None = None

    def holds(self, when: When) -> bool:
        return when.since(self.since) and not (self.until and when.since(self.until))


NEVER = Between(When.CLOSED, When.CLOSED)
TOLD, REPORT = Between(When.NOTICED), Between(When.DECISION)
PACK, HELD, FOUND = Between(When.PACK_ISSUED), Between(When.HELD), Between(When.FOUND)
OUTCOME, APPEALED = Between(When.SENT), Between(When.APPEALED)
_EMPLOYEE = {
    "a01": TOLD,
    "a03": TOLD,
    "a13": PACK,
    "a14": PACK,
    "a19": OUTCOME,
    "a20": Between(When.NOTICED, When.HELD),
    "a21": Between(When.SENT, When.CLOSED),
}
STAGES: dict[str, dict[str, Between]] = {
    **dict.fromkeys(EMPLOYEES, _EMPLOYEE),
    "P08": {"a01": TOLD, "a02": TOLD, "a03": TOLD, "a14": PACK},
    "P12": {"a09": REPORT, "a13": REPORT},
    "P13": {"a11": NEVER, "a13": REPORT},
    "P16": {
        "a10": Between(When.REPORTED, When.DECISION),
        "a12": Between(When.REPORTED, When.DECISION),
    },
    "P18": {"a13": PACK, "a14": PACK, "a17": HELD, "a18": FOUND, "a36": FOUND},
    "P19": {"a13": PACK, "a14": PACK, "a36": FOUND},
    "P20": {"a14": PACK},
    "P21": dict.fromkeys(("a01", "a02", "a03", "a13", "a14", "a19", "a36", "a37"), APPEALED),
    "P23": {"a13": REPORT},
}


@cache
def written() -> dict[str, dict[str, str]]:
    """Every cell of the file: persona, action, code."""
    with FILE.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {row["persona"]: {key: row[key] for key in row if key[0] == "a"} for row in rows}


PERSONAS = tuple(written())
ACTIONS = tuple(written()["P01"])


def cell(persona: str, action: str, when: When) -> str:
    """The code that stands for one person, one action and one step: never a c.

    D is said only to somebody who knows of the case; to anybody else it is as if there were none.
    """
    code = written()[persona][action]
    if persona in ON_THE_EMPLOYEES_SIDE and not TOLD.holds(when):
        return code if action in WHATEVER_THE_CASE else "N"
    if code == "c":
        code = "A" if STAGES[persona][action].holds(when) else "D"
    if code == "D" and action not in WHATEVER_THE_CASE and not _knows(persona, when):
        return "N"
    return code


def _knows(persona: str, when: When) -> bool:
    code = written()[persona]["a01"]
    return STAGES[persona]["a01"].holds(when) if code == "c" else code in "AR"


def depends_on_the_step(persona: str) -> bool:
    return persona in STAGES
