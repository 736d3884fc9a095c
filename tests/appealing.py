"""Cases under appeal, for tests of hearing and deciding them."""

from datetime import date, timedelta
from typing import Any

from casework.appeals.deciding import DecideAppeal
from casework.appeals.holding import RecordAppealHeard
from casework.appeals.letters import ReinstateEmployee
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.outcomes.ladder import Sanction
from casework.people.warnings import FormalWarning, WarningLevel
from tests.staging import appeal_hearing, appealed, outcome, paper, window
from tests.world import DAY, World, at

HEARD_ON = date(2026, 10, 26)
UPHOLD_ALL: dict[str, Any] = {"severity": {"upheld": True, "reasons": "It is out of proportion."}}
UPHOLD_NONE: dict[str, Any] = {"severity": {"upheld": False, "reasons": "It was open to them."}}
NOTICE: dict[str, Any] = {
    "day": HEARD_ON,
    "starts": "10am",
    "place": "Room 2, Tansley House",
    "heard_as": "review",
    "why_heard_so": "The facts are agreed.",
    "new_evidence_handled": "Send it a week before.",
    "served_how": "by hand",
}
HELD = RecordAppealHeard(attended=True, companion_category="nobody", notes="He spoke.")
REINSTATED = ReinstateEmployee(
    returns_on=date(2026, 11, 2),
    return_to_work="A meeting with the Principal first.",
    back_pay="All of it, in November.",
    continuity="Service has no gap.",
    records="The dismissal is taken off the file.",
    referrals="DBS had been told; it is told of the result.",
    served_how="by hand",
)


def under_appeal(
    world: World, sanction: Sanction = Sanction.FINAL_WRITTEN_WARNING, **told: Any
) -> Case:
    """A case whose outcome was sent and appealed against, with somebody to hear the appeal."""
    case = world.case(Stage.APPEAL, appeal_manager=world.appeal_manager)
    world.found(case)
    paper(world, case, "L-12")
    letter = paper(world, case, "L-17").id
    outcome(world, case, sanction, letter_document_id=letter)
    if sanction.is_warning:
        warned(world, case, sanction)
    window(world, case, DAY + timedelta(days=14))
    appealed(world, case, **told)
    return case


def warned(world: World, case: Case, sanction: Sanction) -> None:
    final = sanction is Sanction.FINAL_WRITTEN_WARNING
    assert case.employee_id
    world.session.add(
        FormalWarning(
            case_id=case.id,
            person_id=case.employee_id,
            level=WarningLevel.FINAL_WRITTEN if final else WarningLevel.FIRST_WRITTEN,
            about="Staff social media policy, clause 3.3",
            given_on=DAY,
            live_months=12,
            spent_on=date(2027, 10, 5),
            dispose_on=date(2028, 7, 5),
        )
    )
    world.session.flush()


def heard(world: World, sanction: Sanction = Sanction.FINAL_WRITTEN_WARNING) -> Case:
    case = under_appeal(world, sanction)
    appeal_hearing(world, case, HEARD_ON, held_at=at(HEARD_ON), attended=True)
    return case


def decide(world: World, case: Case, result: str, sanction: str | None = None) -> None:
    grounds = UPHOLD_NONE if result == "upheld" else UPHOLD_ALL
    told = {"grounds": grounds, "result": result, "sanction": sanction, "reasons": "As said."}
    asked = DecideAppeal.model_validate(told)
    world.perform(world.appeal_manager, case, asked, at(HEARD_ON))
