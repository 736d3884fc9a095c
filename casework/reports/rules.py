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
        "Somebody who is not part of the matter can triage it",
        lambda facts: facts.triaged_by_somebody,
    ),
]


@dataclass(frozen=True)
class InformalFacts:
    harm: tuple[HarmAnswer, ...]


INFORMAL_RULES: list[Rule[InformalFacts]] = [
    Rule(
        "G-TRI-2",
        "KCSIE-HARM",
        "All four harm questions are answered “No”, so it can be settled without an investigation",
        lambda facts: all(each is HarmAnswer.NO for each in facts.harm),
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
