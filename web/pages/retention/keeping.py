"""Why a case is still here and when it goes; holds, and what two people decide about its end."""

from collections.abc import Iterable

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from casework.access import Permission
from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.database.whose import working_on
from casework.retention.deciding import ApproveDisposal, KeepLonger, ProposeDisposal, StopDisposal
from casework.retention.holding import (
    DecideLift,
    EndReferral,
    LiftHold,
    PlaceHold,
    lifts_asked,
    open_referrals,
)
from casework.retention.holds import set_on
from casework.retention.models import HoldKind
from casework.retention.reviewing import reviewed
from web.acting.acts import BOOK, ActPage, add_acts
from web.acting.asking import Option, choice, day, line, members, prose, select, yes_no
from web.acting.opening import open_to_act
from web.acting.said import said_by
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.casenav import case_links

router = APIRouter()
AFTER, BACK = frozenset({Stage.CLOSED}), "/retention"
NO_NAMES = "This stays in the disposal register. Do not name anyone"


@router.get("/cases/{reference}/retention", dependencies=serves(Permission.PLACE_HOLD))
def page(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    said: int = 0,
) -> HTMLResponse:
    file = open_to_act(reading, actor, reference, today, Permission.PLACE_HOLD)
    return show(
        request,
        "retention/case.html",
        here="cases" if file.is_whole else "retention",
        said=said_by(reading, actor, file, said),
        file=file,
        me=actor.id,
        at="retention",
        case_links=case_links(file),
        lifts=len(_lifts(reading, file)),
        found=reviewed(reading, file.case, today),
        acts={each.slug for each in BOOK.pages if each.back == BACK and _may(each, file)},
    )


def _may(act: ActPage, file: CaseFile) -> bool:
    return file.case.stage in act.stages and file.may(act.permission)


def _holds(session: Session, file: CaseFile) -> Iterable[Option]:
    with working_on(session, file.case.id):
        held = set_on(session, [file.case.id])
    found = [each for each in held if not each.ends_itself]
    return [(str(each.id), each.kind.label, f"Set on {each.set_at:%-d %B %Y}") for each in found]


def _lifts(session: Session, file: CaseFile) -> list[Option]:
    with working_on(session, file.case.id):
        asked = lifts_asked(session, file.case.id)
        held = {str(each.id): each for each in set_on(session, [file.case.id])}
    told = [(str(each.id), held.get(each.told["hold_id"])) for each in asked]
    return [(id, hold.kind.label if hold else "Lifted already") for id, hold in told]


def _referrals(session: Session, file: CaseFile) -> Iterable[Option]:
    with working_on(session, file.case.id):
        return [(str(each.id), each.duty.label) for each in open_referrals(session, file.case.id)]


add_acts(
    router,
    ActPage(
        slug="place-hold",
        command=PlaceHold,
        title="Put a hold on the record",
        button="Put the hold on",
        lead="Nothing of a case on hold is deleted, whatever its day. One person sets a hold; "
        "two people lift it.",
        what="The hold is shown beside the case number, and stops a deletion that waits.",
        asks=(
            choice("kind", "Why it is held", members(HoldKind)),
            prose("reason", "Reason"),
        ),
        stages=frozenset(Stage),
        back=BACK,
    ),
    ActPage(
        slug="lift-hold",
        command=LiftHold,
        title="Lift a hold",
        button="Ask to lift it",
        lead="Another person who may lift a hold decides.",
        what="The case can go only when every hold is lifted and two people agree.",
        asks=(
            choice("hold_id", "Which hold", _holds),
            prose("reason", "Why it is no longer needed"),
        ),
        stages=frozenset(Stage),
        listed=False,
        back=BACK,
    ),
    ActPage(
        slug="decide-lift",
        command=DecideLift,
        title="Decide on lifting a hold",
        button="Record my decision",
        lead="Somebody asked to lift it. Another person decides.",
        what="Once no hold is left, the case can go when its day has come and two people agree.",
        asks=(
            select("request_id", "Which hold", _lifts),
            yes_no("approved", "Is it lifted?"),
            prose("reason", "Reason"),
        ),
        stages=frozenset(Stage),
        listed=False,
        back=BACK,
    ),
    ActPage(
        slug="end-referral",
        command=EndReferral,
        title="Record the end of a referral",
        button="Record it",
        lead="A referral that somebody outside still works on holds the case.",
        asks=(
            select("duty_id", "Which referral", _referrals),
            day("ended_on", "Day it ended"),
            prose("what_came_of_it", "What came of it"),
        ),
        stages=frozenset(Stage),
        listed=False,
        back=BACK,
    ),
    ActPage(
        slug="propose-disposal",
        command=ProposeDisposal,
        title="Propose to delete the case",
        button="Propose it",
        lead="Its day has come and nothing holds it. Another person decides on what you propose.",
        what="Nothing is deleted by this. What would go is written down, and is compared again "
        "before it goes.",
        asks=(
            prose("reason", "Reason", NO_NAMES),
            line(
                "safeguarding_agreed",
                "Which safeguarding lead agreed, and when",
                "Only where a child is concerned. Give the post, not the name",
                optional=True,
            ),
        ),
        stages=AFTER,
        listed=False,
        back=BACK,
        kind="warn",
    ),
    ActPage(
        slug="approve-disposal",
        command=ApproveDisposal,
        title="Approve the deletion",
        button="Approve it",
        lead="Somebody else proposed it. Look at what goes and at the reasons to keep first.",
        what="It is deleted after the days of grace. Until then anybody who may put a hold on it "
        "can stop it. After that it cannot be undone.",
        asks=(prose("reason", "Reason", NO_NAMES),),
        stages=AFTER,
        listed=False,
        back=BACK,
        kind="warn",
    ),
    ActPage(
        slug="stop-disposal",
        command=StopDisposal,
        title="Stop the deletion",
        button="Stop it",
        what="The case stays. It may be proposed again.",
        asks=(prose("reason", "Reason", NO_NAMES),),
        stages=AFTER,
        listed=False,
        back=BACK,
    ),
    ActPage(
        slug="keep-longer",
        command=KeepLonger,
        title="Keep the case longer",
        button="Keep it longer",
        lead="Beyond the day of the schedule, until a day you give and for a reason.",
        what="A deletion that was proposed is stopped.",
        asks=(day("until", "Keep it until"), prose("reason", "Reason")),
        stages=AFTER,
        listed=False,
        back=BACK,
    ),
)
