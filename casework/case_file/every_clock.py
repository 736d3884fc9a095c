"""Every clock of the procedure as the trust has it: how long, from when, whose, what moves it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casework.cases.clocks import CLOCKS, Clock, Moves
from casework.timescales import Standing, standing

MOVES = {
    Moves.PAUSED_OR_EXTENDED: "May be paused or extended, with a reason",
    Moves.EXTENDED: "May be extended, with a reason",
    Moves.NOT: "Stays where it is",
}
NOBODY = "Nobody: it ends by itself"
ITSELF = "The step itself"


@dataclass(frozen=True)
class ClockDeclared:
    """One clock of the list, in words."""

    id: str
    says: str
    length: str
    whose: str
    moves: str
    source: str


def every_clock(session: Session, today: date) -> list[ClockDeclared]:
    """Every clock, with the trust's own numbers as they stand on a day."""
    numbers = standing(session, today)
    return [_declared(each, numbers.get(each.timescale)) for each in CLOCKS.values()]


def _declared(clock: Clock, number: Standing | None) -> ClockDeclared:
    length = max(clock.least, number.value if number else clock.law)
    owner = clock.owner.label if clock.owner else ""
    return ClockDeclared(
        id=clock.id,
        says=clock.says,
        length=_length(clock, length),
        whose=NOBODY if clock.passes else owner,
        moves=MOVES[clock.moves],
        source=f"{number.source}; {number.note}" if number else clock.statute or ITSELF,
    )


def _length(clock: Clock, length: int) -> str:
    if length == 0:
        named = clock.counted_from.startswith("the day ")
        return f"On {clock.counted_from}" if named else f"On the day when {clock.counted_from}"
    unit = clock.unit if length != 1 else clock.unit.removesuffix("s")
    weeks = f" and {clock.and_days // 7} weeks" if clock.and_days else ""
    way = "before" if clock.backwards else "after"
    return f"{length} {unit}{weeks} {way} {clock.counted_from}"
