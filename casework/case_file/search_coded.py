"""What a record keeps as a code or as a day, said in an excerpt as people read it.

The words that are searched hold every string of a record, a choice and a day among them. Whole
lines are replaced: what somebody typed stays as they typed it.
"""

from contextlib import suppress
from datetime import date

from casework.allegations.models import Conclusion
from casework.documents.spelling import plain_day

CODED = ("investigation",)  # the places whose records hold choices
DATED = frozenset({"investigation", "capture"})  # and those that hold days


def body_as_read(body: str) -> str:
    """SQL for the body of a row of `w`, each choice in it by its label."""
    told = body
    for each in Conclusion:  # constants of ours: nothing that was typed becomes SQL
        told = f"regexp_replace({told}, '(?n)^{each.value}$', '{each.label}', 'g')"
    places = ", ".join(f"'{each}'" for each in CODED)
    return f"CASE WHEN w.place IN ({places}) THEN {told} ELSE {body} END"


def days_as_read(place: str, said: str, begins: str, ends: str) -> str:
    """An excerpt with its days written out; one that was looked for keeps its marks."""
    if place not in DATED:
        return said
    return "\n".join(_line(each, begins, ends) for each in said.split("\n"))


def _line(line: str, begins: str, ends: str) -> str:
    plain = line.replace(begins, "").replace(ends, "")
    with suppress(ValueError):
        if len(plain) == len("2026-11-23"):
            day = plain_day(date.fromisoformat(plain))
            return day if plain == line else f"{begins}{day}{ends}"
    return line
