"""The register of pseudonyms of a case, for those who may read whose names they stand for."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from casework.access import Action, Permission
from casework.case_file.queries import CaseFile
from casework.cases.naming import CorrectPseudonym, GivePseudonym
from casework.cases.pseudonyms import Kind, pseudonyms_on
from casework.database.whose import working_on
from web.acting.acts import ActPage, add_acts
from web.acting.asking import choice, line, members, prose, select
from web.acting.opening import open_case_file
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.cases.cases import case_page
from web.views.redactionview import register_for

router = APIRouter()
WAYS = (
    "One a line: nicknames, what friends call them, a name with a slip in it, an account name. "
    "The given name alone, the initials and “’s” are found anyway."
)


@router.get("/cases/{reference}/pseudonyms", dependencies=serves(Action.VIEW_RESTRICTED_EVIDENCE))
def register(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    file = open_case_file(reading, actor, reference, today, Action.VIEW_RESTRICTED_EVIDENCE)
    shown = register_for(reading, file)
    with working_on(reading, file.case.id):
        every = pseudonyms_on(reading, file.case.id)
    return show(
        request,
        "redaction/pseudonyms.html",
        entries=shown,
        kept=[each.label for each in every if each not in shown],
        may_give=file.case.closed_at is None and file.may(Permission.GIVE_PSEUDONYM),
        **case_page(file, "pseudonyms"),
    )


def _entries(session: Session, file: CaseFile) -> list[tuple[str, str]]:
    return [(str(each.id), f"{each.label}: {each.name}") for each in register_for(session, file)]


def _chosen(session: Session, file: CaseFile, request: Request) -> dict[str, Any]:
    """The form as the register has it, when the address says which entry."""
    wanted = request.query_params.get("pseudonym", "")
    for each in register_for(session, file):
        if str(each.id) == wanted:
            also = "\n".join(each.also)
            return {"pseudonym_id": wanted, "name": each.name, "also": also}
    return {}


add_acts(
    router,
    ActPage(
        slug="give-pseudonym",
        listed=False,
        command=GivePseudonym,
        title="Give somebody a pseudonym",
        button="Give a pseudonym",
        lead="Letters, packs and redacted copies use it. Only those who may see the original "
        "evidence read the name.",
        asks=(
            choice("kind", "Who are they?", members(Kind)),
            line("name", "Full name"),
            prose("also", "Other ways their name is written", WAYS, optional=True),
        ),
        back="/pseudonyms",
    ),
    ActPage(
        slug="correct-pseudonym",
        listed=False,
        command=CorrectPseudonym,
        title="Correct how a name is written",
        button="Save the name",
        lead="The pseudonym stays. Copies that were made before are not changed.",
        asks=(
            select("pseudonym_id", "Pseudonym", _entries),
            line("name", "Full name"),
            prose("also", "Other ways their name is written", WAYS, optional=True),
        ),
        start=_chosen,
        back="/pseudonyms",
    ),
)
