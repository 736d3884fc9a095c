"""What must be true before somebody is suspended, told of it, and while it lasts. Pure."""

from dataclasses import dataclass

from casework.procedure import Rule


@dataclass(frozen=True)
class SuspendingFacts:
    """Who decides, what was thought of, and what the LADO said where a child may be at risk."""

    employee_known: bool
    already: bool
    decides_with_authority: bool
    decides_in_own_matter: bool
    rejected: int
    alternatives: int
    child_at_risk: bool
    lado_view: bool
    immediate: bool


IN_FORCE_RULE: Rule[SuspendingFacts] = Rule(
    "G-SUSP-0",
    "HOUSE",
    "It is known whom the case is about, and nothing of the kind is in force already",
    lambda facts: facts.employee_known and not facts.already,
)
AUTHORITY_RULE: Rule[SuspendingFacts] = Rule(
    "G-SUSP-1",
    "ACAS-08",
    "Whoever decides has authority to suspend, and is not part of the matter",
    lambda facts: facts.decides_with_authority and not facts.decides_in_own_matter,
)
SUSPENDING_RULES: list[Rule[SuspendingFacts]] = [
    IN_FORCE_RULE,
    AUTHORITY_RULE,
    Rule(
        "G-SUSP-3",
        "KCSIE-SUSP1",
        "None of the alternatives to suspension will do, and a reason says so for each",
        lambda facts: facts.rejected == facts.alternatives,
    ),
    Rule(
        "G-SUSP-4",
        "KCSIE-SUSP2",
        "Where a child may be at risk, the LADO’s view on suspension is recorded, or this is "
        "immediate protective action",
        lambda facts: not facts.child_at_risk or facts.lado_view or facts.immediate,
    ),
]
ALTERNATIVE_RULES: list[Rule[SuspendingFacts]] = [
    IN_FORCE_RULE,
    AUTHORITY_RULE,
    Rule(
        "G-SUSP-5",
        "GUIDE-SUSP",
        "At least one alternative to suspension will do, and a reason says why",
        lambda facts: facts.rejected < facts.alternatives,
    ),
]


@dataclass(frozen=True)
class InForceFacts:
    """Whether a suspension lasts, and whether its letter has gone."""

    in_force: bool
    letter_sent: bool


LETTER_RULES: list[Rule[InForceFacts]] = [
    Rule(
        "G-SUSP-6",
        "KCSIE-SUSP3",
        "The suspension has been decided, and its letter has not been sent yet",
        lambda facts: facts.in_force and not facts.letter_sent,
    ),
]
REVIEW_RULES: list[Rule[InForceFacts]] = [
    Rule(
        "G-SUSP-7",
        "ACAS-08",
        "A suspension, or what was arranged instead of one, is in force",
        lambda facts: facts.in_force,
    ),
]
TOLD_RULES: list[Rule[InForceFacts]] = [
    Rule(
        "G-SUSP-8",
        "KCSIE-SUSP3",
        "The employee has had their suspension confirmed in writing",
        lambda facts: not facts.in_force or facts.letter_sent,
    ),
]
