"""Keeping people apart on a case: stepping off, conflicts, leave for a second part, seals."""

from fastapi import APIRouter
from sqlmodel import Session, col, select

from casework.access import Role
from casework.case_file.queries import CaseFile
from casework.cases.approvals import DecideRequest, requests_for, told
from casework.cases.conflicts import (
    RECORDED,
    LiftConflict,
    RaiseConflict,
    RecordConflict,
    StepOff,
)
from casework.cases.independence import Conflict, Ground
from casework.cases.rules import WAIVABLE
from casework.cases.sealing import SealCase, UnsealCase
from casework.cases.stages import Stage
from casework.cases.waivers import AskForWaiver
from casework.people.queries import known_by_id
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Option, choice, many, members, prose, yes_no
from web.acting.asking import select as select_one
from web.pages.cases.appointments import everybody

router = APIRouter()
EVERY_STAGE = frozenset(Stage)
BLIND = {Role.EMPLOYEE, Role.REPORTER, Role.WITNESS, Role.COMPANION}


def _standing_conflicts(session: Session, file: CaseFile) -> list[Option]:
    wanted = select(Conflict).where(
        Conflict.case_id == file.case.id, col(Conflict.lifted_at).is_(None)
    )
    found = session.exec(wanted).all()
    names = known_by_id(session, [each.person_id for each in found])
    return [
        (str(each.id), f"{names[each.person_id].name}: {each.ground.label.lower()}, {each.reason}")
        for each in found
    ]


def _readers(_session: Session, file: CaseFile) -> list[Option]:
    """Everybody who sees the case now, each once."""
    seen = {
        each.person.id: (str(each.person.id), f"{each.person.name}, {each.role.label.lower()}")
        for each in file.parts
        if each.role not in BLIND and not each.ended_at
    }
    return list(seen.values())


def _waiting(session: Session, file: CaseFile) -> list[Option]:
    found = requests_for(session, file.standing)
    names = known_by_id(session, [each.asked_by for each in found])
    return [
        (str(each.id), f"{names[each.asked_by].name} asked: {told(session, each)}")
        for each in found
    ]


add_acts(
    router,
    ActPage(
        slug="step-off",
        command=StepOff,
        title="Step off this case",
        button="Step off the case",
        lead="Step off if you have an interest in it, are close to somebody in it, or could not "
        "decide it fairly.",
        what="At once you no longer see the case. If you manage it, somebody else in HR takes it "
        "over. Your reason is recorded.",
        asks=(prose("reason", "Why you should not be part of it"),),
        stages=EVERY_STAGE,
        kind="warn",
        leaves="stepped-off",
    ),
    ActPage(
        slug="raise-conflict",
        command=RaiseConflict,
        title="Raise a conflict of interest",
        button="Raise it",
        lead="Say who should not take part in this case, and why.",
        what="Whoever manages the case must decide on it. What you write is recorded.",
        asks=(prose("words", "Who should not take part, and why"),),
        stages=EVERY_STAGE,
    ),
    ActPage(
        slug="record-conflict",
        listed=False,
        command=RecordConflict,
        title="Record a conflict of interest",
        button="Record the conflict",
        lead="For somebody who must be kept away from this case.",
        what="From their next request they see nothing of the case. If they hold a part, appoint "
        "somebody else to it.",
        asks=(
            select_one("person_id", "Person", everybody),
            choice("ground", "Why they are kept away", members(Ground, *RECORDED)),
            prose("reason", "What the conflict is"),
        ),
        stages=EVERY_STAGE,
        back="/independence",
    ),
    ActPage(
        slug="lift-conflict",
        listed=False,
        command=LiftConflict,
        title="Lift a conflict of interest",
        button="Lift the conflict",
        lead="For a conflict that was recorded wrongly. Whoever recorded it cannot lift it.",
        what="A part they still hold opens the case to them again.",
        asks=(
            choice("conflict_id", "Conflict", _standing_conflicts),
            prose("reason", "Why it does not stand"),
        ),
        stages=EVERY_STAGE,
        back="/independence",
    ),
    ActPage(
        slug="ask-waiver",
        listed=False,
        command=AskForWaiver,
        title="Ask for leave for a second part",
        button="Ask for leave",
        lead="When nobody else can do it, two executives may give somebody who had one part leave "
        "to take another.",
        what="It takes two executives, neither of them you or the person. Leave that is given is "
        "printed in the hearing pack with its reason.",
        asks=(
            select_one("role", "Part they would have", members(Role, *sorted(WAIVABLE))),
            select_one("person_id", "Person", everybody),
            prose("reason", "Why nobody else can do it"),
        ),
        back="/independence",
    ),
    ActPage(
        slug="decide-request",
        listed=False,
        command=DecideRequest,
        title="Decide what somebody asked for",
        button="Record my decision",
        lead="Some acts take two people. You decide as the second.",
        what="Approving it does it, with both names in the journal.",
        asks=(
            choice("request_id", "What was asked for", _waiting),
            yes_no("approved", "Do you approve it?"),
            prose("reason", "Reason"),
        ),
        back="/independence",
    ),
    ActPage(
        slug="seal",
        listed=False,
        command=SealCase,
        title="Seal the case",
        button="Seal it",
        lead="For a case that even people with a part should not all see.",
        what="Only the people named here, and you, see the case from now on. Break-glass never "
        "opens it.",
        asks=(
            many("people", "Who may still see it", _readers, optional=True),
            prose("reason", "Why it is sealed"),
        ),
        back="/independence",
    ),
    ActPage(
        slug="unseal",
        listed=False,
        command=UnsealCase,
        title="Lift the seal",
        button="Lift the seal",
        what="Everybody with a part sees the case again.",
        asks=(prose("reason", "Why it need not be sealed any more"),),
        back="/independence",
    ),
)
