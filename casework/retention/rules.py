"""What must be true before a hold is lifted, and before a case is deleted. Pure."""

from dataclasses import dataclass

from casework.procedure import Rule


@dataclass(frozen=True)
class DisposalFacts:
    """Where a case stands with the schedule, and what somebody would do about it."""

    due: bool = True
    held: bool = False
    under_way: bool = False
    proposed: bool = True
    begun: bool = False
    another: bool = True
    same: bool = True
    child: bool = False
    safeguarding_agreed: bool = False


_DUE: Rule[DisposalFacts] = Rule(
    "G-DISP-1",
    "GDPR-5E",
    "The case is closed, and its day by the retention schedule has come",
    lambda facts: facts.due,
)
_FREE: Rule[DisposalFacts] = Rule(
    "G-DISP-2",
    "DPA18-173",
    "Nothing holds the case: no claim, request, appeal, referral, live warning or order to keep it",
    lambda facts: not facts.held,
)
PROPOSING_RULES: list[Rule[DisposalFacts]] = [
    _DUE,
    _FREE,
    Rule(
        "G-DISP-3",
        "HOUSE",
        "No deletion of this case is proposed already",
        lambda facts: not facts.under_way,
    ),
    Rule(
        "G-DISP-4",
        "KCSIE-RET",
        "Where a child is concerned, it says which safeguarding lead agreed",
        lambda facts: not facts.child or facts.safeguarding_agreed,
    ),
]
APPROVING_RULES: list[Rule[DisposalFacts]] = [
    Rule("G-DISP-5", "HOUSE", "A deletion is proposed", lambda facts: facts.proposed),
    _DUE,
    _FREE,
    Rule(
        "G-DISP-6",
        "HOUSE",
        "Somebody other than whoever proposed it approves it",
        lambda facts: facts.another,
    ),
    Rule(
        "G-DISP-7",
        "HOUSE",
        "What would go is what was proposed: where something came or went, it is proposed anew",
        lambda facts: facts.same,
    ),
]
STOPPING_RULES: list[Rule[DisposalFacts]] = [
    Rule(
        "G-DISP-8",
        "HOUSE",
        "A deletion is proposed or waits, and has not begun",
        lambda facts: facts.under_way and not facts.begun,
    ),
]
