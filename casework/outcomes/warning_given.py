"""The warning that an outcome letter carries."""

from datetime import date

from casework.allegations.queries import Alleged
from casework.cases.deadlines import end_clocks, start_clock
from casework.cases.gateway import Act
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import Outcome
from casework.people.warnings import FormalWarning, WarningLevel, dispose_day
from casework.working_days import add_months

LEVELS = {
    Sanction.FIRST_WRITTEN_WARNING: ("first_warning", WarningLevel.FIRST_WRITTEN),
    Sanction.FINAL_WRITTEN_WARNING: ("final_warning", WarningLevel.FINAL_WRITTEN),
}
WARNING_CLOCKS = {WarningLevel.FIRST_WRITTEN: "T12", WarningLevel.FINAL_WRITTEN: "T12-F"}


def give_warning(act: Act, outcome: Outcome, heard: list[Alleged]) -> date | None:
    """Record it on the person, and say when it is spent; None where the outcome is no warning."""
    if outcome.sanction not in LEVELS or act.case.employee_id is None:
        return None
    timescale, level = LEVELS[outcome.sanction]
    months = act.timescale(timescale).value
    spent_on = add_months(act.today, months)
    kept = act.timescale("warning_kept").value
    warning = FormalWarning(
        case_id=act.case.id,
        person_id=act.case.employee_id,
        level=level,
        about=warned_about(heard),
        given_on=act.today,
        live_months=months,
        spent_on=spent_on,
        dispose_on=dispose_day(spent_on, act.today, kept, act.case.pupil_involved),
    )
    act.session.add(warning)
    start_warning_clock(act, warning)
    return spent_on


def start_warning_clock(act: Act, warning: FormalWarning) -> None:
    """Count how long the warning is live, in place of what was counted before (T12)."""
    end_clocks(act, *WARNING_CLOCKS.values())
    start_clock(act, WARNING_CLOCKS[warning.level], warning.given_on)


def warned_about(heard: list[Alleged]) -> str:
    """What a warning is about: the policy, and the clauses that were found broken."""
    upheld = [each for each in heard if each.allegation.is_upheld]
    numbers = ", ".join(dict.fromkeys(each.clause.printed_number for each in upheld))
    return f"{upheld[0].version.title}, clause {numbers}"
