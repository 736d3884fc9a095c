"""Written reasons for a dismissal: that they were asked for."""

from fastapi import APIRouter

from casework.cases.stages import Stage
from casework.outcomes.written_reasons import RecordReasonsAsked
from web.acting.acts import ActPage, add_acts
from web.acting.asking import day, line

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
)
