"""The case as every section of a pack reads it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlmodel import Session

from casework.allegations.queries import Alleged, allegations_on
from casework.cases.models import Case
from casework.evidence.queries import Item, evidence_on
from casework.hearing_packs.beside import Beside
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.recipes import Filter, Holds, PackKind, Recipe


@dataclass
class Told:
    """A case, the pack that is made of it, and what is left out of that on the way.

    `listing` is for a page that says what would be in it: no file is read, and nothing has parts.
    """

    session: Session
    case: Case
    pack: HearingPack
    recipe: Recipe
    beside: Beside
    at: datetime
    withheld: list[str] = field(default_factory=list)
    listing: bool = False

    @cached_property
    def alleged(self) -> list[Alleged]:
        every = allegations_on(self.session, self.case.id)
        heard = [each for each in every if each.allegation.to_hearing] or every
        if not self.recipe.narrowed(Filter.UPHELD):
            return heard
        return [e for e in heard if e.allegation.finding and e.allegation.finding.is_upheld]

    @cached_property
    def items(self) -> list[Item]:
        return [each for each in evidence_on(self.session, self.case.id) if each.exhibit]

    @cached_property
    def going(self) -> list[Item]:
        """The exhibits that go in."""
        if not self.recipe.holds(Holds.EXHIBITS):
            return []
        going = [
            each
            for each in self.items
            if each.exhibit and each.exhibit.in_pack and not each.capture.stopped_at
        ]
        if not self.recipe.narrowed(Filter.RELIED_ON):
            return going
        relied_on = {named for each in self.alleged for named in each.exhibit_references}
        return [each for each in going if each.reference in relied_on]

    @property
    def of_the_appeal(self) -> bool:
        return self.pack.kind in (PackKind.APPEAL, PackKind.REFERRAL)
