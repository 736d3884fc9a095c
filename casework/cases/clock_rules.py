"""What must be true before a clock is paused, runs again, is extended, or is explained. Pure.

Source of all of them: Acas Code para 4, no unreasonable delay.
"""

from dataclasses import dataclass

from casework.procedure import Rule

LONGEST_PAUSE = 14


@dataclass(frozen=True)
class ClockFacts:
    """One clock, and what somebody asks of it."""

    running: bool = True
    paused: bool = False
    passed: bool = False
    may_pause: bool = True
    may_extend: bool = True
    later: bool = True
    looks_again_in_time: bool = True
    unexplained: bool = True


_RUNS: Rule[ClockFacts] = Rule(
    "G-CLOCK-1",
    "ACAS-04a",
    "The clock is running: the step is not done, and it is not paused",
    lambda facts: facts.running and not facts.paused,
)

PAUSING_RULES: list[Rule[ClockFacts]] = [
    _RUNS,
    Rule(
        "G-CLOCK-2",
        "ACAS-04a",
        "It may be paused: a limit of law, a safeguarding step, and a day given to the employee "
        "run on",
        lambda facts: facts.may_pause,
    ),
    Rule(
        "G-CLOCK-3",
        "ACAS-04a",
        "Its day has not passed. What is late is done or extended, not paused",
        lambda facts: not facts.passed,
    ),
    Rule(
        "G-CLOCK-4",
        "ACAS-04a",
        f"Somebody looks at it again after today and within {LONGEST_PAUSE} days",
        lambda facts: facts.looks_again_in_time,
    ),
]
RESUMING_RULES: list[Rule[ClockFacts]] = [
    Rule(
        "G-CLOCK-5",
        "ACAS-04a",
        "The clock is paused",
        lambda facts: facts.running and facts.paused,
    ),
]
EXTENDING_RULES: list[Rule[ClockFacts]] = [
    _RUNS,
    Rule(
        "G-CLOCK-6",
        "ACAS-04a",
        "It may be extended: a limit of law, a safeguarding step and the day of a hearing stay "
        "where they are",
        lambda facts: facts.may_extend,
    ),
    Rule(
        "G-CLOCK-7",
        "ACAS-04a",
        "The new day is after the one it had, and not in the past",
        lambda facts: facts.later,
    ),
]
DELAY_RULES: list[Rule[ClockFacts]] = [
    Rule(
        "G-CLOCK-8",
        "ACAS-04a",
        "The step was done after its day, and nobody has said why yet",
        lambda facts: facts.unexplained,
    ),
]
