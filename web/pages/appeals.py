"""After the outcome: the appeal window, and closing the case."""

from fastapi import APIRouter

from casework.appeals.commands import CloseCase, OpenAppealWindow
from casework.cases.stages import Stage
from web.acts import ActPage, add_acts
from web.asking import day, prose, yes_no

router = APIRouter()

add_acts(
    router,
    ActPage(
        slug="appeal-window",
        command=OpenAppealWindow,
        title="Open the appeal window",
        button="Open the appeal window",
        lead="The time to appeal runs from the day the employee has the letter.",
        what="The last day to appeal is counted in working days and shown on the case.",
        asks=(day("received_on", "Day the employee received the letter"),),
        stages=frozenset({Stage.OUTCOME}),
    ),
    ActPage(
        slug="close",
        command=CloseCase,
        title="Close the case",
        button="Close the case",
        lead="A case is closed when the time to appeal has ended and no appeal arrived. "
        "Casework does not yet record an appeal itself: when one arrives, keep the case open.",
        what="Nobody can change the case any more. It can still be read.",
        asks=(
            prose("reasons", "How the matter ended"),
            yes_no("no_appeal", "Has the time to appeal ended without an appeal?"),
        ),
        stages=frozenset({Stage.APPEAL}),
    ),
)
