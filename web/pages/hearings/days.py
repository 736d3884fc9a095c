"""Moving a hearing, and what comes before it goes on without the employee."""

from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.hearings.absence import RecordNonAttendance, SendAbsenceNotice, Way, missed_on
from casework.hearings.arrangements import Because, PostponementRequest
from casework.hearings.booking import latest_for_companion_of
from casework.hearings.postponing import (
    AskToMove,
    AskToMoveMine,
    DecidePostponement,
    MoveHearing,
    SignOffRefusal,
    requests_on,
)
from casework.timescales import standing
from casework.working_days import local_day
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Option, choice, day, line, many, members, prose, select, yes_no
from web.frame.deps import today
from web.frame.wording import day as drawn_day
from web.pages.hearings.arrangements import IN_TIME, RECEIVED

router = APIRouter()
LATER = frozenset({Stage.HEARING})
PAGE = "hearings/moving.html"
CLOCK = "For example 10am or 9:30am"


def _limit(session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    """The last day that must be accepted, and the requests there are."""
    hearing, days = file.hearing, standing(session, today())["companion"].value
    latest = latest_for_companion_of(local_day(hearing.starts_at), days) if hearing else None
    return {
        "latest": latest,
        "requests": requests_on(session, file.case.id),
        "missed": missed_on(session, file.case.id),
    }


def _drawn(each: PostponementRequest) -> Option:
    wanted = f", wants {drawn_day(each.wanted_at)}" if each.wanted_at else ""
    right = ": must be accepted" if each.is_of_right else ""
    return (str(each.id), f"{each.because.label}{wanted}{right}")


def _open(session: Session, file: CaseFile) -> list[Option]:
    return [_drawn(each) for each in requests_on(session, file.case.id) if each.granted is None]


def _to_sign(session: Session, file: CaseFile) -> list[Option]:
    return [_drawn(each) for each in requests_on(session, file.case.id) if each.needs_signing]


def _received(_session: Session, _file: CaseFile, _request: Request) -> dict[str, Any]:
    return {"received_on": today().isoformat()}


WISH = (
    choice("because", "Why another day is needed", members(Because)),
    day("wanted_day", "A day that would do", optional=True),
    line("wanted_at", "At what time", CLOCK, optional=True),
    prose("words", "What there is to say about it"),
)
SLOT = (
    day("day", "New day"),
    line("starts", "Time it starts", CLOCK),
    line("place", "Place", "Only when it changes.", optional=True),
)

add_acts(
    router,
    ActPage(
        slug="postponement-request",
        command=AskToMove,
        title="Record that the employee asks for another day",
        button="Record the request",
        what="It is answered in writing before the hearing can be held.",
        asks=(*WISH, *RECEIVED),
        stages=LATER,
        template=PAGE,
        start=_received,
        extra=_limit,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="my-postponement-request",
        command=AskToMoveMine,
        title="Ask for another day",
        button="Send it",
        what="You get the answer in a letter.",
        asks=WISH,
        stages=IN_TIME,
        template=PAGE,
        extra=_limit,
        listed=False,
    ),
    ActPage(
        slug="postponement-decision",
        command=DecidePostponement,
        title="Answer a request to move the hearing",
        button="Record the answer",
        what="If it is moved, the letter goes to the employee and every date that follows is "
        "counted again. A later day for a companion is refused only by the hearing manager, and "
        "HR signs it off before it counts.",
        asks=(
            select("request_id", "Request", _open),
            yes_no("granted", "Is the hearing moved?"),
            day("day", "Day it is moved to", "Empty: the day they suggested.", optional=True),
            line("starts", "Time it starts", CLOCK, optional=True),
            line("place", "Place", "Only when it changes.", optional=True),
            prose("reasons", "Reasons", "The employee will read this."),
        ),
        stages=LATER,
        template=PAGE,
        extra=_limit,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="sign-off-refusal",
        command=SignOffRefusal,
        title="Sign off a refusal to move the hearing",
        button="Sign it off",
        lead="The companion cannot be there, and the hearing manager refused a later day. "
        "Dismissing somebody after such a refusal can be unfair.",
        what="The refusal goes to the employee with both sets of reasons.",
        asks=(
            select("request_id", "Refusal", _to_sign),
            prose("words", "Why HR agrees that it is reasonable", "The employee will read this."),
        ),
        stages=LATER,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="move-hearing",
        command=MoveHearing,
        title="Move the hearing",
        button="Move it and send the letter",
        lead="For a reason of the Trust’s, or after the employee could not come.",
        what="The letter says the new day and why. Every date that follows is counted again.",
        asks=(*SLOT, prose("reasons", "Reasons", "The employee will read this.")),
        stages=LATER,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="non-attendance",
        command=RecordNonAttendance,
        title="Record that the employee did not come",
        button="Record it",
        lead="Try to reach them first. Everyone makes every effort to attend.",
        what="The hearing is not held. Arrange another day, or, if they could not or would not "
        "come without good reason, send the notice that it goes on without them.",
        asks=(
            prose("asked", "What was done to reach them"),
            prose("reason", "What is known of why"),
            yes_no("good_reason", "Was there a good reason?"),
        ),
        stages=LATER,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="hearing-in-absence",
        command=SendAbsenceNotice,
        title="Send the notice that the hearing goes on without them",
        button="Send the notice",
        lead="Only after they did not come once. It arranges the hearing one more time.",
        what="The letter is printed and kept, and the hearing is moved to the new day. Without it "
        "no hearing is held in their absence.",
        asks=(
            *SLOT,
            prose(
                "adjustments",
                "Which adjustments were considered, and what came of it",
                "The employee will read this.",
            ),
            prose(
                "health",
                "What occupational health or their doctor advises",
                "For the record, not for the letter. Say so if there is no reason to ask.",
            ),
            many("offered", "How they can take part instead", members(Way)),
            prose("why", "Why it goes on", "The employee will read this."),
            line("served_how", "How the notice is sent", "For example by post and by e-mail"),
        ),
        stages=LATER,
        template=PAGE,
        extra=_limit,
        back="/hearing",
        listed=False,
    ),
)
