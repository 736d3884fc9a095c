"""Papers of the case as they go into a pack: letters as they were issued, statements, notes."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sqlmodel import Session, col, select

from casework.cases.models import Case
from casework.documents.issuing import issued_on
from casework.documents.models import IssuedDocument
from casework.documents.packs import PackItem, PdfPages
from casework.documents.sheets import NoteSheet
from casework.documents.spelling import plain_day
from casework.hearing_packs.recipes import Filter, Holds
from casework.hearing_packs.told import Told
from casework.investigation.inquiry import AnonymityAssessment
from casework.investigation.models import WitnessAccount
from casework.investigation.notes import NotesOf, notes_on
from casework.investigation.witnesses import accounts_on
from casework.storage import store
from casework.working_days import local_day

NOTICES = frozenset({"L-12", "L-13"})
APPEAL_NOTICES = frozenset({"L-21"})
OUTCOMES = frozenset({"L-16", "L-17", "L-18", "L-19", "L-20"})
REPORTS = frozenset({"REPORT"})
SUSPENSION_LETTERS = frozenset({"L-05", "L-06", "L-07"})
# Letters to the employee, and nothing else: what was written to a witness, the LADO, a parent, a
# legal adviser or whoever reported it is in no pack (rule RD-6).
TO_THE_EMPLOYEE = "L-"
IN_NO_PACK = frozenset({"L-08"})
# In these sections rather than among the letters.
OF_THEIR_OWN = {
    Holds.NOTICE: NOTICES,
    Holds.APPEAL_NOTICE: APPEAL_NOTICES,
    Holds.OUTCOME: OUTCOMES,
    Holds.REPORT: REPORTS,
}


def latest(told: Told, codes: frozenset[str]) -> list[PackItem]:
    """The last letter of a kind, as it was sent."""
    last = _issued(told, codes)[-1:]
    return [_paper(told, each, "as sent to the employee") for each in last]


def reports(told: Told) -> list[PackItem]:
    return [_paper(told, each, f"by {each.issued_by}") for each in _issued(told, REPORTS)]


def correspondence(told: Told) -> list[PackItem]:
    """Every other letter to the employee, by its day; one with a section of its own is there."""
    apart = {code for each, of in OF_THEIR_OWN.items() if told.recipe.holds(each) for code in of}
    narrow = told.recipe.narrowed(Filter.SUSPENSION_LETTERS)
    return [
        _paper(told, each, "as sent")
        for each in issued_on(told.session, told.case.id)
        if is_correspondence(each) and each.code not in apart
        if not narrow or each.code in SUSPENSION_LETTERS
    ]


def is_correspondence(document: IssuedDocument) -> bool:
    """Whether it is a letter to the employee that no kind of pack must hold."""
    told = document.code.startswith(TO_THE_EMPLOYEE)
    return told and document.code not in IN_NO_PACK | NOTICES


def _issued(told: Told, codes: frozenset[str]) -> list[IssuedDocument]:
    return [each for each in issued_on(told.session, told.case.id) if each.code in codes]


def _paper(told: Told, document: IssuedDocument, description: str) -> PackItem:
    """A paper that was issued, with the bytes it was issued with."""
    return PackItem(
        called=document.reference,
        title=document.title,
        description=description,
        day=local_day(document.issued_at),
        parts=() if told.listing else (PdfPages(_as_issued(document), document.title),),
        what=f"paper {document.id}",
    )


def _as_issued(document: IssuedDocument) -> bytes:
    called = f"Paper {document.reference}"
    with store().open_sound(document.key, document.sha256, called) as source:
        return source.read()


def statements(
    session: Session, case: Case, called: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[PackItem], list[str]]:
    """Signed statements, and what is said of those that are left out.

    `called` is what witnesses are called whom this pack does not name.

    A witness who asked not to be named is named nowhere until that was weighed (Linfood v Thomson).
    """
    weighed = _weighed(session, case)
    signed = [each for each in accounts_on(session, case.id) if each.is_signed]
    waiting = [each for each in signed if each.fears and each.id not in weighed]
    items = [
        _statement(each, _known_as(weighed.get(each.id)) or called.get(each.name), number)
        for number, each in enumerate((each for each in signed if each not in waiting), start=1)
    ]
    left_out = "A statement whose writer asked not to be named: that has not been weighed yet"
    return items, [left_out for _ in waiting]


def kept_back(session: Session, case: Case) -> list[str]:
    """The witnesses whom no pack names: whoever asked for it, until it was weighed and refused."""
    weighed = _weighed(session, case)
    told = [each for each in accounts_on(session, case.id) if each.fears or each.id in weighed]
    return sorted(
        {each.name for each in told if each.id not in weighed or weighed[each.id].granted}
    )


def _weighed(session: Session, case: Case) -> dict[object, AnonymityAssessment]:
    wanted = select(AnonymityAssessment).where(col(AnonymityAssessment.case_id) == case.id)
    return {each.account_id: each for each in session.exec(wanted)}


def _known_as(weighed: AnonymityAssessment | None) -> str | None:
    """What an unnamed witness is called; nothing, where they are named."""
    return (weighed.known_as or "A witness") if weighed and weighed.granted else None


def _statement(account: WitnessAccount, known_as: str | None, number: int) -> PackItem:
    who = known_as or account.name
    facts = [("Of", who if known_as or not account.role else f"{who}, {account.role}")]
    if account.signed_on:
        facts.append(("Signed as true", plain_day(account.signed_on)))
    title = f"Statement of {who}"
    return PackItem(
        called=f"Statement {number}",
        title=title,
        description="signed as true" + (", its writer is not named" if known_as else ""),
        day=account.signed_on,
        parts=(NoteSheet(title=title, text=account.words, facts=tuple(facts)),),
        what=f"statement {account.id}",
    )


def hearing_notes(session: Session, case: Case) -> Iterator[PackItem]:
    """The notes of the hearing as shared, with what the employee said of them beside them."""
    for each in reversed(notes_on(session, case.id)):
        if each.of is not NotesOf.HEARING:
            continue
        facts = [("With", each.with_whom), ("Held", plain_day(each.held_on))]
        facts.append(("The employee says", each.answer.label if each.answer else "Nothing yet"))
        if each.answer_words:
            facts.append(("In their words", each.answer_words))
        yield PackItem(
            called="the notes of the hearing",
            title="Notes of the hearing",
            description="as shared with the employee",
            day=each.held_on,
            parts=(NoteSheet(title="Notes of the hearing", text=each.words, facts=tuple(facts)),),
            what=f"notes {each.id}",
        )
