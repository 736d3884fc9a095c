"""Letters of the investigation, and of a hearing that does not go as first announced."""

from datetime import date
from typing import Any

from casework.documents.letterhead import Letter
from casework.documents.letters import (
    HearingInAbsenceNotice,
    InvestigationNotice,
    MeetingInvitation,
    RearrangedHearing,
    WitnessInvitation,
)
from casework.documents.wording import Contact
from tests.documents.written import EVERY, NOTICE, OFFICER

CONTACT = Contact(name="Lena Farquhar", how="01632 960456")
MEETING: dict[str, Any] = {
    **EVERY,
    "day": date(2026, 10, 22),
    "starts": "2:30pm",
    "place": "Meeting room 1, Tansley Vale House",
    "topics": "The photograph of 3 October, and who could see the account.",
    "investigator": OFFICER,
    "companion": "Our policy lets a colleague or a union representative come along.",
    "contact": CONTACT,
}
HEARING: dict[str, Any] = {
    **EVERY,
    "hearing": NOTICE["hearing"],
    "preparation": NOTICE["preparation"],
}
PROCEDURE: tuple[Letter, ...] = (
    InvestigationNotice(
        **EVERY,
        concern="A photograph of pupils on a personal account was reported on 5 October.",
        clauses=("Staff Social Media Policy, 2.6",),
        investigator=OFFICER,
        decides="Joan Petrie, who does not investigate, decides whether there is a case to answer.",
        expected_by=date(2026, 11, 3),
        companion="A colleague or a union representative may come along.",
        contact=CONTACT,
    ),
    MeetingInvitation(**MEETING),
    WitnessInvitation(**MEETING),
    RearrangedHearing(
        **HEARING,
        was_on=date(2026, 11, 26),
        moved=True,
        basis="Your companion could not be there.",
        reasons="The union’s representative is at another hearing that day.",
    ),
    HearingInAbsenceNotice(
        **HEARING,
        attempts=("26 November 2026. No answer to two calls.",),
        considered="A hearing by video was offered; nothing else was asked for.",
        offered=("Write to us instead", "Take part by phone"),
        why="It was arranged twice.",
    ),
)
