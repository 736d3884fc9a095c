"""What must be true before an allegation is made or decided. Pure."""

from dataclasses import dataclass

from casework.cases.stages import Stage
from casework.procedure import Rule


@dataclass(frozen=True)
class AllegingFacts:
    """Where the case is when an allegation is made."""

    stage: Stage


ALLEGING_RULES: list[Rule[AllegingFacts]] = [
    Rule(
        "G-CHG-0",
        "CHARGE",
        "A new allegation is made before the investigation is concluded, so that it is "
        "investigated and notified like the others",
        lambda facts: facts.stage in {Stage.TRIAGE, Stage.INVESTIGATION},
    ),
]


@dataclass(frozen=True)
class FindingFacts:
    """Whether the employee has been heard, and whether this allegation was in the notice."""

    stage: Stage
    notified: bool

    @property
    def heard(self) -> bool:
        return self.stage in {Stage.OUTCOME, Stage.APPEAL, Stage.CLOSED}


FINDING_RULES: list[Rule[FindingFacts]] = [
    Rule(
        "G-DEC-0",
        "ACAS-04d",
        "The hearing has been held, so that the employee could answer",
        lambda facts: facts.heard,
    ),
    Rule(
        "G-CHG-1",
        "CHARGE",
        "The allegation was in the hearing notice",
        lambda facts: facts.notified,
    ),
    Rule(
        "G-DEC-2",
        "ACAS-18",
        "The outcome has not been given yet",
        lambda facts: facts.stage is Stage.OUTCOME or not facts.heard,
    ),
]
