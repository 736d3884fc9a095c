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


@dataclass(frozen=True)
class ScreenFacts:
    """Whether the protected-content questions are answered, and what was advised on them."""

    screened: bool
    needs_advice: bool = False
    advised: bool = False
    may_go_on: bool = False


ADVICE_RULES: list[Rule[ScreenFacts]] = [
    Rule(
        "G-PROT-2",
        "HIGGS",
        "Where an answer about protected content is yes or not sure, the Director of HR or a "
        "legal adviser has given advice",
        lambda facts: not facts.needs_advice or facts.advised,
    ),
    Rule(
        "G-PROT-3",
        "HIGGS",
        "The advice about protected content is that formal action may go on",
        lambda facts: not (facts.needs_advice and facts.advised) or facts.may_go_on,
    ),
]
SCREEN_RULES: list[Rule[ScreenFacts]] = [
    Rule(
        "G-PROT-1",
        "HIGGS",
        "The twelve questions about protected content are answered before a hearing is called",
        lambda facts: facts.screened,
    ),
    *ADVICE_RULES,
]


@dataclass(frozen=True)
class AdvisingFacts:
    """Who advises on the questions, who answered them, and whether there is anything to advise."""

    asked: bool
    by_another: bool
    advised_before: bool


ADVISING_RULES: list[Rule[AdvisingFacts]] = [
    Rule(
        "G-PROT-4",
        "HIGGS",
        "There is an answer of yes or not sure to advise on",
        lambda facts: facts.asked,
    ),
    Rule(
        "G-PROT-5",
        "HIGGS",
        "Whoever advises is not whoever answered the questions",
        lambda facts: facts.by_another,
    ),
    Rule(
        "G-PROT-6",
        "HOUSE",
        "Advice on these answers is recorded once; new advice follows new answers",
        lambda facts: not facts.advised_before,
    ),
]
