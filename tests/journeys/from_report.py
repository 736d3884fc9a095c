"""From a line manager's report on a phone to HR's decision on it, as every journey begins."""

from datetime import date
from typing import Any

from tests.journeys.desk import AtDesk

HARM = (
    "1. Has the person behaved in a way that has harmed a child, or may have?",
    "2. Has the person possibly committed a criminal offence against, or about, a child?",
    "3. Has the person behaved in a way that shows they may pose a risk to children?",
    "4. Has the person behaved in a way that suggests they may not be suitable "
    "to work with children, in or out of school?",
)
NO_CHILD = "No"
AT_RISK = "Yes, and a child may be at risk of harm"
DECISION = "What do you decide?"


def reported(reporter: AtDesk, child: str, did: str, words: str, posted: date, found: date) -> str:
    """The six steps of a report; returns the reference on the last page."""
    reporter.go("/report")
    reporter.presses("Report a breach")
    reporter.tells({"Is a pupil or child involved?": child})
    if child == AT_RISK:
        reporter.sees("Stop. Do this before you carry on")
        reporter.tells(
            {
                "Have you spoken to the safeguarding lead?": "Yes",
                "What time did you speak to them?": "8:05am",
            }
        )
    reporter.presses("Continue")
    reporter.tells({"Who is it about?": "A member of staff", "Search by name": "Pryce"})
    reporter.page.get_by_role("radio", name="Owen Pryce").check(force=True)
    reporter.presses("Continue")
    for question, day in (("When was it posted?", posted), ("When did you find out?", found)):
        reporter.tells_day(question, day)
    reporter.tells(
        {
            "Where was it posted?": "Instagram",
            "What kind of account was it?": "Personal account",
            "What happened, in your own words?": words,
        }
    )
    reporter.presses("Continue")
    reporter.tells({"What did the post, message or account do?": did})
    reporter.presses("Continue")
    reporter.presses("Continue")
    reporter.sees(words)
    reporter.presses("Send report to HR")
    reporter.sees("Report sent")
    return reporter.page.url.rpartition("/")[2]


def triaged(hr: AtDesk, reference: str, decision: str, told: dict[str, Any]) -> str:
    """Find the report among the new ones and decide; returns the reference it goes on under."""
    hr.go("/reports")
    hr.follows(f"Triage {reference}")
    decide(hr, decision, told)
    hr.is_not_refused()
    place = hr.page.url
    return place.partition("/cases/")[2].partition("?")[0] if "/cases/" in place else reference


def decide(hr: AtDesk, decision: str, told: dict[str, Any]) -> None:
    answers = dict.fromkeys(HARM, "No") | {DECISION: decision} | told
    hr.tells(answers)
    hr.presses("Record my decision")
