"""From an open case to the decision on a case to answer, each step by whoever takes it."""

from datetime import UTC, datetime
from typing import Any

from sqlmodel import select

from casework.cases.gateway import perform
from casework.cases.models import Case
from casework.database import as_casework
from casework.evidence.commands import RecordCapture
from casework.evidence.details import CaptureDetails
from casework.evidence.models import Capture
from tests.commands.taking import LAWFUL, admitting, streamed
from tests.journeys.road import LISTED, Road
from tests.world import World

REPORT = {
    "Introduction": "I was asked to look into one post.",
    "Process followed": "I read the post and its thread, and spoke to two people.",
    "Facts nobody disputes": "The post was made.\nThe account is his.",
    "The employee’s account": "He says that he wrote it, and why.",
    "What you looked for that helps the employee": "I looked for permission, and for context.",
    "Mitigation": "Seven years without a concern.",
    "Reasons": "The post and what he says of it.",
}


def begun(way: Road, case: str) -> None:
    """HR appoints the officer, and the employee is told."""
    hr = way.someone("case_manager")
    told = {
        "Investigating officer": LISTED["investigating_officer"],
        "Terms of reference": "Whether the post was made\nBy whom, and who could see it",
    }
    hr.does(case, "Begin the investigation", told, "Begin the investigation")


def told(way: Road, case: str) -> None:
    """The employee hears of it in a letter."""
    words = {
        "What the concern is": "A post on an account of yours was reported to us.",
        "How the letter is sent": "by hand",
    }
    hr = way.someone("case_manager")
    hr.does(case, "Tell the employee about the investigation", words, "Send the letter")


def exhibit(case: str) -> None:
    """A picture of the post, taken in and admitted; the pages for it have their own journey."""
    with as_casework() as session:
        officer = World(session).investigating_officer
        found = session.exec(select(Case).where(Case.reference == case)).one()
        taken = RecordCapture.of(streamed(found), CaptureDetails(), LAWFUL)
        entry = perform(session, officer, case, taken, datetime.now(UTC))
        capture = session.get_one(Capture, entry.facts["capture_id"])
        perform(session, officer, case, admitting(capture), datetime.now(UTC))


def alleged(way: Road, case: str, particulars: str, severity: str) -> None:
    """The officer makes the allegation that triage pointed to."""
    officer = way.someone("investigating_officer")
    words = {"What is alleged": particulars, "How serious is it, if proved?": severity}
    officer.does(case, "Make an allegation", words, "Make the allegation")
    officer.sees("made allegation 1")


def concluded(way: Road, case: str, conclusion: str) -> None:
    """The officer's report on the one allegation."""
    officer = way.someone("investigating_officer")
    person = {
        "name": "Maya Lockwood",
        "role": "Reported it",
        "heard_on": "7 Oct 2026",
        "about": "How",
    }
    officer.opens(case)
    officer.follows("Conclude the investigation")
    officer.fill(**{f"people__0__{name}": words for name, words in person.items()})
    officer.tells(REPORT | {"Your conclusion on allegation 1": conclusion})
    officer.presses("Conclude with this report")
    officer.is_not_refused()


def nothing_protected(way: Road, case: str) -> None:
    """HR answers the twelve questions about protected content, each with no."""
    hr = way.someone("case_manager")
    hr.opens(case)
    hr.follows("Answer the questions about protected content")
    hr.tells({f"Your answer on PC-{number:02d}": "No" for number in range(1, 13)})
    hr.tells({"What you read to answer the questions": "The post and what he says of it."})
    hr.presses("Record my answers")
    hr.is_not_refused()


def decided(way: Road, case: str, answer: str, **more: Any) -> None:
    """HR decides whether there is a case to answer."""
    hr = way.someone("case_manager")
    words = {
        "Does allegation 1 go to a hearing?": answer,
        "Reasons for this decision": "I read the report, for and against.",
    }
    act = "Decide whether there is a case to answer"
    hr.does(case, act, words | more, "Record my decision")
