"""After the outcome: the appeal window, the appeal from its arrival to its letters, and closing."""

from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.appeals.changes import possible
from casework.appeals.commands import CloseCase, OpenAppealWindow
from casework.appeals.consequences import consequences
from casework.appeals.deciding import DecideAppeal
from casework.appeals.hearing import ScheduleAppealHearing
from casework.appeals.holding import RecordAppealHeard
from casework.appeals.late import DecideLateAppeal
from casework.appeals.letters import IssueAppealLetter, ReinstateEmployee
from casework.appeals.lodging import RecordAppealReceived
from casework.appeals.models import HeardAs
from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.hearings.models import CompanionCategory
from casework.outcomes.ladder import Sanction
from casework.timescales import standing
from casework.working_days import add_working_days
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Option, choice, day, line, members, prose, yes_no
from web.frame.deps import today
from web.pages.cases.own_case import GROUNDS

router = APIRouter()
AT_APPEAL = frozenset({Stage.APPEAL})
AFTER_OUTCOME = frozenset({Stage.OUTCOME, Stage.APPEAL})


def _usual(session: Session, _file: CaseFile, _request: Request) -> dict[str, Any]:
    """The earliest day that gives the usual notice."""
    days = standing(session, today())["hearing_notice"].value
    return {"day": add_working_days(today(), days).isoformat(), "starts": "10am"}


def _less_severe(_session: Session, file: CaseFile) -> list[Option]:
    """Only what is less severe is offered; a more severe outcome is not on the list."""
    if file.outcome is None:
        return []
    less = [each for each in file.outcome.sanction.less_severe if each is not Sanction.NO_ACTION]
    return [(each.value, each.label) for each in less]


def _results(_session: Session, file: CaseFile) -> list[Option]:
    """What the appeal can end in."""
    found = [] if file.outcome is None else possible(file.outcome.sanction)
    results = dict.fromkeys(result for result, _ in found)
    return [(each.value, each.label) for each in results]


def _all_changes(session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    """Each possible result with everything it would change, before anything is decided."""
    found = consequences(session, file.case, file.outcome, today())
    told = [(each.title, each.changes) for each in found]
    return {"would_change": told, "varies": bool(_less_severe(session, file))}


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
        slug="appeal-received",
        command=RecordAppealReceived,
        title="Record an appeal that arrived",
        button="Record the appeal",
        lead="For an appeal on paper or by e-mail. It counts as much as one sent from the "
        "employee’s own page.",
        what="Nothing of it can be changed. It is heard by people who had no part in the decision.",
        asks=(
            day("received_on", "Day it arrived"),
            line("how_received", "How it arrived", "For example by post, a letter of two pages"),
            prose("grounds", "Why, in the employee’s own words", optional=True),
            *GROUNDS,
        ),
        stages=AFTER_OUTCOME,
    ),
    ActPage(
        slug="decide-late-appeal",
        command=DecideLateAppeal,
        title="Decide whether the late appeal is heard",
        button="Record my decision",
        lead="It came after the last day. It may be heard all the same when there is good reason.",
        what="If it is heard, it goes on like any other. If not, a letter tells the employee why.",
        asks=(
            yes_no("accepted", "Is it heard?"),
            prose("reason", "Reason", "The employee will read this"),
            line("served_how", "How the letter is sent", "Only when it is not heard", True),
        ),
        stages=AFTER_OUTCOME,
        listed=False,
    ),
    ActPage(
        slug="appeal-hearing-notice",
        command=ScheduleAppealHearing,
        title="Send the notice of the appeal hearing",
        button="Send the notice",
        lead="The letter acknowledges the appeal and says who hears it, when, and who may "
        "accompany the employee. Sending it again before the hearing postpones it.",
        what="The letter is printed, kept with its fingerprint, and its deadlines are set.",
        asks=(
            day("day", "Day of the appeal hearing"),
            line("starts", "Time it starts", "For example 10am or 9:30am"),
            line("place", "Place"),
            choice(
                "heard_as",
                "How it is heard",
                members(HeardAs),
                "A rehearing is safer when the appeal says the procedure was unfair",
            ),
            prose("why_heard_so", "Why it is heard so", "The employee will read this"),
            prose("new_evidence_handled", "How new evidence is handled"),
            line("served_how", "How the notice is sent", "For example by hand and by e-mail"),
            prose(
                "shorter_notice_agreed",
                "How the employee agreed to shorter notice",
                "Only when they have agreed in writing to less than the usual notice.",
                optional=True,
            ),
        ),
        stages=AT_APPEAL,
        start=_usual,
    ),
    ActPage(
        slug="appeal-heard",
        command=RecordAppealHeard,
        title="Record that the appeal was heard",
        button="Record the appeal hearing",
        what="The appeal can be decided from now on. The letter with its result has its deadline.",
        asks=(
            yes_no("attended", "Did the employee come?"),
            prose(
                "why_absent",
                "What was done before going on without them",
                "Only when they did not come",
                optional=True,
            ),
            choice("companion_category", "Who accompanied them?", members(CompanionCategory)),
            line("companion", "Companion’s name", optional=True),
            prose(
                "notes", "Notes of the appeal hearing", "Who said what, in the order it was said"
            ),
        ),
        stages=AT_APPEAL,
    ),
    ActPage(
        slug="appeal-decision",
        command=DecideAppeal,
        title="Decide the appeal",
        button="Record my decision",
        lead="Each ground first, then the whole. An appeal never makes the outcome more severe.",
        what="What the result changes is changed at once, with your name. The employee is told "
        "in a letter.",
        asks=(
            choice("result", "Result of the appeal", _results),
            choice(
                "sanction",
                "Outcome that takes its place",
                _less_severe,
                "Only when a less severe outcome takes its place",
                optional=True,
            ),
            prose("reasons", "Reasons", "The employee will read this"),
        ),
        stages=AT_APPEAL,
        template="appeals/decide.html",
        extra=_all_changes,
    ),
    ActPage(
        slug="appeal-letter",
        command=IssueAppealLetter,
        title="Send the result of the appeal",
        button="Send the letter",
        lead="The letter gives the decision on each ground, the reasons, and what follows.",
        what="The letter is printed, kept with its fingerprint, and cannot be changed.",
        asks=(
            prose(
                "change_required",
                "Change that is required",
                "Only when a warning takes the outcome’s place",
                optional=True,
            ),
            prose(
                "further_misconduct",
                "What further misconduct may lead to",
                "Only when a warning takes the outcome’s place",
                optional=True,
            ),
            line("served_how", "How the letter is sent", "For example by hand"),
        ),
        stages=AT_APPEAL,
    ),
    ActPage(
        slug="reinstatement-letter",
        command=ReinstateEmployee,
        title="Send the reinstatement letter",
        button="Send the letter",
        lead="The dismissal no longer stands: the contract goes on as if it had never been made.",
        what="The letter is printed, kept with its fingerprint, and cannot be changed.",
        asks=(
            day("returns_on", "Day of the return to work"),
            prose("return_to_work", "How the return is arranged"),
            prose("back_pay", "What is paid for the time between, and when"),
            prose("continuity", "Service, leave and pension"),
            prose("records", "Which records are corrected"),
            prose("referrals", "What DBS, TRA and others were told, and are told now"),
            line("served_how", "How the letter is sent", "For example by hand"),
        ),
        stages=AT_APPEAL,
        listed=False,
    ),
    ActPage(
        slug="close",
        command=CloseCase,
        title="Close the case",
        button="Close the case",
        lead="A case is closed when the time to appeal has ended without an appeal, or the appeal "
        "has been decided and its result sent.",
        what="Nobody can change the case any more. It can still be read.",
        template="acts/closing.html",
        asks=(
            prose("reasons", "How the matter ended"),
            yes_no("no_appeal", "Is every appeal that arrived recorded and answered?"),
        ),
        stages=AT_APPEAL,
    ),
)
