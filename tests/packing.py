"""Recipes that two people changed, and papers that the employee sent, for tests of packs."""

from uuid import UUID

from casework import journal
from casework.cases.models import Case
from casework.evidence.custody import newest_link
from casework.evidence.rules import Collected
from casework.evidence.seals import Seal
from casework.hearing_packs.amending_recipes import AskedSection, DecideRecipe, ProposeRecipe
from casework.hearing_packs.recipes import RECIPES, PackKind
from casework.hearing_packs.trust_recipes import TrustRecipe, waiting
from casework.room.models import PaperKind
from casework.room.papers import EmployeePaperReceived
from tests.world import World, at

J_COMPARATORS = AskedSection(letter="J", title="Earlier cases", holds=("comparators",))


def as_supplied(kind: PackKind, *more: AskedSection) -> tuple[AskedSection, ...]:
    return (*(AskedSection.of(each) for each in RECIPES[kind].sections), *more)


def proposed(world: World, kind: PackKind, *more: AskedSection) -> TrustRecipe:
    asked = ProposeRecipe(kind=kind, sections=as_supplied(kind, *more), reason="We agreed on it")
    asked.perform(world.session, world.case_manager, at())
    return waiting(world.session)[-1]


def approved(world: World, kind: PackKind, *more: AskedSection) -> TrustRecipe:
    """A version of a recipe that one person proposed and another approved."""
    row = proposed(world, kind, *more)
    decided = DecideRecipe(recipe_id=row.id, approved=True, reason="Agreed")
    decided.perform(world.session, world.hr_director, at())
    return row


def handed_in(world: World, case: Case) -> UUID:
    """A paper of the employee's that nobody has looked at yet."""
    capture = world.capture(case, b"What happened", "mine.txt")
    told = EmployeePaperReceived(
        capture_id=capture.id,
        sha256=capture.sha256,
        collected=Collected(),
        paper_id=capture.id,
        what=PaperKind.STATEMENT,
        seal=Seal.of(newest_link(world.session, capture.id)),
    )
    journal.append(world.session, case.id, world.employee, told, at())
    return capture.id
