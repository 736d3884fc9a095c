"""Written reasons for a dismissal: that they were asked for, and that they were given."""

from fastapi import APIRouter

from casework.cases.stages import Stage
from casework.outcomes.written_reasons import RecordReasonsAsked, RecordReasonsGiven
from web.acts import ActPage, add_acts
from web.asking import day, line

router = APIRouter()
DISMISSED = frozenset({Stage.OUTCOME, Stage.APPEAL})

add_acts(
    router,
    ActPage(
        slug="reasons-asked",
        command=RecordReasonsAsked,
        title="Record that they ask for written reasons",
        button="Start the 14 days",
        lead="Whoever was dismissed may ask for the reasons in writing. Asking by phone counts.",
        what="A clock of 14 days starts from the day they asked. The law fixes it: nobody can "
        "pause or extend it. The case stays open until the reasons are given.",
        asks=(
            day("asked_on", "Day they asked"),
            line("asked_how", "How they asked", "For example by e-mail to the case manager"),
        ),
        stages=DISMISSED,
    ),
    ActPage(
        slug="reasons-given",
        command=RecordReasonsGiven,
        title="Record that written reasons were given",
        button="Record this",
        lead="The letter says enough for them to know exactly why they were dismissed.",
        what="The clock of 14 days is met on the day the letter was sent.",
        asks=(
            day("given_on", "Day they were given"),
            line("served_how", "How they were sent"),
        ),
        stages=DISMISSED,
    ),
)
