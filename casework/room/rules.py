"""What must be true before somebody is invited to their room, and of what they send. Pure."""

from dataclasses import dataclass

from casework.procedure import Rule


@dataclass(frozen=True)
class InvitingFacts:
    """What is known when HR invites the employee."""

    told: bool
    over: bool
    apart: bool
    private: bool


INVITING_RULES: list[Rule[InvitingFacts]] = [
    Rule(
        "G-ROOM-1",
        "KCSIE-TELL",
        "The employee has been told of the case in writing",
        lambda facts: facts.told,
    ),
    Rule(
        "G-ROOM-2",
        "GDPR-32",
        "The link and the code go by different ways",
        lambda facts: facts.apart,
    ),
    Rule(
        "G-ROOM-3",
        "GDPR-32",
        "The address is the employee’s own, not one of the Trust’s",
        lambda facts: facts.private,
    ),
    Rule(
        "G-ROOM-4",
        "GDPR-MIN",
        "The room has not come to its end",
        lambda facts: not facts.over,
    ),
]


@dataclass(frozen=True)
class SendingFacts:
    """What is known when a paper of the employee's arrives."""

    closed: bool
    sent: int


MOST_PAPERS = 100

SENDING_RULES: list[Rule[SendingFacts]] = [
    Rule("G-PAPER-1", "HOUSE", "The case is not closed", lambda facts: not facts.closed),
    Rule(
        "G-PAPER-2",
        "ACAS-12b",
        f"There are fewer than {MOST_PAPERS} papers: HR takes more on paper or on a stick",
        lambda facts: facts.sent < MOST_PAPERS,
    ),
]


@dataclass(frozen=True)
class WithdrawingFacts:
    """What is known when the employee takes a paper back."""

    looked_at: bool
    admitted: bool


WITHDRAWING_RULES: list[Rule[WithdrawingFacts]] = [
    Rule(
        "G-PAPER-3",
        "ACPO-3",
        "Nobody has looked at it yet",
        lambda facts: not facts.looked_at,
    ),
    Rule(
        "G-PAPER-4",
        "ACPO-1",
        "It is not an exhibit",
        lambda facts: not facts.admitted,
    ),
]
