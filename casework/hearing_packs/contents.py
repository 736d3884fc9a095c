"""What goes into a pack, section by section as its recipe says, read from the case."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlmodel import Session

from casework.access import Role
from casework.allegations.letterhead import about, in_role, put
from casework.cases.models import Case
from casework.cases.names import spoken
from casework.cases.narratives import spoken_names
from casework.documents import sheets
from casework.documents.packs import PackItem, PackPlan, PackSection, said
from casework.documents.wording import Person
from casework.hearing_packs import own_sheets, papers
from casework.hearing_packs.background import chronology, people_sheet, policies, version_shown
from casework.hearing_packs.beside import Beside
from casework.hearing_packs.exhibits import exhibit_item
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.recipes import Filter, Holds
from casework.hearing_packs.submission import submission
from casework.hearing_packs.supplements import only_what_is_new
from casework.hearing_packs.told import Told
from casework.hearing_packs.trust_recipes import called, recipe_of
from casework.hearings.queries import hearing_of
from casework.people.queries import known
from casework.working_days import LONDON

__all__ = ["Beside", "plan"]
SUSPENSION_LETTERS = frozenset({"L-05", "L-06", "L-07"})


def plan(session: Session, case: Case, pack: HearingPack, beside: Beside, at: datetime) -> PackPlan:
    """The whole pack as it stands at a moment, in the order of its recipe."""
    recipe = recipe_of(session, pack)
    told = Told(session, case, pack, recipe, beside, at)
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


def _cover(told: Told, hearing_said: str) -> sheets.CoverSheet:
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
        recipe=called(pack),
        made_at=told.at,
        made_by=known(session, pack.requested_by).name,
    )


def _schedule(told: Told) -> list[PackItem]:
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


def _exhibits(told: Told) -> list[PackItem]:
    return [exhibit_item(told.session, each, told.alleged) for each in told.going]


def _statements(told: Told) -> list[PackItem]:
    found, left_out = papers.statements(told.session, told.case)
    told.withheld += left_out
    return found


def _correspondence(told: Told) -> list[PackItem]:
    elsewhere = [each for each in Holds if told.recipe.holds(each)]
    narrow = told.recipe.narrowed(Filter.SUSPENSION_LETTERS)
    only = SUSPENSION_LETTERS if narrow else None
    return papers.correspondence(told.session, told.case, elsewhere, only)


SECTIONS: dict[Holds, Callable[[Told], Sequence[PackItem]]] = {
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
    Holds.WARNINGS: own_sheets.employment,
    Holds.SUBMISSION: lambda told: list(submission(told)),
    Holds.COMPARATORS: own_sheets.comparators,
    Holds.OUTCOME: lambda told: papers.latest(told.session, told.case, papers.OUTCOMES),
    Holds.GROUNDS: own_sheets.grounds,
    Holds.HEARING_NOTES: lambda told: list(papers.hearing_notes(told.session, told.case)),
    Holds.PROCEDURE: own_sheets.procedure,
}
