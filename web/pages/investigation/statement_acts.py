"""Statements signed on paper, witnesses who ask not to be named, and handing a part over."""

from fastapi import APIRouter
from sqlmodel import Session

from casework.access import Role
from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.investigation.handing_over import HANDED_OVER, HandOver
from casework.investigation.statements import AssessAnonymity, RecordStatement, anonymity_on
from casework.investigation.witnesses import accounts_on
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Option, day, line, members, prose, select, yes_no
from web.pages.cases.appointments import NO_ACCOUNT, readers

router = APIRouter()


def _signed(session: Session, file: CaseFile) -> list[Option]:
    """Signed statements on which nothing was decided yet."""
    decided = anonymity_on(session, file.case.id)
    return [
        (str(each.id), each.name)
        for each in accounts_on(session, file.case.id)
        if each.is_signed and each.id not in decided
    ]


add_acts(
    router,
    ActPage(
        slug="signed-statement",
        command=RecordStatement,
        title="Record a statement signed on paper",
        button="Record the statement",
        lead="Put its scan in the evidence first.",
        what="It counts as much as one signed through a link, and can never be changed.",
        asks=(
            line("name", "Witness’s full name"),
            line("role", "Who they are", "For example parent, class teacher"),
            prose("words", "What the statement says", "Word for word."),
            day("signed_on", "Day it was signed"),
            line("scan", "Reference of its scan", "For example E4"),
            prose("fears", "Why they ask not to be named", "Only if they do.", optional=True),
        ),
        stages=frozenset(Stage) - {Stage.REPORTED, Stage.CLOSED},
        back="/witnesses",
        listed=False,
    ),
    ActPage(
        slug="anonymity",
        command=AssessAnonymity,
        title="Decide whether a witness is not named",
        button="Record my decision",
        lead="Only of a signed statement. The employee must still be able to answer what it says.",
        what="The decision and each point are kept with the statement.",
        asks=(
            select("account_id", "Statement", _signed),
            prose("fear", "What they fear, and whether there is ground for it"),
            prose("opportunity", "How they could see it", "Where, when, how far, in what light."),
            prose("motive", "Could they have a reason to say what is not so?"),
            prose("corroboration", "What else supports it, and what speaks against it"),
            yes_no("granted", "Are they left unnamed?"),
            line("known_as", "What they are called instead", "Like Witness A", optional=True),
            prose("reasons", "Reasons"),
        ),
        stages=frozenset({Stage.INVESTIGATION, Stage.DECISION, Stage.HEARING}),
        back="/witnesses",
        listed=False,
    ),
    ActPage(
        slug="hand-over",
        command=HandOver,
        title="Hand a part over",
        button="Hand it over",
        lead="When whoever holds it leaves, or cannot go on.",
        what="They no longer see the case. Whoever takes over sees it from now on, and everything "
        "that was due from them is due from the new holder. The rules of independence apply.",
        asks=(
            select("role", "Part", members(Role, *HANDED_OVER)),
            select("person_id", "Who takes it over", readers, NO_ACCOUNT),
            prose("reason", "Why"),
            prose("stands", "Where things stand, and what is still to be done"),
        ),
        back="/people",
        listed=False,
    ),
)
