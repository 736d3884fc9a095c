"""What goes into a pack, section by section as its recipe says, read from the case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlmodel import Session

from casework.access import Role
from casework.allegations.letterhead import about, in_role, put
from casework.allegations.queries import Alleged, allegations_on, conduct_days
from casework.cases.models import Case
from casework.cases.names import spoken
from casework.cases.narratives import spoken_names
from casework.documents import sheets
from casework.documents.packs import PackItem, PackPlan, PackSection, said
from casework.documents.wording import Person
from casework.evidence.queries import Item, evidence_on
from casework.hearing_packs import papers
from casework.hearing_packs.background import chronology, people_sheet, policies, version_shown
from casework.hearing_packs.exhibits import exhibit_item
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.recipes import RECIPES, Holds
from casework.hearing_packs.supplements import only_what_is_new
from casework.hearings.queries import hearing_of
from casework.people.queries import known
from casework.people.warnings import warnings_of
from casework.procedure import Step
from casework.sources import cited
from casework.working_days import LONDON, local_day

STOPPED = "closed, and with the police"
Ground = tuple[str, str]


@dataclass(frozen=True)
class Beside:
    """What a pack takes from later stages: the checklist, and the grounds of an appeal."""

    notes: Sequence[Step] = ()
    grounds: Sequence[Ground] = ()


@dataclass
class _Case:
    """The case as every section reads it."""

    session: Session
    case: Case
    pack: HearingPack
    beside: Beside
    at: datetime
    withheld: list[str] = field(default_factory=list)

    @cached_property
    def alleged(self) -> list[Alleged]:
        every = allegations_on(self.session, self.case.id)
        return [each for each in every if each.allegation.to_hearing] or every

    @cached_property
    def items(self) -> list[Item]:
        return [each for each in evidence_on(self.session, self.case.id) if each.exhibit]


def plan(session: Session, case: Case, pack: HearingPack, beside: Beside, at: datetime) -> PackPlan:
    """The whole pack as it stands at a moment, in the order of its recipe."""
    recipe, told = RECIPES[pack.kind], _Case(session, case, pack, beside, at)
    sections = tuple(
        PackSection(
            letter=section.letter,
            title=section.title,
            items=tuple(item for what in section.holds for item in SECTIONS[what](told)),
        )
        for section in recipe.sections
    )
    cover = _cover(told, recipe.cover)
    planned = PackPlan(cover=cover, sections=sections, letter=recipe.letter, draft=not pack.final)
    if pack.supplements is not None:
        planned = only_what_is_new(session, pack, planned)
    entries, others = spoken_names(session, case.id)
    return said(planned, lambda text: spoken(text, entries, others)) if entries else planned


def _cover(told: _Case, hearing_said: str) -> sheets.CoverSheet:
    session, case, pack = told.session, told.case, told.pack
    hearing = hearing_of(session, case.id) if pack.kind.is_of_the_hearing else None
    chair = in_role(session, case, Role.HEARING_MANAGER) if hearing else None
    starts = hearing.starts_at.astimezone(LONDON) if hearing else None
    return sheets.CoverSheet(
        **vars(about(session, case)),
        hearing=hearing_said,
        hearing_day=starts.date() if starts else None,
        hearing_starts=f"{starts:%H:%M}" if starts else "",
        hearing_place=hearing.place if hearing else "",
        people=(Person(name=chair.name, role=Role.HEARING_MANAGER.label),) if chair else (),
        edition=pack.name,
        recipe=f"{pack.kind.label}, version {RECIPES[pack.kind].version}",
        made_at=told.at,
        made_by=known(session, pack.requested_by).name,
    )


def _schedule(told: _Case) -> list[PackItem]:
    schedule = sheets.AllegationSchedule(
        allegations=tuple(
            sheets.ScheduledAllegation(
                allegation=put(each), version_shown=version_shown(told.session, told.case)
            )
            for each in told.alleged
        )
    )
    return [
        PackItem(
            called="the allegation schedule",
            title="Schedule of allegations",
            description="with each clause as worded on the day",
            parts=(schedule,),
        )
    ]


def _exhibits(told: _Case) -> list[PackItem]:
    going = [
        each
        for each in told.items
        if each.exhibit and each.exhibit.in_pack and not each.capture.stopped_at
    ]
    return [exhibit_item(told.session, each, told.alleged) for each in going]


def _statements(told: _Case) -> list[PackItem]:
    found, left_out = papers.statements(told.session, told.case)
    told.withheld += left_out
    return found


def _correspondence(told: _Case) -> list[PackItem]:
    recipe = RECIPES[told.pack.kind]
    elsewhere = [each for each in Holds if recipe.holds(each)]
    return papers.correspondence(told.session, told.case, elsewhere)


def _grounds(told: _Case) -> list[PackItem]:
    if not told.beside.grounds:
        return []
    sheet = sheets.NoteSheet(
        title="Grounds of the appeal", text="", facts=tuple(told.beside.grounds)
    )
    return [
        PackItem(
            called="the grounds of the appeal",
            title="Grounds of the appeal",
            description="as the employee put them",
            parts=(sheet,),
        )
    ]


def _warnings(told: _Case) -> list[PackItem]:
    session, case, at = told.session, told.case, told.at
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
    return [
        PackItem(
            called="the live warnings",
            title="Live warnings",
            description="on the day of the conduct; spent ones are left out",
            parts=(sheet,),
        )
    ]


def _procedure(told: _Case) -> list[PackItem]:
    withheld = tuple(
        f"{each.exhibit.reference}: {each.exhibit.pack_reason or STOPPED}"
        for each in told.items
        if each.exhibit and (each.capture.stopped_at or not each.exhibit.in_pack)
    )
    notes = told.beside.notes
    sheet = sheets.ProceduralNotes(
        checked_at=told.at,
        notes=tuple(
            sheets.ProceduralNote(demand=each.says, source=cited(each.source), met=each.met)
            for each in notes
        ),
        withheld=(*withheld, *told.withheld),
    )
    return [
        PackItem(
            called="the procedural notes",
            title="Procedural notes",
            description="what the procedure asks for, and where this case stands",
            parts=(sheet,),
        )
    ]


SECTIONS: dict[Holds, Callable[[_Case], Sequence[PackItem]]] = {
    Holds.NOTICE: lambda told: papers.latest(told.session, told.case, papers.NOTICES),
    Holds.APPEAL_NOTICE: lambda told: papers.latest(told.session, told.case, papers.APPEAL_NOTICES),
    Holds.SCHEDULE: _schedule,
    Holds.CHRONOLOGY: lambda told: [chronology(told.session, told.case)],
    Holds.PEOPLE: lambda told: [people_sheet(told.session, told.case)],
    Holds.POLICIES: lambda told: policies(told.session, told.case, told.alleged),
    Holds.REPORT: lambda told: papers.reports(told.session, told.case),
    Holds.EXHIBITS: _exhibits,
    Holds.STATEMENTS: _statements,
    Holds.CORRESPONDENCE: _correspondence,
    Holds.WARNINGS: _warnings,
    Holds.OUTCOME: lambda told: papers.latest(told.session, told.case, papers.OUTCOMES),
    Holds.GROUNDS: _grounds,
    Holds.HEARING_NOTES: lambda told: list(papers.hearing_notes(told.session, told.case)),
    Holds.PROCEDURE: _procedure,
}
