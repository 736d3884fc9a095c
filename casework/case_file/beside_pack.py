"""What a pack takes from stages that come after it, gathered for whoever makes it."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlmodel import Session

from casework.appeals.queries import grounds_of
from casework.case_file.next_steps import checklist
from casework.cases.models import Case
from casework.cases.waivers import waivers_given
from casework.hearing_packs.beside import Beside, Line, Submitted
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.recipes import Holds
from casework.hearing_packs.trust_recipes import RecipeGone, recipe_of
from casework.hearings.overrides import overrides_on
from casework.outcomes.comparators import comparators
from casework.outcomes.record_notes import decision_notes
from casework.outcomes.spent import unlocked
from casework.procedure import Step
from casework.room.models import PaperKind
from casework.room.queries import papers_on

AFTER_THE_PACK = {"G-PACK-1", "G-HRG-1"}  # what can only be true once the pack is out


def beside_pack(session: Session, pack_id: UUID, today: date) -> Beside:
    """What a pack takes from stages that come after it."""
    pack = session.get_one(HearingPack, pack_id)
    case = session.get_one(Case, pack.case_id)
    leave = unlocked(session, case.id)
    return Beside(
        notes=_notes(session, case, today),
        grounds=[(each.kind.label, each.words) for each in grounds_of(session, case.id)],
        submitted=list(_submitted(session, case.id)),
        comparators=_compared(session, case, pack),
        why_spent=f"The reason given: {leave.reason}" if leave else "",
    )


def beside_listing(session: Session, case: Case) -> Beside:
    """The same for a page that says what would be in a pack: without what only printing needs."""
    return Beside(
        grounds=[(each.kind.label, each.words) for each in grounds_of(session, case.id)],
        submitted=list(_submitted(session, case.id)),
    )


def _notes(session: Session, case: Case, today: date) -> list[Step]:
    found = checklist(session, case, today)
    told = [*found.done, *found.open, *found.waiting]
    return [
        *(step for step in told if step.rule not in AFTER_THE_PACK),
        *waivers_given(session, case.id),
        *overrides_on(session, case.id),
        *decision_notes(session, case.id),
    ]


def _submitted(session: Session, case_id: UUID) -> Iterator[Submitted]:
    """What the employee sent and did not take back."""
    for each in papers_on(session, case_id):
        paper = each.paper
        if paper.withdrawn_at is None:
            yield Submitted(
                capture_id=paper.capture_id,
                title=paper.title,
                what=paper.what.label,
                given_on=paper.given_on,
                words=paper.words or "",
                signed_as=paper.signed_as or "",
                exhibit=each.exhibit,
                for_appeal=paper.what is PaperKind.FOR_APPEAL,
            )


def _compared(session: Session, case: Case, pack: HearingPack) -> list[Line]:
    """How earlier cases ended, where the recipe has a place for it. No case is named."""
    try:
        if not recipe_of(session, pack).holds(Holds.COMPARATORS):
            return []
    except RecipeGone:  # making the pack says so itself
        return []
    found = comparators(session, case)
    if not found.clauses:
        return []
    ended = [(each.sanction.label, each.shown) for each in found.ended]
    return [("Clauses", ", ".join(found.clauses)), *ended, ("In all", found.in_all)]
