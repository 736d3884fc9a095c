"""What must be true before a report is sent, triaged, or investigated. Pure."""

from dataclasses import dataclass
from uuid import UUID

from casework.procedure import Rule
from casework.reports.answers import HarmAnswer


@dataclass(frozen=True)
class SendingFacts:
    """Who reports, whom it is about, and whether anybody is left to triage it."""

    reporter_id: UUID
    employee_id: UUID | None
    triaged_by_somebody: bool


SENDING_RULES: list[Rule[SendingFacts]] = [
    Rule(
        "G-TRI-1",
        "JHUTI",
        "The person who reports is not the person the report is about",
        lambda facts: facts.reporter_id != facts.employee_id,
    ),
    Rule(
        "G-TRI-3",
        "HOUSE",
        "Somebody with an account who is no part of the matter can triage it",
        lambda facts: facts.triaged_by_somebody,
    ),
]


@dataclass(frozen=True)
class InformalFacts:
    """The harm answers, how often it went this way before, and whether a reason says why again."""

    harm: tuple[HarmAnswer, ...]
    times_before: int = 0
    at_most: int = 2
    says_why_again: bool = False
    gross: HarmAnswer = HarmAnswer.NO
    says_why_although: bool = False


INFORMAL_RULES: list[Rule[InformalFacts]] = [
    Rule(
        "G-TRI-2",
        "KCSIE-HARM",
        "All four harm questions are answered “No”, so it can be settled without an investigation",
        lambda facts: all(each is HarmAnswer.NO for each in facts.harm),
    ),
    Rule(
        "G-TRI-4",
        "ACAS-03",
        "It was not settled informally too often before, or a reason says why again",
        lambda facts: facts.times_before < facts.at_most or facts.says_why_again,
    ),
    Rule(
        "G-TRI-5",
        "ACAS-03",
        "Nothing points to gross misconduct, or a reason says why it is settled informally all "
        "the same",
        lambda facts: facts.gross is HarmAnswer.NO or facts.says_why_although,
    ),
]


@dataclass(frozen=True)
class FormalFacts:
    """Whether it is known to be about somebody the procedure is not for."""

    elsewhere: bool


FORMAL_RULES: list[Rule[FormalFacts]] = [
    Rule(
        "G-TRI-6",
        "SCOPE",
        "A formal case is about an employee of the Trust, not about an agency worker or a governor",
        lambda facts: not facts.elsewhere,
    ),
]


@dataclass(frozen=True)
class PassingFacts:
    """Whom it is about, and whether the LADO heard of it where a child may be at risk."""

    an_employee: bool
    child_at_risk: bool
    a_pupil: bool
    lado_contacted: bool


PASSING_RULES: list[Rule[PassingFacts]] = [
    Rule(
        "G-TRI-7",
        "SCOPE",
        "What is passed on is not about an employee of the Trust",
        lambda facts: not facts.an_employee,
    ),
    Rule(
        "G-TRI-8",
        "KCSIE-LADO",
        "Where an adult may have put a child at risk, the LADO was contacted before passing it on",
        lambda facts: not facts.child_at_risk or facts.a_pupil or facts.lado_contacted,
    ),
]


@dataclass(frozen=True)
class SafeguardingFacts:
    """Whether a child may be at risk, and what the LADO has said about going on."""

    child_at_risk: bool
    lado_contacted: bool
    lado_lets_us_investigate: bool


SAFEGUARDING_RULES: list[Rule[SafeguardingFacts]] = [
    Rule(
        "G-LADO-1",
        "KCSIE-LADO",
        "Where a child may be at risk, the LADO has been contacted and agrees that the Trust "
        "may investigate",
        lambda facts: (
            not facts.child_at_risk or (facts.lado_contacted and facts.lado_lets_us_investigate)
        ),
    ),
]


@dataclass(frozen=True)
class TellingFacts:
    """Whether a child may be at risk, and whether the LADO agrees that the employee is told."""

    child_at_risk: bool
    lado_lets_us_tell: bool


TELLING_RULES: list[Rule[TellingFacts]] = [
    Rule(
        "G-LADO-2",
        "KCSIE-TELL",
        "Where a child may be at risk, the employee is told only what the LADO agreed to",
        lambda facts: not facts.child_at_risk or facts.lado_lets_us_tell,
    ),
]


@dataclass(frozen=True)
class ConcludingSafeguardingFacts:
    """What an outcome for an allegation about a child rests on."""

    child_at_risk: bool
    lado_contacted: bool
    concluded: bool
    substantiated: bool
    in_references: bool


CONCLUDING_SAFEGUARDING_RULES: list[Rule[ConcludingSafeguardingFacts]] = [
    Rule(
        "G-SG-1",
        "KCSIE-OUT",
        "A child may be at risk, the LADO was contacted, and no outcome is recorded yet",
        lambda facts: facts.child_at_risk and facts.lado_contacted and not facts.concluded,
    ),
    Rule(
        "G-SG-2",
        "KCSIE-REF1",
        "Only what was substantiated appears in a reference",
        lambda facts: facts.substantiated or not facts.in_references,
    ),
]


@dataclass(frozen=True)
class UnionFacts:
    """Whether the employee represents a union, and whether its official was told first."""

    asked: bool
    is_representative: bool = False
    official_told: bool = False
    refused: bool = False
    says_why_not: bool = False


UNION_RULES: list[Rule[UnionFacts]] = [
    Rule(
        "G-UNION-2",
        "ACAS-30",
        "It is recorded whether the employee represents a union",
        lambda facts: facts.asked,
    ),
    Rule(
        "G-UNION-1",
        "ACAS-30",
        "Where the employee represents a union, its official was told with their agreement, or "
        "they did not agree and that is recorded, or a reason says why not",
        lambda facts: (
            not facts.is_representative
            or facts.official_told
            or facts.refused
            or facts.says_why_not
        ),
    ),
]


@dataclass(frozen=True)
class ClosingSafeguardingFacts:
    """Whether an allegation about a child stands in the case, and how it ended."""

    child_at_risk: bool
    concluded: bool


CLOSING_SAFEGUARDING_RULES: list[Rule[ClosingSafeguardingFacts]] = [
    Rule(
        "G-CLOSE-2",
        "KCSIE-CONC",
        "Where a child may be at risk, the safeguarding outcome is recorded, also when the "
        "employee has gone or would not take part",
        lambda facts: not facts.child_at_risk or facts.concluded,
    ),
]
