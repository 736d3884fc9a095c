"""What must be true before an investigation begins, is concluded, or leads to a hearing. Pure."""

from dataclasses import dataclass
from uuid import UUID

from casework.procedure import Rule


@dataclass(frozen=True)
class BeginningFacts:
    """Whether it is known whom the case is about, and that they are an employee."""

    employee_known: bool
    elsewhere: bool = False


BEGINNING_RULES: list[Rule[BeginningFacts]] = [
    Rule(
        "G-INV-1",
        "ACAS-05",
        "It is known which member of staff the case is about",
        lambda facts: facts.employee_known,
    ),
    Rule(
        "G-INV-5",
        "SCOPE",
        "The case is about an employee, not about an agency worker or a governor",
        lambda facts: not facts.elsewhere,
    ),
]


@dataclass(frozen=True)
class ConcludingFacts:
    """What the officer has put together."""

    allegations: int
    concluded: int
    employee_heard_or_declined: bool
    looked_for_what_helps: bool
    exhibits: int


CONCLUDING_RULES: list[Rule[ConcludingFacts]] = [
    Rule(
        "G-REP-1",
        "CHARGE",
        "There is at least one allegation, and each has a conclusion with reasons",
        lambda facts: 0 < facts.allegations == facts.concluded,
    ),
    Rule(
        "G-REP-2",
        "ACAS-04c",
        "There is evidence on the case: at least one exhibit is admitted",
        lambda facts: facts.exhibits > 0,
    ),
    Rule(
        "G-REP-3",
        "ACAS-04d",
        "The employee has given their account, or chose not to and that is recorded",
        lambda facts: facts.employee_heard_or_declined,
    ),
    Rule(
        "G-REP-4",
        "A-v-B",
        "What might help the employee was looked for, and what was found is recorded",
        lambda facts: facts.looked_for_what_helps,
    ),
]


@dataclass(frozen=True)
class DecidingFacts:
    """Who decides, and who investigated."""

    decides: UUID
    investigated: UUID | None


DECIDING_RULES: list[Rule[DecidingFacts]] = [
    Rule(
        "G-CASE-1",
        "ACAS-06",
        "Whether there is a case to answer is decided by somebody other than the investigator",
        lambda facts: facts.decides != facts.investigated,
    ),
]


@dataclass(frozen=True)
class TellingFacts:
    """Whether there is an investigation to tell of."""

    begun: bool


TELLING_RULES: list[Rule[TellingFacts]] = [
    Rule(
        "G-INV-2",
        "GUIDE-INV",
        "The investigation has begun: there are terms of reference and an investigating officer",
        lambda facts: facts.begun,
    ),
]


@dataclass(frozen=True)
class DraftFacts:
    """A version of the report, and who says something of it."""

    shared: bool
    by_investigator: bool


COMMENT_RULES: list[Rule[DraftFacts]] = [
    Rule(
        "G-HR-1",
        "RAMPHAL",
        "HR comments on the law, the procedure and consistency of a version that was shared; the "
        "findings are the investigating officer’s alone",
        lambda facts: facts.shared and not facts.by_investigator,
    ),
]


@dataclass(frozen=True)
class AnonymityFacts:
    """An account whose writer asks not to be named."""

    signed: bool


ANONYMITY_RULES: list[Rule[AnonymityFacts]] = [
    Rule(
        "G-ANON-1",
        "LINFOOD",
        "The witness has written and signed a statement before anybody decides to leave out who "
        "they are",
        lambda facts: facts.signed,
    ),
]
