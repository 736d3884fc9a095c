"""Closed cases as they may have ended, for whoever asks when their day comes."""

from datetime import date
from typing import Any

from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import Outcome
from casework.people.warnings import FormalWarning, WarningLevel
from casework.reports.models import LadoContact
from casework.working_days import add_months
from tests.world import DAY, World, at


def closed(world: World, ending: Ending) -> Case:
    case = world.case(Stage.CLOSED)
    case.ending = ending
    world.session.flush()
    return case


def outcome(world: World, case: Case, sanction: Sanction, **more: Any) -> None:
    world.session.add(
        Outcome(
            case_id=case.id,
            sanction=sanction,
            reasons="The post",
            mitigation="None",
            lesser_steps="None",
            gross_misconduct="The post" if sanction is Sanction.SUMMARY_DISMISSAL else None,
            decided_by=world.hearing_manager.id,
            decided_at=at(),
            **more,
        )
    )
    world.session.flush()


def warning(world: World, case: Case, given_on: date = DAY) -> FormalWarning:
    kept = FormalWarning(
        case_id=case.id,
        person_id=world.employee.id,
        level=WarningLevel.FINAL_WRITTEN,
        about="A post",
        given_on=given_on,
        live_months=12,
        spent_on=add_months(given_on, 12),
        dispose_on=add_months(given_on, 21),
    )
    world.session.add(kept)
    world.session.flush()
    return kept


def lado_contact(world: World, case: Case) -> None:
    world.session.add(
        LadoContact(
            case_id=case.id,
            contacted_on=DAY,
            contacted_at="10:15",
            spoken_to="Alan Reeve",
            advice="Go on.",
            may_investigate=True,
            may_tell_employee=True,
            recorded_by=world.case_manager.id,
            recorded_at=at(),
        )
    )
