"""Sheets that are written from the case itself: employment, warnings, comparators, procedure."""

from collections.abc import Iterator

from casework.allegations.queries import conduct_days
from casework.documents import sheets
from casework.documents.packs import PackItem
from casework.documents.spelling import plain_day
from casework.hearing_packs.arrangement import PackArrangement
from casework.hearing_packs.sides import explained_on
from casework.hearing_packs.told import Told
from casework.hearings.queries import hearing_of
from casework.people.models import Person
from casework.people.queries import known
from casework.people.warnings import FormalWarning, warnings_of
from casework.sources import cited
from casework.working_days import local_day

STOPPED = "closed, and with the police"
COMPARED = (
    "Closed cases in which the same clause was upheld and the conduct was judged as serious, by "
    "how they ended. A number below five is not said. Nobody is named. Whether any of them is "
    "truly comparable is for whoever decides to say, with reasons (Hadjioannou v Coral)."
)


def grounds(told: Told) -> list[PackItem]:
    if not told.beside.grounds:
        return []
    facts = tuple(told.beside.grounds)
    sheet = sheets.NoteSheet(title="Grounds of the appeal", text="", facts=facts)
    called = "the grounds of the appeal"
    return [_sheet(called, "Grounds of the appeal", "as the employee put them", sheet)]


def comparators(told: Told) -> list[PackItem]:
    """Counts and nothing else: who they were is nobody’s business in this case."""
    if not told.beside.comparators:
        return []
    facts = tuple(told.beside.comparators)
    sheet = sheets.NoteSheet(title="How earlier cases ended", text=COMPARED, facts=facts)
    title = "How earlier cases ended"
    return [_sheet("the comparators", title, "counted, without names", sheet)]


def employment(told: Told) -> list[PackItem]:
    """The post, and the warnings that were live on the day of the conduct (Acas Code para 21)."""
    if told.case.employee_id is None:
        return []
    who = told.session.get_one(Person, told.case.employee_id)
    place = known(told.session, who.id)
    facts = (
        ("Post", place.job_title),
        ("Academy", place.academy),
        ("Employed since", plain_day(who.employed_from)),
    )
    post = sheets.NoteSheet(title="Employment", text="", facts=facts)
    return [_sheet("the employment", "Employment", "the post held", post), _warnings(told)]


def _warnings(told: Told) -> PackItem:
    session, case = told.session, told.case
    hearing = hearing_of(session, case.id)
    days = conduct_days(session, case.id) or [local_day(hearing.starts_at if hearing else told.at)]
    theirs = warnings_of(session, case.employee_id) if case.employee_id else []
    live = [each for each in theirs if any(each.is_live(day) for day in days)]
    gone = [e for e in theirs if e not in live and e.case_id != case.id and not e.withdrawn_on]
    sheet = sheets.WarningsSheet(
        on=days[-1],
        warnings=tuple(_warning(each) for each in live),
        spent=tuple(_warning(each) for each in gone) if told.beside.why_spent else (),
        why_spent=told.beside.why_spent,
    )
    says = "on the day of the conduct; spent ones are left out"
    if told.beside.why_spent:
        says = "on the day of the conduct, and spent ones by leave"
    return _sheet("the live warnings", "Live warnings", says, sheet)


def _warning(each: FormalWarning) -> sheets.LiveWarning:
    return sheets.LiveWarning(
        level=each.level.label,
        given_on=each.given_on,
        about=each.about,
        live_until=each.spent_on,
    )


def procedure(told: Told) -> list[PackItem]:
    """What the procedure asks for, with overrides and waivers, and what was left out and why."""
    going = {each.reference for each in told.going}
    withheld = tuple(
        f"{each.reference}: {_why(each.exhibit.pack_reason, bool(each.capture.stopped_at))}"
        for each in told.items
        if each.exhibit and each.reference not in going
    )
    sheet = sheets.ProceduralNotes(
        checked_at=told.at,
        notes=tuple(
            sheets.ProceduralNote(demand=each.says, source=cited(each.source), met=each.met)
            for each in told.beside.notes
        ),
        withheld=(*withheld, *told.withheld),
        unlike=tuple(_unlike(each) for each in explained_on(told.session, told.case.id)),
    )
    says = "what the procedure asks for, and where this case stands"
    return [_sheet("the procedural notes", "Procedural notes", says, sheet)]


def sides(told: Told) -> Iterator[PackItem]:
    """In a pack without a sheet of the procedure: why it is not what the other side reads."""
    for each in explained_on(told.session, told.case.id):
        if each.kind is told.pack.kind:
            facts = tuple(("Only one side reads", what) for what in each.differs_in.values())
            title = "How this pack differs from the hearing pack"
            sheet = sheets.NoteSheet(title=title, text=each.why_differs or "", facts=facts)
            yield _sheet("the note on both packs", title, "with the reason", sheet)


def _unlike(each: PackArrangement) -> sheets.PacksDiffer:
    what = tuple(str(title) for title in each.differs_in.values())
    return sheets.PacksDiffer(pack=each.kind.label, reason=each.why_differs or "", what=what)


def _why(reason: str | None, stopped: bool) -> str:
    if stopped:
        return STOPPED
    return reason or "no allegation in this pack relies on it"


def _sheet(called: str, title: str, description: str, sheet: sheets.Sheet) -> PackItem:
    return PackItem(called=called, title=title, description=description, parts=(sheet,))
