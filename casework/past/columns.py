"""What each column of the file of old cases holds, for whoever writes the file."""

from casework.cases.stages import Severity
from casework.outcomes.ladder import Sanction
from casework.past.rows import ENDINGS, PastRow
from casework.workbooks import workbook

SAYS: dict[str, str] = {
    "old_reference": "The reference in the other system. Importing again is recognised by it.",
    "staff_number": "Whom it was about, by the number in the staff file.",
    "academy_code": "Where it happened. Empty: where they work now.",
    "opened_on": "The day it was opened, like 2023-11-23 or 23/11/2023.",
    "closed_on": "The day it was closed. An open case is not imported.",
    "ending": f"How it ended: {', '.join(sorted(ENDINGS))}.",
    "summary": "What it was about, without the name of a pupil.",
    "concerns_child": "yes or no. Where it is yes the record is kept longer.",
    "conduct_on": "The day of the act. Empty: the day it was opened.",
    "severity": f"{', '.join(Severity)}. Needed where clauses are named.",
    "policy": "The title of the policy, as it is here.",
    "policy_version": "The version of it that was alleged.",
    "clauses": "The clauses that were alleged, with semicolons between. "
    "Later cases are compared with these.",
    "sanction": f"What was decided: {', '.join(Sanction)}. Needed where the ending is "
    "outcome_given.",
    "decided_on": "The day it was decided, which is the day of the warning.",
    "decided_by": "Who decided, in words.",
    "employment_ended_on": "The last day of the employment, if it ended.",
    "warning_months": "For how many months a warning was given.",
    "warning_spent_on": "From which day a warning no longer counts. "
    "Empty: that many months after it was given.",
    "warning_kept_until": "Until when its record is kept, where that is longer than the Trust’s "
    "own period.",
    "case_manager": "Who in HR reads it, by staff number. Empty: nobody, until somebody is "
    "appointed.",
}


def columns() -> list[tuple[str, str, bool]]:
    """Each column with what it holds and whether every file must have it, in order."""
    fields = PastRow.model_fields
    return [(name, SAYS[name], each.is_required()) for name, each in fields.items()]


EXAMPLE = {
    "old_reference": "HR/2025/014",
    "staff_number": "101",
    "opened_on": "2025-10-06",
    "closed_on": "2025-12-12",
    "ending": "outcome_given",
    "summary": "Posts about a colleague on an open page",
    "concerns_child": "no",
    "sanction": "first_written_warning",
    "decided_on": "2025-11-20",
    "warning_months": "12",
}


def example() -> str:
    """A file with a heading and one invented case, to begin from."""
    return "\r\n".join([",".join(PastRow.model_fields), ",".join(_cells()), ""])


def example_workbook() -> bytes:
    """The same as a workbook whose cells are text, so that numbers keep their zeros."""
    return workbook("Old cases", list(PastRow.model_fields), [_cells()])


def _cells() -> list[str]:
    return [EXAMPLE.get(name, "") for name in PastRow.model_fields]
