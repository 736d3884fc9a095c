"""What must be true before papers go before their case, or leave the personnel file. Pure."""

from dataclasses import dataclass

from casework.procedure import Rule


@dataclass(frozen=True)
class WeedingFacts:
    """Where some papers of a case stand, and what somebody would do about them."""

    due: bool = True
    held: bool = False
    under_way: bool = False
    proposed: bool = True
    begun: bool = False
    another: bool = True
    same: bool = True
    child: bool = False
    safeguarding_agreed: bool = False
    evidence: bool = False
    looked_through: bool = False


_DUE: Rule[WeedingFacts] = Rule(
    "G-WEED-1",
    "GDPR-MIN",
    "There are such papers, nobody relies on them, and their day has come",
    lambda facts: facts.due,
)
_FREE: Rule[WeedingFacts] = Rule(
    "G-WEED-2",
    "DPA18-173",
    "Nothing holds them: no claim, request, appeal, referral or order to keep them",
    lambda facts: not facts.held,
)
PROPOSING_RULES: list[Rule[WeedingFacts]] = [
    _DUE,
    _FREE,
    Rule(
        "G-WEED-3",
        "HOUSE",
        "No weeding of the same papers is proposed already",
        lambda facts: not facts.under_way,
    ),
    Rule(
        "G-WEED-4",
        "KCSIE-RET",
        "Where a child is concerned, it says which safeguarding lead agreed",
        lambda facts: not facts.child or facts.safeguarding_agreed,
    ),
    Rule(
        "G-WEED-5",
        "GUIDE-INV",
        "Somebody looked at each item: none of it could help the employee",
        lambda facts: not facts.evidence or facts.looked_through,
    ),
]
APPROVING_RULES: list[Rule[WeedingFacts]] = [
    Rule("G-WEED-6", "HOUSE", "A weeding is proposed and waits", lambda facts: facts.proposed),
    _DUE,
    _FREE,
    Rule(
        "G-WEED-7",
        "HOUSE",
        "Somebody other than whoever proposed it approves it",
        lambda facts: facts.another,
    ),
    Rule(
        "G-WEED-8",
        "HOUSE",
        "What would go is what was proposed: where something changed, it is proposed anew",
        lambda facts: facts.same,
    ),
]
STOPPING_RULES: list[Rule[WeedingFacts]] = [
    Rule(
        "G-WEED-9",
        "HOUSE",
        "A weeding is proposed or waits, and has not begun",
        lambda facts: facts.under_way and not facts.begun,
    ),
]


@dataclass(frozen=True)
class RemovalFacts:
    """How an allegation about a child ended, and whether it left the personnel file."""

    malicious_or_false: bool = True
    recorded: bool = False


REMOVAL_RULES: list[Rule[RemovalFacts]] = [
    Rule(
        "G-FILE-1",
        "KCSIE-REC1",
        "The allegation about a child was found to be malicious or false",
        lambda facts: facts.malicious_or_false,
    ),
    Rule(
        "G-FILE-2",
        "HOUSE",
        "Nobody recorded before that it left the personnel file",
        lambda facts: not facts.recorded,
    ),
]
