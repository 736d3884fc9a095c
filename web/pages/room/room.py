"""The employee's room as HR looks after it: who was invited, how, and what came out of it."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import Action, Permission, require
from casework.case_file.collected import collected_on
from casework.case_file.queries import CaseFile
from casework.cases.gateway import perform
from casework.cases.stages import Stage
from casework.database.whose import working_on
from casework.people.credentials import CodeBy
from casework.room.inviting import CloseRoom, InviteToRoom, RoomSecrets, new_room_secrets
from casework.room.models import LinkBy
from casework.room.printing import Secret, print_invitation, printable
from casework.room.queries import papers_on, room_seen
from casework.settings import settings
from web.acting.acts import ActPage, add_acts
from web.acting.asking import prose
from web.acting.forms import REFUSALS, Form, answers, once_of, refused
from web.acting.opening import open_to_act
from web.entering.entering import here
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.sending import pdf
from web.frame.serving import serves
from web.views.casenav import case_links
from web.views.hearingview import links

router = APIRouter()
MANAGES = serves(Permission.MANAGE_ROOM)
# The paper route: each of what the employee can do themselves, recorded as it was received.
RECORDED = (
    "companion",
    "companion-withdrawn",
    "adjustment",
    "postponement-request",
    "hearing-witness",
    "notes-answer",
    "appeal-received",
    "reasons-asked",
    "resignation",
    "paper-withdrawn",
)


@router.get("/cases/{reference}/room", dependencies=MANAGES)
def page(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    file = open_to_act(reading, actor, reference, today, Permission.MANAGE_ROOM)
    with working_on(reading, file.case.id):
        room = room_seen(reading, file.case, today, datetime.now(UTC))
        papers = papers_on(reading, file.case.id) if file.sees(Action.VIEW_EVIDENCE) else []
        collected = collected_on(reading, file.case)
    able = [each for each in RECORDED if each != "paper-withdrawn" or any(p.waits for p in papers)]
    return show(
        request,
        "room/room.html",
        here="cases",
        file=file,
        case_links=case_links(file),
        room=room,
        papers=papers,
        collected=collected,
        recorded=links(file, *able),
        may_record=file.may(Permission.RECORD_ANSWER) and file.case.closed_at is None,
        acts=links(file, "close-room") if room.is_open else [],
    )


@router.get("/cases/{reference}/room/invite", dependencies=MANAGES)
def invite_form(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    file = open_to_act(reading, actor, reference, today, Permission.MANAGE_ROOM)
    return _invite(request, file, Form())


def _invite(request: Request, file: CaseFile, form: Form) -> Response:
    has_mail = bool(settings().smtp_url)
    return show(
        request,
        "room/invite.html",
        status=form.status,
        here="cases",
        file=file,
        case_links=case_links(file),
        form=form,
        links=[(each.value, each.label) for each in LinkBy if has_mail or each is LinkBy.LETTER],
        codes=[(each.value, each.label) for each in CodeBy],
        has_mail=has_mail,
    )


@router.post("/cases/{reference}/room/invite", dependencies=MANAGES)
def invite(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """Make the way in, and show this once what HR passes on: it could be read nowhere later."""
    made = new_room_secrets()
    try:
        command = InviteToRoom.model_validate(answers(InviteToRoom, posted) | {"opened_by": made})
        entry = perform(transaction, actor, reference, command, once=once_of(posted))
    except REFUSALS as error:
        file = open_to_act(transaction, actor, reference, today, Permission.MANAGE_ROOM)
        return _invite(request, file, refused(posted, error, InviteToRoom))
    if entry.facts["invitation_id"] != str(made.invitation_id):  # the form was sent twice
        return RedirectResponse(f"/cases/{reference}/room", 303)
    file = open_to_act(transaction, actor, reference, today, Permission.MANAGE_ROOM)
    return _made(request, file, command, made)


def _made(request: Request, file: CaseFile, command: InviteToRoom, made: RoomSecrets) -> Response:
    return show(
        request,
        "room/made.html",
        here="cases",
        file=file,
        case_links=case_links(file),
        asked=command,
        made=made,
        link_on_paper=command.link_by is LinkBy.LETTER,
        code_on_paper=command.code_by is CodeBy.LETTER,
        address=f"{here(request).origin}/room",
    )


@router.post("/cases/{reference}/room/letter", dependencies=MANAGES)
def letter(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """The letter with the link or the code, for printing. It is kept nowhere."""
    file = open_to_act(reading, actor, reference, today, Permission.MANAGE_ROOM)
    require(file.standing, Permission.MANAGE_ROOM)
    told = Secret(
        invitation_id=str(posted.get("invitation_id", "")),
        token=str(posted.get("token", "")),
        code=str(posted.get("code", "")),
    )
    with working_on(reading, file.case.id):
        invitation = printable(reading, file.case, told, datetime.now(UTC))
        made = print_invitation(reading, invitation, told, f"{here(request).origin}/room", today)
    return pdf(made.pdf, f"{file.case.reference}-room.pdf", attached=True)


add_acts(
    router,
    ActPage(
        slug="close-room",
        command=CloseRoom,
        title="Close the employee’s room",
        button="Close the room",
        lead="It ends by itself when the case is over. Close it before then only where somebody "
        "else may have got in, or the employee asks for paper only.",
        what="Whoever is signed in to it is signed out at once, and open invitations end. What was "
        "sent stays. You can invite the employee again.",
        asks=(prose("reason", "Reason"),),
        stages=frozenset(Stage),
        back="/room",
        kind="danger",
        listed=False,
    ),
)
