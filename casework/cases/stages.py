"""The stages of the procedure, and which may follow which. Pure."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a case is. The names are those of the stage rail, in order."""

    REPORTED = "reported"
    TRIAGE = "triage"
    INVESTIGATION = "investigation"
    DECISION = "decision"
    HEARING = "hearing"
    OUTCOME = "outcome"
    APPEAL = "appeal"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return self.capitalize()


TRANSITIONS: dict[Stage, frozenset[Stage]] = {
    Stage.REPORTED: frozenset({Stage.TRIAGE, Stage.CLOSED}),
    # Closed from any stage: only after a resignation, with what was concluded.
    Stage.TRIAGE: frozenset({Stage.INVESTIGATION, Stage.CLOSED}),
    Stage.INVESTIGATION: frozenset({Stage.DECISION, Stage.CLOSED}),
    Stage.DECISION: frozenset({Stage.HEARING, Stage.CLOSED}),
    Stage.HEARING: frozenset({Stage.OUTCOME, Stage.CLOSED}),
    Stage.OUTCOME: frozenset({Stage.APPEAL, Stage.CLOSED}),
    Stage.APPEAL: frozenset({Stage.CLOSED}),
    Stage.CLOSED: frozenset(),
}

NEEDED: dict[Stage, str] = {
    Stage.REPORTED: "Triage needed",
    Stage.TRIAGE: "Investigator needed",
    Stage.INVESTIGATION: "Investigation report needed",
    Stage.DECISION: "Decision needed",
    Stage.HEARING: "Hearing preparation needed",
    Stage.OUTCOME: "Outcome needed",
    Stage.APPEAL: "Waiting for appeal window to end",
    Stage.CLOSED: "Closed",
}


class Ending(StrEnum):
    """How a case was closed."""

    NO_FURTHER_ACTION = "no_further_action"
    INFORMAL = "informal"
    ADDED_TO_CASE = "added_to_case"
    NO_CASE_TO_ANSWER = "no_case_to_answer"
    NOT_UPHELD = "not_upheld"
    OUTCOME_GIVEN = "outcome_given"
    OVERTURNED_ON_APPEAL = "overturned_on_appeal"
    RESIGNED = "resigned"
    PASSED_ON = "passed_on"

    @property
    def label(self) -> str:
        if self is Ending.INFORMAL:
            return "Settled informally"
        if self is Ending.PASSED_ON:
            return "Passed on: not an employee"
        return self.replace("_", " ").capitalize()


# Where a case that was closed before its stage was kept is taken up again.
CLOSED_AT: dict[Ending | None, Stage] = {
    Ending.NOT_UPHELD: Stage.OUTCOME,
    Ending.OUTCOME_GIVEN: Stage.APPEAL,
    Ending.OVERTURNED_ON_APPEAL: Stage.APPEAL,
}


class Severity(StrEnum):
    """How serious something is alleged or found to be. A person's judgement, never computed."""

    MINOR = "minor"
    SERIOUS = "serious"
    POSSIBLE_GROSS = "possible_gross_misconduct"

    @property
    def label(self) -> str:
        return self.replace("_", " ").capitalize()

    @property
    def level(self) -> int:
        return list(Severity).index(self) + 1
