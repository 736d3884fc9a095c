"""What an appeal needs at each of its steps, from its grounds to the letter. Pure."""

from dataclasses import dataclass
from datetime import date

from casework.outcomes.ladder import Sanction
from casework.procedure import Rule


@dataclass(frozen=True)
class AppealFacts:
    """How far an appeal has come, and the day it is."""

    today: date
    lodged: bool = False
    in_time: bool = False
    accepted_late: bool | None = None
    at_appeal: bool = False
    manager: bool = False
    notice_days: int = 0
    required_days: int = 0
    shorter_agreed: bool = False
    starts_on: date | None = None
    held: bool = False
    grounds: int = 0
    grounds_decided: int = 0
    decided: bool = False
    letter_sent: bool = False
    ends_a_dismissal: bool = False
    reinstated: bool = False
    was: Sanction | None = None
    proposed: Sanction | None = None
    has_authority: bool = True

    @property
    def admitted(self) -> bool:
        """Whether the appeal is heard at all."""
        return self.lodged and (self.in_time or self.accepted_late is True)

    @property
    def refused(self) -> bool:
        return self.lodged and not self.in_time and self.accepted_late is False

    @property
    def answered(self) -> bool:
        """Whether nothing more is owed to the employee but, after a dismissal, the way back."""
        return self.refused or (self.decided and self.letter_sent)


ADMITTING_RULES: list[Rule[AppealFacts]] = [
    Rule(
        "G-APP-6",
        "ACAS-26",
        "The employee has appealed, and said why",
        lambda facts: facts.lodged and facts.grounds > 0,
    ),
    Rule(
        "G-APP-1",
        "ACAS-26",
        "The appeal came in time, or was accepted late for a reason that is recorded",
        lambda facts: facts.admitted,
    ),
]
NOTICE_RULES: list[Rule[AppealFacts]] = [
    *ADMITTING_RULES,
    Rule(
        "G-APP-17",
        "ACAS-26",
        "The day on which the outcome letter arrived is recorded",
        lambda facts: facts.at_appeal,
    ),
    Rule(
        "G-APP-7",
        "ACAS-27",
        "Somebody who has had no earlier part in the case is appointed to hear the appeal",
        lambda facts: facts.manager,
    ),
    Rule(
        "G-APP-8",
        "ACAS-28",
        "The employee has the notice of an appeal hearing that the Trust’s timescales require, "
        "or agrees in writing to less",
        lambda facts: facts.shorter_agreed or facts.notice_days >= facts.required_days,
    ),
    Rule(
        "G-APP-18",
        "ACAS-26",
        "The appeal has not been heard yet",
        lambda facts: not facts.held,
    ),
]
HELD_RULES: list[Rule[AppealFacts]] = [
    Rule(
        "G-APP-9",
        "ACAS-28",
        "The notice of the appeal hearing has been sent, with the right to be accompanied "
        "explained",
        lambda facts: facts.starts_on is not None,
    ),
    Rule(
        "G-APP-10",
        "ACAS-26",
        "The day of the appeal hearing has come",
        lambda facts: facts.starts_on is not None and facts.starts_on <= facts.today,
    ),
]
DECIDING_RULES: list[Rule[AppealFacts]] = [
    Rule("G-APP-11", "ACAS-26", "The appeal has been heard", lambda facts: facts.held),
    Rule(
        "G-APP-12",
        "ACAS-29",
        "Each ground of the appeal is decided, with reasons",
        lambda facts: facts.grounds > 0 and facts.grounds_decided == facts.grounds,
    ),
    Rule(
        "G-APP-2",
        "MCMILLAN",
        "An appeal never ends in a more severe outcome than the one appealed against",
        lambda facts: (
            facts.was is None or facts.proposed is None or not facts.proposed.above(facts.was)
        ),
    ),
    Rule(
        "G-AUTH-2",
        "ACAS-27",
        "The person deciding the appeal has authority for it under the scheme of delegation",
        lambda facts: facts.has_authority,
    ),
]
LETTER_RULES: list[Rule[AppealFacts]] = [
    Rule("G-APP-13", "ACAS-29", "The appeal has been decided", lambda facts: facts.decided),
    Rule(
        "G-APP-14",
        "HOUSE",
        "The letter with the result of the appeal has not been sent yet",
        lambda facts: not facts.letter_sent,
    ),
]
REINSTATING_RULES: list[Rule[AppealFacts]] = [
    Rule(
        "G-APP-15",
        "PATEL",
        "A dismissal was overturned on appeal, or gave way to less, and the result has been sent",
        lambda facts: facts.ends_a_dismissal and facts.letter_sent,
    ),
    Rule(
        "G-APP-19",
        "HOUSE",
        "The reinstatement letter has not been sent yet",
        lambda facts: not facts.reinstated,
    ),
]
