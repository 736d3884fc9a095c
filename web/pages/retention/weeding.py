"""Papers that go before their case: why each is still here, when it goes, and who decides."""

from collections.abc import Iterable
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from casework.access import Permission, TrustPermission
from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.database.whose import every_case, working_on
from casework.retention.personnel import (
    REMOVED,
    RemoveFromPersonnelFile,
    removal_of,
    safeguarding_outcome,
)
from casework.retention.weed_register import papers_of, to_weed, weed_certificate, weed_lines
from casework.retention.weed_reviewing import weeding_of
from casework.retention.weeding import ApproveWeeding, KeepPaper, ProposeWeeding, StopWeeding
from casework.retention.weeding_models import Weed
from casework.retention.weeds import papers_on
from casework.working_days import local_day
from web.acting.acts import BOOK, ActPage, add_acts
from web.acting.asking import Option, choice, day, line, prose, select, yes_no
from web.acting.opening import open_to_act
from web.acting.said import said_by
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.sending import pdf
from web.frame.serving import serves
from web.views.addresses import id_in
from web.views.casenav import case_links

router = APIRouter()
BACK, EVER = "/weeding", frozenset(Stage)
NO_NAMES = "This stays in the register. Do not name anyone"
REVIEWS = TrustPermission.REVIEW_RETENTION


@router.get("/cases/{reference}/weeding", dependencies=serves(Permission.PLACE_HOLD))
def page(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    said: int = 0,
) -> HTMLResponse:
    file = open_to_act(reading, actor, reference, today, Permission.PLACE_HOLD)
    with every_case(reading):
        outcome = safeguarding_outcome(reading, file.case.id)
        removal = removal_of(reading, file.case.id)
    acts = {each.slug for each in BOOK.pages if each.back == BACK and file.may(each.permission)}
    return show(
        request,
        "retention/weeding.html",
        here="cases" if file.is_whole else "retention",
        said=said_by(reading, actor, file, said),
        file=file,
        me=actor.id,
        case_links=case_links(file),
        found=papers_of(reading, file.case, today),
        today=today,
        removal=removal,
        to_remove=outcome in REMOVED,
        acts=acts,
    )


@router.get("/retention/weeding", dependencies=serves(REVIEWS))
def every(request: Request, reading: Reading, actor: SignedIn, today: Today) -> HTMLResponse:
    return show(
        request,
        "retention/weedings.html",
        here="retention",
        due=to_weed(reading, actor, today),
        done=weed_lines(reading, actor),
    )


@router.get("/retention/weeding/{weeding_id}/certificate.pdf", dependencies=serves(REVIEWS))
def paper(weeding_id: str, reading: Reading, actor: SignedIn) -> Response:
    reference, row = weed_certificate(reading, actor, id_in(weeding_id))
    return pdf(row.certificate_pdf or b"", f"{reference}-weeding.pdf")


def _kinds(session: Session, file: CaseFile) -> Iterable[Option]:
    found = papers_of(session, file.case, local_day(datetime.now(UTC)))
    return [
        (each.kind.value, each.kind.label, _counted(len(each.manifest.items)))
        for each in found.kinds
        if each.is_due and not each.weeding
    ]


def _under_way(session: Session, file: CaseFile) -> Iterable[Option]:
    with working_on(session, file.case.id):
        found = [weeding_of(session, file.case.id, each) for each in Weed]
    return [
        (str(each.id), each.kind.label, f"Proposed on {each.proposed_at:%-d %B %Y}")
        for each in found
        if each and not each.begun_at
    ]


def _papers(session: Session, file: CaseFile) -> Iterable[Option]:
    with every_case(session):
        found = papers_on(session, file.case.id, local_day(datetime.now(UTC)))
    return [(str(each.id), each.label) for each in found if not each.why_kept]


def _counted(papers: int) -> str:
    return f"{papers} {'paper' if papers == 1 else 'papers'}"


add_acts(
    router,
    ActPage(
        slug="propose-weeding",
        command=ProposeWeeding,
        title="Propose to weed papers",
        button="Propose it",
        lead="Nobody relies on them and their day has come. Another person decides on what you "
        "propose.",
        what="Nothing is destroyed by this. The list is written down, and is compared again "
        "before anything goes.",
        asks=(
            choice("kind", "Which papers", _kinds),
            yes_no(
                "looked_through",
                "Did you look at each item, and could none of it help the employee?",
                "For evidence it must be yes. Keep an item that may help them",
            ),
            prose("reason", "Reason", NO_NAMES),
            line(
                "safeguarding_agreed",
                "Which safeguarding lead agreed, and when",
                "Only for evidence where a child is concerned. Give the post, not the name",
                optional=True,
            ),
        ),
        stages=EVER,
        listed=False,
        back=BACK,
        kind="warn",
    ),
    ActPage(
        slug="approve-weeding",
        command=ApproveWeeding,
        title="Approve a weeding",
        button="Approve it",
        lead="Somebody else proposed it. Look at the list of papers first.",
        what="They are destroyed after the days of grace. Until then anybody who may put a hold "
        "on the case can stop it. After that it cannot be undone.",
        asks=(
            choice("weeding_id", "Which papers", _under_way),
            prose("reason", "Reason", NO_NAMES),
        ),
        stages=EVER,
        listed=False,
        back=BACK,
        kind="warn",
    ),
    ActPage(
        slug="stop-weeding",
        command=StopWeeding,
        title="Stop a weeding",
        button="Stop it",
        what="The papers stay. It may be proposed again.",
        asks=(
            choice("weeding_id", "Which papers", _under_way),
            prose("reason", "Reason", NO_NAMES),
        ),
        stages=EVER,
        listed=False,
        back=BACK,
    ),
    ActPage(
        slug="keep-paper",
        command=KeepPaper,
        title="Keep a paper",
        button="Keep it",
        lead="Something that nobody relied on can be kept, for example because it may help the "
        "employee.",
        what="It stays until the case goes. A weeding that names it is proposed anew.",
        asks=(select("item_id", "Which paper", _papers), prose("reason", "Reason", NO_NAMES)),
        stages=EVER,
        listed=False,
        back=BACK,
    ),
    ActPage(
        slug="personnel-removal",
        command=RemoveFromPersonnelFile,
        title="Take the allegation off the personnel file",
        button="Record it",
        lead="An allegation that was malicious or false leaves the personnel file, unless the "
        "employee agrees in writing that it stays.",
        what="The person’s page in Casework stops naming it. The case stays under the rule for "
        "allegations about children.",
        asks=(
            yes_no("consents", "Did the employee agree in writing that it stays?"),
            day("done_on", "Day it was done"),
            prose("how", "What was removed from where, or where the agreement is kept"),
        ),
        stages=EVER,
        listed=False,
        back=BACK,
    ),
)
