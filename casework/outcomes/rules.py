"""What must be true before an outcome is decided, and before its letter goes out. Pure."""

from dataclasses import dataclass

from casework.cases.stages import Stage
from casework.outcomes.ladder import Sanction
from casework.procedure import Rule


@dataclass(frozen=True)
class OutcomeFacts:
    """What has been decided so far, and what is proposed."""

    stage: Stage
    undecided: int
    upheld: int
    severity_assessed: bool
    sanction: Sanction
    has_authority: bool
    dismissal_notified: bool
    gross_rule_notified: bool
    gross_misconduct_found: bool
    repudiatory_breach_found: bool
    fair_dismissal_found: bool


OUTCOME_RULES: list[Rule[OutcomeFacts]] = [
    Rule(
        "G-DEC-0",
        "ACAS-04d",
        "The hearing has been held, so that the employee could answer",
        lambda facts: facts.stage is Stage.OUTCOME,
    ),
    Rule(
        "G-DEC-3",
        "CHARGE",
        "Every allegation that went to the hearing has a finding with reasons",
        lambda facts: facts.undecided == 0,
    ),
    Rule(
        "G-DEC-1",
        "HIGGS",
        "The 24 severity factors have been weighed",
        lambda facts: facts.severity_assessed,
    ),
    Rule(
        "G-DEC-4",
        "ACAS-18",
        "A sanction follows only from an allegation that was upheld",
        lambda facts: facts.upheld > 0 or facts.sanction is Sanction.NO_ACTION,
    ),
    Rule(
        "G-AUTH-1",
        "ACAS-22",
        "The person deciding has authority for this outcome",
        lambda facts: facts.has_authority,
    ),
    Rule(
        "G-DEC-5",
        "ACAS-09a",
        "Dismissal was named as possible in the hearing notice",
        lambda facts: not facts.sanction.is_dismissal or facts.dismissal_notified,
    ),
    Rule(
        "G-DEC-6",
        "ERA96-98",
        "A dismissal rests on a finding that it is fair to dismiss in all the circumstances",
        lambda facts: not facts.sanction.is_dismissal or facts.fair_dismissal_found,
    ),
    Rule(
        "G-SUM-1",
        "ATHERTON",
        "Dismissal without notice rests on a rule named in the hearing notice, on gross misconduct "
        "found in fact, and on a finding that the employee broke the contract at its root",
        lambda facts: (
            facts.sanction is not Sanction.SUMMARY_DISMISSAL
            or (
                facts.gross_rule_notified
                and facts.gross_misconduct_found
                and facts.repudiatory_breach_found
            )
        ),
    ),
]


@dataclass(frozen=True)
class UnlockFacts:
    """Whether there is something spent, and whether leave was asked for, and by whom."""

    spent: bool = False
    waits: bool = False
    asked_themselves: bool = False


UNLOCKING_RULES: list[Rule[UnlockFacts]] = [
    Rule(
        "G-EXP-2",
        "AIRBUS",
        "The employee has an earlier warning that was spent on the day of the act",
        lambda facts: facts.spent,
    ),
    Rule(
        "G-EXP-3",
        "HOUSE",
        "Nothing of the kind waits for the legal adviser yet",
        lambda facts: not facts.waits,
    ),
    Rule(
        "G-EXP-1",
        "AIRBUS",
        "A spent warning stays hidden from the panel until HR gives a reason and the legal "
        "adviser agrees",
        lambda facts: facts.waits,
    ),
    Rule(
        "G-EXP-9",
        "HOUSE",
        "Nobody agrees to what they asked for themselves",
        lambda facts: not facts.asked_themselves,
    ),
]


@dataclass(frozen=True)
class ExtendingFacts:
    """Whether a warning may be made to count for longer."""

    live: bool
    extended: bool = False
    months: int = 0
    most: int = 0
    absent_days: int = 0
    least_absence: int = 0
    overlaps: bool = True


EXTENDING_RULES: list[Rule[ExtendingFacts]] = [
    Rule(
        "G-WARN-1",
        "WINCANTON",
        "The case gave a warning, and it is live",
        lambda facts: facts.live,
    ),
    Rule(
        "G-WARN-2",
        "ACAS-21",
        "A warning is extended once, by no more than the Trust’s timescales allow",
        lambda facts: not facts.extended and facts.months <= facts.most,
    ),
]
ABSENCE_RULES: list[Rule[ExtendingFacts]] = [
    EXTENDING_RULES[0],
    Rule(
        "G-WARN-3",
        "ACAS-21",
        "The absence was long enough under the Trust’s timescales, and fell in the live period",
        lambda facts: (
            facts.overlaps and facts.least_absence > 0 and facts.absent_days >= facts.least_absence
        ),
    ),
]


@dataclass(frozen=True)
class LetterFacts:
    """Whether there is an outcome to write about, and whether it may go out."""

    decided: bool
    already_sent: bool
    needs_review: bool
    reviewed: bool


LETTER_RULES: list[Rule[LetterFacts]] = [
    Rule("G-OUT-0", "ACAS-18", "The outcome has been decided", lambda facts: facts.decided),
    Rule(
        "G-OUT-2",
        "HOUSE",
        "The outcome letter has not been sent yet",
        lambda facts: not facts.already_sent,
    ),
    Rule(
        "G-SUM-2",
        "ACAS-23",
        "A second person on the panel has reviewed the decision to dismiss without notice",
        lambda facts: not facts.needs_review or facts.reviewed,
    ),
]
