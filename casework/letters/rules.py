"""What must be true before somebody beside the procedure is written to. Pure."""

from dataclasses import dataclass

from casework.procedure import Rule

# Words that tell of a step about a member of staff.
OF_A_SANCTION = ("dismiss", "warning", "sanction", "suspen", "sacked", "disciplin", "misconduct")


@dataclass(frozen=True)
class AcknowledgingFacts:
    """Whether a report is there to acknowledge, and whether it was acknowledged before."""

    reported: bool
    acknowledged: bool = False


ACKNOWLEDGING_RULES: list[Rule[AcknowledgingFacts]] = [
    Rule(
        "G-ACK-1",
        "ACAS-04a",
        "A report by a member of staff is acknowledged, once",
        lambda facts: facts.reported and not facts.acknowledged,
    ),
]


@dataclass(frozen=True)
class ComplainantFacts:
    """Whether the matter was dealt with, and what whoever complained would be told."""

    dealt_with: bool
    told: str = ""


def tells_of_a_sanction(words: str) -> bool:
    """Whether words for somebody outside speak of a step about a member of staff."""
    return any(each in words.lower() for each in OF_A_SANCTION)


TELLING_COMPLAINANT_RULES: list[Rule[ComplainantFacts]] = [
    Rule(
        "G-PAR-1",
        "KCSIE-PAR",
        "Whoever complained is told the result once the matter was dealt with",
        lambda facts: facts.dealt_with,
    ),
    Rule(
        "G-PAR-2",
        "KCSIE-CONF",
        "Whoever complained is told nothing of a step about a member of staff",
        lambda facts: not tells_of_a_sanction(facts.told),
    ),
]


@dataclass(frozen=True)
class SettlingFacts:
    """What stands in the way of an agreement: an allegation about a child that is open."""

    child: bool
    concluded: bool
    refers: bool
    references: bool
    considers_tra: bool


SETTLING_RULES: list[Rule[SettlingFacts]] = [
    Rule(
        "G-SETT-1",
        "KCSIE-SETT",
        "No agreement is made while an allegation about a child is not concluded",
        lambda facts: not facts.child or facts.concluded,
    ),
    Rule(
        "G-SETT-2",
        "KCSIE-SETT",
        "It is confirmed that the agreement stops no referral, true reference or TRA decision",
        lambda facts: facts.refers and facts.references and facts.considers_tra,
    ),
]


@dataclass(frozen=True)
class BreachFacts:
    """Whether it was recorded since when a data breach is known."""

    known: bool


BREACH_RULES: list[Rule[BreachFacts]] = [
    Rule(
        "G-DB-1",
        "ICO-REP",
        "It is recorded since when the data breach is known",
        lambda facts: facts.known,
    ),
]


@dataclass(frozen=True)
class LinkingFacts:
    """Where the link to a letter goes."""

    own_address: bool


LINKING_RULES: list[Rule[LinkingFacts]] = [
    Rule(
        "G-SEND-1",
        "GDPR-32",
        "A letter to the employee goes to an address of their own, not one of the Trust’s",
        lambda facts: facts.own_address,
    ),
]


@dataclass(frozen=True)
class DataFacts:
    """How far the answer to a request for data, or to a complaint of their use, has come."""

    complaint: bool
    acknowledged: bool
    answered: bool


DATA_ACKNOWLEDGING_RULES: list[Rule[DataFacts]] = [
    Rule(
        "G-DATA-1",
        "GDPR-12",
        "It was not acknowledged or answered before",
        lambda facts: not (facts.acknowledged or facts.answered),
    ),
]
DATA_ANSWERING_RULES: list[Rule[DataFacts]] = [
    Rule("G-DATA-2", "GDPR-12", "It was not answered before", lambda facts: not facts.answered),
    Rule(
        "G-DATA-3",
        "DPA-164A",
        "A complaint was acknowledged before it is answered",
        lambda facts: facts.acknowledged or not facts.complaint,
    ),
]


@dataclass(frozen=True)
class DataArrivedFacts:
    """Whether another of the same kind still waits for the letter that its clock counts to."""

    waiting: bool


DATA_ARRIVING_RULES: list[Rule[DataArrivedFacts]] = [
    Rule(
        "G-DATA-4",
        "GDPR-12",
        "No other of its kind waits for its letter on this case",
        lambda facts: not facts.waiting,
    ),
]
