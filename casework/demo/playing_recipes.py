"""What the invented trust changed of the recipes of packs, before its first story."""

from datetime import datetime, timedelta

from casework.access import Actor
from casework.demo.playing import Company
from casework.hearing_packs.amending_recipes import AskedSection, DecideRecipe, ProposeRecipe
from casework.hearing_packs.recipes import RECIPES, Holds, PackKind
from casework.hearing_packs.trust_recipes import waiting

PROPOSED_BY, DECIDED_BY = "Priya Nair", "Marian Coley"
BEFORE, TO_DECIDE = timedelta(days=20), timedelta(days=2)


def recipe_changed(company: Company, first_report: datetime) -> None:
    """Appeals argue that others were treated better: how others ended is in the appeal pack."""
    supplied = RECIPES[PackKind.APPEAL].sections
    sections = (
        *(AskedSection.of(each) for each in supplied),
        AskedSection(letter="J", title="Earlier cases", holds=(Holds.COMPARATORS.name.lower(),)),
    )
    at = first_report - BEFORE
    proposed = ProposeRecipe(
        kind=PackKind.APPEAL,
        sections=sections,
        reason="Most appeals say that others were treated better. The panel should see the counts.",
    )
    proposed.perform(company.session, _actor(company, PROPOSED_BY), at)
    (row,) = waiting(company.session)
    decided = DecideRecipe(
        recipe_id=row.id, approved=True, reason="Counts only, and nobody is named."
    )
    decided.perform(company.session, _actor(company, DECIDED_BY), at + TO_DECIDE)


def _actor(company: Company, name: str) -> Actor:
    return company.actor(company.trust.named(name).staff_number)
