"""Which duties must be answered before a case is closed, and which are named when it is. Pure."""

from dataclasses import dataclass

from casework.procedure import Rule


@dataclass(frozen=True)
class ReferralFacts:
    """Whether somebody's work ended, what work it was, and which duties were answered since."""

    ended: bool
    teaches: bool
    in_regulated_activity: bool
    tra_answered: bool
    dbs_answered: bool


REFERRAL_RULES: list[Rule[ReferralFacts]] = [
    Rule(
        "G-REF-1",
        "TRA-1",
        "After a teacher is dismissed or resigns, it is decided whether to refer to the TRA",
        lambda facts: not (facts.ended and facts.teaches) or facts.tra_answered,
    ),
    Rule(
        "G-REF-2",
        "DBS-1",
        "After somebody in regulated activity is dismissed or resigns, it is decided whether the "
        "DBS must be told",
        lambda facts: not (facts.ended and facts.in_regulated_activity) or facts.dbs_answered,
    ),
]


@dataclass(frozen=True)
class UnansweredFacts:
    """The duties that were asked about and have no answer, in words."""

    unanswered: tuple[str, ...]


# It refuses nothing: most were no question in the matter. What has no answer is said.
UNANSWERED_RULES: list[Rule[UnansweredFacts]] = [
    Rule(
        "G-REF-3",
        "HOUSE",
        "Every duty outside HR that was asked about has its answer",
        lambda facts: not facts.unanswered,
    ),
]
