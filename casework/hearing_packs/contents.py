"""What goes into a pack, section by section as its recipe says, read from the case."""

from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.metadata import version

from sqlmodel import Session

from casework.access import Role
from casework.allegations.letterhead import about, in_role, put
from casework.cases.models import Case
from casework.cases.names import spoken
from casework.cases.pseudonyms import staff_on
from casework.documents import sheets
from casework.documents.packs import PackItem, PackPlan, PackSection, said
from casework.documents.wording import Person
from casework.hearing_packs import own_sheets, papers
from casework.hearing_packs.arrangement import arrangement_of
from casework.hearing_packs.background import chronology, people_sheet, policies, version_shown
from casework.hearing_packs.beside import Beside
from casework.hearing_packs.concealed import spoken_in, witnesses_as
from casework.hearing_packs.exhibits import exhibit_items, exhibit_line, require_only_copies
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.profiles import PROFILES
from casework.hearing_packs.recipes import Holds
from casework.hearing_packs.submission import submission
from casework.hearing_packs.supplements import only_what_is_new
from casework.hearing_packs.told import Told
from casework.hearing_packs.trust_recipes import called, recipe_of
from casework.hearings.queries import hearing_of
from casework.investigation.meetings import spoken as spoken_time
from casework.people.queries import known
from casework.working_days import LONDON

__all__ = ["Beside", "plan"]


def plan(session: Session, case: Case, pack: HearingPack, beside: Beside, at: datetime) -> PackPlan:
    """The whole pack as it stands at a moment, in the order of its recipe."""
    told = Told(session, case, pack, recipe_of(session, pack), beside, at)
    sections = _as_arranged(told, gathered(told))
    cover = _cover(told, told.recipe.cover)
    letter = told.recipe.letter
    planned = PackPlan(cover=cover, sections=sections, letter=letter, draft=not pack.final)
    if pack.supplements is not None:
        planned = only_what_is_new(session, pack, planned)
    entries = spoken_in(session, case, pack.profile)
    if not entries:
        return planned
    hidden = {each.name for each in entries}
    others = [each for each in staff_on(session, case.id) if each not in hidden]
    return said(planned, lambda text: spoken(text, entries, others))


Gathered = dict[Holds, list[PackItem]]


def gathered(told: Told) -> Gathered:
    """Everything the recipe asks for, but for the sheet that says what was left out."""
    wanted = [each for each in Holds if told.recipe.holds(each) and each is not Holds.PROCEDURE]
    return {each: list(SECTIONS[each](told)) for each in wanted}


def _as_arranged(told: Told, items: Gathered) -> tuple[PackSection, ...]:
    """The sections as people put them; what they left out is said on the procedure sheet."""
    arranged = arrangement_of(told.session, told.case.id, told.pack.kind)
    going: Gathered = {}
    for what, found in items.items():
        why = {each.identity: arranged.why_left_out(what, each) for each in found}
        going[what] = [each for each in found if not why[each.identity]]
        told.withheld += [f"{e.title}: {why[e.identity]}" for e in found if why[e.identity]]
    if told.recipe.holds(Holds.PROCEDURE):
        going[Holds.PROCEDURE] = list(SECTIONS[Holds.PROCEDURE](told))
    return tuple(
        PackSection(
            letter=section.letter,
            title=section.title,
            items=tuple(arranged.ordered([i for what in section.holds for i in going[what]])),
        )
        for section in told.recipe.sections
    )


def _cover(told: Told, hearing_said: str) -> sheets.CoverSheet:
    session, case, pack = told.session, told.case, told.pack
    hearing = hearing_of(session, case.id) if pack.kind.is_of_the_hearing else None
    chair = in_role(session, case, Role.HEARING_MANAGER) if hearing else None
    starts = hearing.starts_at.astimezone(LONDON) if hearing else None
    return sheets.CoverSheet(
        **vars(about(session, case)),
        hearing=hearing_said,
        hearing_day=starts.date() if starts else None,
        hearing_starts=spoken_time(starts.time()) if starts else "",
        hearing_place=hearing.place if hearing else "",
        people=(Person(name=chair.name, role=Role.HEARING_MANAGER.label),) if chair else (),
        edition=pack.name,
        recipe=called(pack),
        hides=pack.profile.label,
        made_with=f"Casework {version('casework')}",
        made_at=told.at,
        made_by=known(session, pack.requested_by).name,
    )


def _schedule(told: Told) -> list[PackItem]:
    schedule = sheets.AllegationSchedule(
        allegations=tuple(
            sheets.ScheduledAllegation(
                allegation=put(each), version_shown=version_shown(told.session, told.case, each)
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
    if told.listing:
        return [exhibit_line(each) for each in told.going]
    if PROFILES[told.pack.profile].only_copies:
        require_only_copies(told.going)
    return exhibit_items(told.session, told.going, told.alleged)


def _statements(told: Told) -> list[PackItem]:
    called = witnesses_as(told.session, told.case, told.pack.profile)
    found, left_out = papers.statements(told.session, told.case, called)
    told.withheld += left_out
    return found


def _submission(told: Told) -> list[PackItem]:
    """What the employee sent, behind the reason why their pack is not the one the panel reads."""
    noted = told.recipe.holds(Holds.PROCEDURE) or told.listing
    return [*(() if noted else own_sheets.sides(told)), *submission(told)]


SECTIONS: dict[Holds, Callable[[Told], Sequence[PackItem]]] = {
    Holds.NOTICE: lambda told: papers.latest(told, papers.NOTICES),
    Holds.APPEAL_NOTICE: lambda told: papers.latest(told, papers.APPEAL_NOTICES),
    Holds.SCHEDULE: _schedule,
    Holds.CHRONOLOGY: lambda told: [chronology(told.session, told.case)],
    Holds.PEOPLE: lambda told: [people_sheet(told.session, told.case)],
    Holds.POLICIES: lambda told: policies(told.session, told.case, told.alleged),
    Holds.REPORT: papers.reports,
    Holds.EXHIBITS: _exhibits,
    Holds.STATEMENTS: _statements,
    Holds.CORRESPONDENCE: papers.correspondence,
    Holds.WARNINGS: own_sheets.employment,
    Holds.SUBMISSION: _submission,
    Holds.COMPARATORS: own_sheets.comparators,
    Holds.OUTCOME: lambda told: papers.latest(told, papers.OUTCOMES),
    Holds.GROUNDS: own_sheets.grounds,
    Holds.HEARING_NOTES: lambda told: list(papers.hearing_notes(told.session, told.case)),
    Holds.PROCEDURE: own_sheets.procedure,
}
