"""What goes into a pack, section by section, read from the case. Nothing is decided here."""

from datetime import datetime

from sqlmodel import Session

from casework.access import Role
from casework.allegations.letterhead import about, in_role, put
from casework.allegations.queries import Alleged, allegations_on, conduct_days
from casework.cases.models import Case
from casework.cases.names import spoken
from casework.cases.narratives import spoken_names
from casework.documents import sheets
from casework.documents.issuing import issued_on
from casework.documents.models import IssuedDocument
from casework.documents.packs import PackItem, PackPlan, PackSection, PdfPages, said
from casework.documents.wording import Person
from casework.evidence.queries import Item, evidence_on
from casework.hearing_packs.background import chronology, policies, version_shown
from casework.hearing_packs.exhibits import exhibit_item
from casework.hearing_packs.models import HearingPack
from casework.hearings.queries import hearing_of
from casework.people.queries import known
from casework.people.warnings import warnings_of
from casework.procedure import Step
from casework.sources import cited
from casework.storage import store
from casework.working_days import LONDON, local_day

STOPPED = "closed, and with the police"
NOTICES = {"L-12", "L-13"}
# Shown in sections of their own; a letter to a witness names them, and is in no pack.
OF_THEIR_OWN = {"REPORT", "L-08", *NOTICES}


def plan(
    session: Session, case: Case, pack: HearingPack, notes: list[Step], at: datetime
) -> PackPlan:
    """The whole pack as it stands at a moment, in the order a panel expects.

    `notes` is the case's checklist, printed as section K.
    """
    alleged = [each for each in allegations_on(session, case.id) if each.allegation.to_hearing]
    alleged = alleged or allegations_on(session, case.id)
    items = [each for each in evidence_on(session, case.id) if each.exhibit]
    sections = (
        _notice(session, case, alleged),
        chronology(session, case),
        policies(session, case, alleged),
        _report(session, case),
        PackSection(
            letter="E",
            title="Exhibits",
            items=tuple(
                exhibit_item(session, each, alleged)
                for each in items
                if each.exhibit and each.exhibit.in_pack and not each.capture.stopped_at
            ),
        ),
        _correspondence(session, case),
        _warnings(session, case, at),
        _procedure(items, notes, at),
    )
    cover = _cover(session, case, pack, at)
    planned = PackPlan(cover=cover, sections=sections, letter="A", draft=not pack.final)
    entries, others = spoken_names(session, case.id)
    return said(planned, lambda text: spoken(text, entries, others)) if entries else planned


def _cover(session: Session, case: Case, pack: HearingPack, at: datetime) -> sheets.CoverSheet:
    hearing = hearing_of(session, case.id)
    chair = in_role(session, case, Role.HEARING_MANAGER)
    starts = hearing.starts_at.astimezone(LONDON) if hearing else None
    return sheets.CoverSheet(
        **vars(about(session, case)),
        hearing="Disciplinary hearing",
        hearing_day=starts.date() if starts else None,
        hearing_starts=f"{starts:%H:%M}" if starts else "",
        hearing_place=hearing.place if hearing else "",
        people=(Person(name=chair.name, role=Role.HEARING_MANAGER.label),) if chair else (),
        edition=pack.name,
        made_at=at,
        made_by=known(session, pack.requested_by).name,
    )


def _notice(session: Session, case: Case, alleged: list[Alleged]) -> PackSection:
    notices = [each for each in issued_on(session, case.id) if each.code in NOTICES]
    items = [_paper(each, "as sent to the employee") for each in notices[-1:]]
    schedule = sheets.AllegationSchedule(
        allegations=tuple(
            sheets.ScheduledAllegation(
                allegation=put(each), version_shown=version_shown(session, case)
            )
            for each in alleged
        )
    )
    items.append(
        PackItem(
            called="the allegation schedule",
            title="Schedule of allegations",
            description="with each clause as worded on the day",
            parts=(schedule,),
        )
    )
    return PackSection(letter="A", title="Notice and allegations", items=tuple(items))


def _as_issued(document: IssuedDocument) -> bytes:
    called = f"Paper {document.reference}"
    with store().open_sound(document.key, document.sha256, called) as source:
        return source.read()


def _paper(document: IssuedDocument, description: str) -> PackItem:
    """A paper that was issued, with the bytes it was issued with."""
    return PackItem(
        called=document.reference,
        title=document.title,
        description=description,
        day=local_day(document.issued_at),
        parts=(PdfPages(_as_issued(document)),),
    )


def _report(session: Session, case: Case) -> PackSection:
    reports = [each for each in issued_on(session, case.id) if each.code == "REPORT"]
    items = tuple(_paper(each, f"by {each.issued_by}") for each in reports)
    return PackSection(letter="D", title="Investigation report", items=items)


def _correspondence(session: Session, case: Case) -> PackSection:
    """Letters other than the notice and the report, which have sections of their own."""
    others = [each for each in issued_on(session, case.id) if each.code not in OF_THEIR_OWN]
    items = tuple(_paper(each, "as sent") for each in others)
    return PackSection(letter="G", title="Correspondence", items=items)


def _warnings(session: Session, case: Case, at: datetime) -> PackSection:
    hearing = hearing_of(session, case.id)
    days = conduct_days(session, case.id) or [local_day(hearing.starts_at if hearing else at)]
    on = days[-1]
    theirs = warnings_of(session, case.employee_id) if case.employee_id else []
    live = [each for each in theirs if any(each.is_live(day) for day in days)]
    sheet = sheets.WarningsSheet(
        on=on,
        warnings=tuple(
            sheets.LiveWarning(
                level=each.level.label,
                given_on=each.given_on,
                about=each.about,
                live_until=each.spent_on,
            )
            for each in live
        ),
    )
    item = PackItem(
        called="the live warnings",
        title="Live warnings",
        description="on the day of the conduct; spent ones are left out",
        parts=(sheet,),
    )
    return PackSection(letter="H", title="Employment context", items=(item,))


def _procedure(items: list[Item], notes: list[Step], at: datetime) -> PackSection:
    withheld = tuple(
        f"{each.exhibit.reference}: {each.exhibit.pack_reason or STOPPED}"
        for each in items
        if each.exhibit and (each.capture.stopped_at or not each.exhibit.in_pack)
    )
    sheet = sheets.ProceduralNotes(
        checked_at=at,
        notes=tuple(
            sheets.ProceduralNote(demand=each.says, source=cited(each.source), met=each.met)
            for each in notes
        ),
        withheld=withheld,
    )
    item = PackItem(
        called="the procedural notes",
        title="Procedural notes",
        description="what the procedure asks for, and where this case stands",
        parts=(sheet,),
    )
    return PackSection(letter="K", title="Procedure", items=(item,))
