"""Which stage and ending each story of the demo must have reached."""

from casework.cases.stages import Ending, Stage
from casework.demo.story import Reaches, Story
from casework.reports.answers import Decision
from tests.demo.turned import TURNED_BACK

STAGES = {
    Reaches.REPORTED: Stage.REPORTED,
    Reaches.TRIAGED: Stage.TRIAGE,
    Reaches.INVESTIGATION: Stage.INVESTIGATION,
    Reaches.DECISION: Stage.DECISION,
    Reaches.HEARING: Stage.HEARING,
    Reaches.HEARD: Stage.OUTCOME,
    Reaches.FOUND: Stage.OUTCOME,
    Reaches.APPEAL_WINDOW: Stage.APPEAL,
    Reaches.CLOSED: Stage.CLOSED,
}
ENDINGS = {
    Decision.INFORMAL: Ending.INFORMAL,
    Decision.NO_FURTHER_ACTION: Ending.NO_FURTHER_ACTION,
    Decision.ADD_TO_CASE: Ending.ADDED_TO_CASE,
    Decision.PASS_ON: Ending.PASSED_ON,
}


def ending_of(story: Story) -> Ending | None:
    if story.reaches is not Reaches.CLOSED or story.triage is None:
        return None
    if story.triage.decision in ENDINGS:
        return ENDINGS[story.triage.decision]
    if story.key in TURNED_BACK:
        return TURNED_BACK[story.key][1]
    if story.outcome is None:
        return Ending.NO_CASE_TO_ANSWER
    return Ending.NOT_UPHELD if story.outcome.sanction == "no_action" else Ending.OUTCOME_GIVEN
