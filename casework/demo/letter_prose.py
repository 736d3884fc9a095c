"""What an outcome letter adds to the decision: what must change, or how the employment ends."""

from collections.abc import Callable
from datetime import date
from typing import Any

from casework.allegations.models import Finding
from casework.demo.playing import Playing
from casework.demo.stories import last_day
from casework.demo.story_stages import Allegation, Outcome
from casework.demo.timeline import long_day
from casework.outcomes.ladder import Sanction
from casework.outcomes.letter import IssueOutcomeLetter
from casework.working_days import add_months, add_working_days, local_day

PROVED = {Finding.UPHELD, Finding.PARTLY_UPHELD}
WORKING_DAYS_TO_CHANGE, KEPT_MONTHS = 10, 6
SENT = "By e-mail and by recorded delivery"
HOLIDAY = "Holiday earned and not taken by the last day is paid with the final salary."
PROPERTY = (
    "Return your identity card, keys, tablet and any papers about pupils to the office manager, or "
    "by the prepaid box that comes with this letter, within five working days."
)


def letter_of(play: Playing, outcome: Outcome) -> IssueOutcomeLetter:
    """The letter of the outcome, with what a letter of its kind must say."""
    sanction = Sanction(outcome.sanction)
    return IssueOutcomeLetter(
        served_how=SENT, misconduct=misconduct(play), **_WRITTEN[sanction](play, outcome)
    )


def misconduct(play: Playing) -> str | None:
    """The allegations that were upheld, once each."""
    return "\n".join(each.particulars for each in upheld(play)) or None


def upheld(play: Playing) -> list[Allegation]:
    return [each for each in play.story.allegations if each.finding in PROVED]


def warning(play: Playing, outcome: Outcome) -> dict[str, Any]:
    by = add_working_days(local_day(outcome.letter_at), WORKING_DAYS_TO_CHANGE)
    clauses = dict.fromkeys(clause for each in upheld(play) for clause in each.clauses)
    return {
        "change_required": "Remove what is still online and is yours to remove, and post nothing "
        f"that the social media policy does not allow. Read clauses {', '.join(clauses)} again "
        "and ask your line manager about anything that is not clear.",
        "change_by": f"At once, and the reading by {long_day(by)}.",
        "further_misconduct": "Further misconduct while this warning is live may lead to a final "
        "written warning, or to dismissal.",
        "training": "An hour with the communications officer on accounts, audiences and privacy "
        "settings, in working time, within a month. Asha Mistry is there for you meanwhile.",
    }


def final_warning(play: Playing, outcome: Outcome) -> dict[str, Any]:
    return {
        **warning(play, outcome),
        "why_final": outcome.alternatives,
        "further_misconduct": "Further misconduct while this warning is live is likely to lead "
        "to dismissal.",
    }


def dismissal(play: Playing, outcome: Outcome) -> dict[str, Any]:
    ends = ends_on(play, outcome)
    return {
        "why_no_lesser_sanction": outcome.alternatives,
        "contract_ends": ends,
        "final_pay": f"Salary up to {long_day(ends)}, on the usual pay day of that month.",
        "holiday": HOLIDAY,
        "property": PROPERTY,
    }


def dismissal_with_notice(play: Playing, outcome: Outcome) -> dict[str, Any]:
    return {
        **dismissal(play, outcome),
        "notice_period": "Three months",
        "notice": "You are not asked to work your notice. You are paid as usual until it ends.",
    }


def ends_on(play: Playing, outcome: Outcome) -> date:
    return last_day(play.story) or local_day(outcome.letter_at)


def no_action(_play: Playing, outcome: Outcome) -> dict[str, Any]:
    return {
        "statement": outcome.reasons,
        "removed_on": add_months(local_day(outcome.letter_at), KEPT_MONTHS),
        "return_to_work": "Nothing about your work changes. Your Principal will meet you this "
        "week to ask how you are and what would help.",
    }


_WRITTEN: dict[Sanction, Callable[[Playing, Outcome], dict[str, Any]]] = {
    Sanction.NO_ACTION: no_action,
    Sanction.FIRST_WRITTEN_WARNING: warning,
    Sanction.FINAL_WRITTEN_WARNING: final_warning,
    Sanction.DISMISSAL_WITH_NOTICE: dismissal_with_notice,
    Sanction.SUMMARY_DISMISSAL: dismissal,
}
