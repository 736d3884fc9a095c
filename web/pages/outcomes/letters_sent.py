"""The letters of a case: as they were issued, how each was sent, and when it was collected."""

from collections.abc import Iterable
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Permission
from casework.case_file.papers import paper_for
from casework.case_file.queries import CaseFile, open_case
from casework.case_file.recording import note_collected
from casework.case_file.sight import LETTERS
from casework.cases.gateway import perform
from casework.cases.stages import Stage
from casework.database.whose import working_on
from casework.letters.collecting import sent_on
from casework.letters.models import SentHow
from casework.letters.sending import EndLetterLink, RecordLetterSent, SendLetterLink
from casework.people.credentials import CodeBy
from casework.people.task_links import Secrets, new_secrets
from casework.settings import settings
from casework.storage import store
from web.acting.acts import ActPage, add_acts
from web.acting.asking import day, line, members, select
from web.acting.forms import REFUSALS, Form, answers, once_of, refused
from web.acting.opening import open_letters, open_to_act
from web.entering.entering import here
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.sending import pdf
from web.frame.serving import serves
from web.pages.cases.cases import case_page
from web.views.addresses import id_in
from web.views.casenav import case_links
from web.views.hearingview import links

router = APIRouter()
SENDS = serves(Permission.SEND_LETTER)


@router.get("/cases/{reference}/letters", dependencies=serves(*LETTERS))
def letters_page(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    file = open_letters(reading, actor, reference, today)
    sends = file.may(Permission.SEND_LETTER)
    told = {}
    if sends:
        with working_on(reading, file.case.id):
            told = sent_on(reading, file.case.id, datetime.now(UTC))
    return show(
        request,
        "cases/letters.html",
        sends=sends,
        sent=told,
        acts=links(file, "letter-sent") if sends and file.documents else [],
        **case_page(file, "letters"),
    )


@router.get("/cases/{reference}/letters/L{number}.pdf", dependencies=serves(*LETTERS))
def letter(reference: str, number: int, reading: Reading, actor: SignedIn) -> Response:
    """The bytes as they were issued."""
    case, standing = open_case(reading, actor, reference)
    document = paper_for(reading, standing, case, number)
    if standing.is_employee:
        note_collected(reading, document.id)
    called = f"Paper {document.reference}"
    with store().open_sound(document.key, document.sha256, called) as source:
        return pdf(source.read(), f"{case.reference}-{document.reference}.pdf")


@router.get("/cases/{reference}/letters/link", dependencies=SENDS)
def link_form(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    file = open_to_act(reading, actor, reference, today, Permission.SEND_LETTER)
    return _link(request, file, Form({"document": request.query_params.get("document", "")}))


def _link(request: Request, file: CaseFile, form: Form) -> Response:
    return show(
        request,
        "letters/link.html",
        status=form.status,
        here="cases",
        file=file,
        case_links=case_links(file),
        form=form,
        documents=list(_papers(None, file)),
        codes=[(each.value, each.label) for each in CodeBy],
        has_mail=bool(settings().smtp_url),
    )


def _papers(_session: Session | None, file: CaseFile) -> Iterable[tuple[str, str]]:
    """The papers that this reader reads, the last first."""
    return [
        (str(each.number), f"{each.reference}, {each.title}") for each in reversed(file.documents)
    ]


@router.post("/cases/{reference}/letters/link", dependencies=SENDS)
def make_link(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """Make the link, and show this once what goes with it: it could be read nowhere later."""
    made = new_secrets()
    try:
        told = answers(SendLetterLink, posted) | {"opened_by": made}
        command = SendLetterLink.model_validate(told)
        entry = perform(transaction, actor, reference, command, once=once_of(posted))
    except REFUSALS as error:
        file = open_to_act(transaction, actor, reference, today, Permission.SEND_LETTER)
        return _link(request, file, refused(posted, error, SendLetterLink))
    if entry.facts["link_id"] != str(made.link_id):  # the form was sent twice
        return RedirectResponse(f"/cases/{reference}/letters", 303)
    file = open_to_act(transaction, actor, reference, today, Permission.SEND_LETTER)
    return _made(request, file, command, made)


def _made(request: Request, file: CaseFile, asked: SendLetterLink, made: Secrets) -> Response:
    return show(
        request,
        "letters/made.html",
        here="cases",
        file=file,
        case_links=case_links(file),
        asked=asked,
        link="" if asked.address else f"{here(request).origin}/letter/{made.token}",
        code=made.spaced,
    )


@router.post("/cases/{reference}/letters/links/{delivery_id}/end", dependencies=SENDS)
def end_link(
    reference: str, delivery_id: str, transaction: Transaction, actor: SignedIn
) -> Response:
    command = EndLetterLink(delivery_id=id_in(delivery_id))
    entry = perform(transaction, actor, reference, command)
    return RedirectResponse(f"/cases/{reference}/letters?said={entry.number}", 303)


add_acts(
    router,
    ActPage(
        slug="letter-sent",
        command=RecordLetterSent,
        title="Record that a letter was posted or handed over",
        button="Record it",
        lead="One record for each person it went to.",
        what="The day, the way and who did it are kept with the letter. The letter itself does "
        "not change.",
        asks=(
            select("document", "Which letter?", _papers),
            select("how", "How was it sent?", members(SentHow, SentHow.POST, SentHow.HAND)),
            line("to", "Who did it go to?"),
            day("sent_on", "Day it was sent"),
            line("done_by", "Who posted it or handed it over?"),
        ),
        start=lambda _session, _file, request: {
            "document": request.query_params.get("document", "")
        },
        stages=frozenset(Stage),
        back="/letters",
        listed=False,
    ),
)
