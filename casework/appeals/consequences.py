"""What each possible result of an appeal would change, said before anybody decides."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casework.appeals.changes import Change, changes, possible
from casework.appeals.deciding import appealed_outcome
from casework.appeals.models import AppealResult
from casework.cases.models import Case
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import Outcome
from casework.timescales import standing


@dataclass(frozen=True)
class Consequence:
    """One result, and everything that would follow from it."""

    result: AppealResult
    sanction: Sanction
    changes: list[Change]

    @property
    def title(self) -> str:
        varied = self.result is AppealResult.VARIED
        return (
            f"{self.result.label}: {self.sanction.label.lower()}" if varied else self.result.label
        )


def consequences(
    session: Session, case: Case, outcome: Outcome | None, today: date
) -> list[Consequence]:
    """Every result that an appeal against the outcome can have; none while there is no outcome."""
    if outcome is None:
        return []
    numbers = standing(session, today)
    appealed = appealed_outcome(session, case, outcome, numbers.__getitem__, today)
    return [
        Consequence(result, sanction, changes(appealed, result, sanction))
        for result, sanction in possible(appealed.sanction)
    ]
