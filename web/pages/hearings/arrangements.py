"""What is arranged for a hearing, an act a page: HR's for what was received, the employee's own."""

from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.hearings.adjusting import (
    AskAdjustment,
    AskMyAdjustment,
    DecideAdjustment,
    adjustments_on,
)
from casework.hearings.arrangements import Agreed, Side
from casework.hearings.calling import CallMyWitness, CallWitness
from casework.hearings.companions import (
    NameCompanion,
    NameMyCompanion,
    RecordCompanionWithdrawn,
    companion_of,
)
from casework.hearings.models import CompanionCategory
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Ask, Option, choice, day, line, members, prose, select
from web.frame.deps import today

router = APIRouter()
IN_TIME = frozenset({Stage.HEARING})
KINDS = members(CompanionCategory, *(each for each in CompanionCategory if each != "nobody"))
# The last two questions of whatever is recorded for the employee.
RECEIVED: tuple[Ask, ...] = (
    day("received_on", "When it was received"),
    line("received_how", "How it was received", "For example by letter, by phone, in person"),
)


def _today(_session: Session, _file: CaseFile, _request: Request) -> dict[str, Any]:
    return {"received_on": today().isoformat()}


def _companion(session: Session, file: CaseFile, request: Request) -> dict[str, Any]:
    """The companion as recorded, so that a change starts from it."""
    now = companion_of(session, file.case.id)
    told = {"name": now.name, "category": now.category.value, "contact": now.contact} if now else {}
    return _today(session, file, request) | told


def _undecided(session: Session, file: CaseFile) -> list[Option]:
    return [
        (str(each.id), each.needed)
        for each in adjustments_on(session, file.case.id)
        if each.decision is None
    ]


CHOICE: tuple[Ask, ...] = (
    line("name", "Companion’s full name"),
    choice("category", "Who they are", KINDS),
    line("contact", "How to reach them", "So that the papers can be sent to them.", optional=True),
)
NEEDED = prose("needed", "What is needed", "What would help, not the medical reason for it.")
CALLED: tuple[Ask, ...] = (
    line("name", "Witness’s full name"),
    line("about", "What they will speak about"),
)

add_acts(
    router,
    ActPage(
        slug="companion",
        command=NameCompanion,
        title="Record the employee’s companion",
        button="Record the companion",
        lead="Anybody in one of these three categories must be accepted. There is no way to refuse "
        "one.",
        what="It can be changed until the hearing starts. Each change is kept.",
        asks=(*CHOICE, *RECEIVED),
        stages=IN_TIME,
        start=_companion,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="my-companion",
        command=NameMyCompanion,
        title="Say who accompanies you",
        button="Send it",
        lead="You may bring one person: a colleague from any academy of the Trust, somebody a "
        "union employs, or a union representative certified for it.",
        what="HR sends them what they need. You can change it until the hearing starts.",
        asks=CHOICE,
        stages=IN_TIME,
        start=_companion,
        listed=False,
    ),
    ActPage(
        slug="companion-withdrawn",
        command=RecordCompanionWithdrawn,
        title="Record that the companion withdrew",
        button="Record it",
        lead="It can happen on the day itself. The employee may name somebody else, or ask to move "
        "the hearing.",
        what="The employee has no companion until they name another. Ask them which they want.",
        asks=(prose("why", "What the companion said"),),
        stages=IN_TIME,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="adjustment",
        command=AskAdjustment,
        title="Record an adjustment the employee asks for",
        button="Record it",
        what="Somebody decides on it with reasons before the hearing.",
        asks=(NEEDED, *RECEIVED),
        stages=IN_TIME,
        start=_today,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="my-adjustment",
        command=AskMyAdjustment,
        title="Ask for an adjustment",
        button="Send it",
        lead="For example breaks, a room without steps, papers in large print, or taking part by "
        "video.",
        what="You are told what will be done, or why not. You need not say why you need it.",
        asks=(NEEDED,),
        stages=IN_TIME,
        listed=False,
    ),
    ActPage(
        slug="adjustment-decision",
        command=DecideAdjustment,
        title="Decide on an adjustment",
        button="Record my decision",
        what="The employee reads the decision and the reasons.",
        asks=(
            select("adjustment_id", "Adjustment asked for", _undecided),
            choice("decision", "Decision", members(Agreed)),
            prose("reasons", "What will be done, or why not"),
        ),
        stages=IN_TIME,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="hearing-witness",
        command=CallWitness,
        title="Record a witness who is called",
        button="Record the witness",
        lead="Either side says beforehand whom it calls.",
        what="One named after the day they were due is recorded as late. The hearing manager "
        "decides whether to hear them.",
        asks=(choice("side", "Who calls them", members(Side)), *CALLED, *RECEIVED),
        stages=IN_TIME,
        start=_today,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="my-hearing-witness",
        command=CallMyWitness,
        title="Name a witness",
        button="Send it",
        what="HR is told. Ask them to help if you want to speak to a witness beforehand.",
        asks=CALLED,
        stages=IN_TIME,
        listed=False,
    ),
)
