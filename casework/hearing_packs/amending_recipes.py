"""Changing a recipe: one person proposes a version, another decides, earlier editions keep theirs.

What a kind of pack must hold stays in it. It is refused by its name.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, ClassVar, Self, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic import Field as Asked
from sqlmodel import Session, func, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import WrongAnswer
from casework.hearing_packs.recipes import (
    MAY_HOLD,
    MAY_NARROW,
    MUST_HOLD,
    Filter,
    Holds,
    PackKind,
    SectionRecipe,
)
from casework.hearing_packs.trust_recipes import TrustRecipe, as_kept, waiting
from casework.journal import Event
from casework.people.deciding import to_decide
from casework.text import Line, Prose, within

Named = TypeVar("Named", Holds, Filter)
Letter = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]


class RecipeProposed(Event):
    kind: PackKind
    number: int

    def sentence(self) -> str:
        return f"proposed version {self.number} of the recipe of the {within(self.kind.label)}"


class RecipeDecided(Event):
    kind: PackKind
    number: int
    approved: bool

    def sentence(self) -> str:
        told = "approved" if self.approved else "refused"
        return f"{told} version {self.number} of the recipe of the {within(self.kind.label)}"


class AskedSection(BaseModel):
    """A section as it is asked for: its letter, its title, and the names of what it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    letter: Letter = Asked(title="the letter of the section")
    title: Line = Asked(title="the title of the section")
    holds: tuple[str, ...] = Asked(title="what the section holds")
    filters: tuple[str, ...] = Asked(default=(), title="what narrows it")

    @classmethod
    def of(cls, section: SectionRecipe) -> Self:
        return cls.model_validate(as_kept(section))

    def section(self) -> SectionRecipe:
        """Raises WrongAnswer: something in it has no such name."""
        return SectionRecipe(
            self.letter,
            self.title,
            tuple(_named(Holds, each) for each in self.holds),
            tuple(_named(Filter, each) for each in self.filters),
        )


class ProposeRecipe(BaseModel):
    """Propose a version of a recipe: its sections, what each holds, and in which order."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.PROPOSE_RECIPE

    kind: PackKind = Asked(title="which pack")
    sections: tuple[AskedSection, ...] = Asked(min_length=1, max_length=26, title="the sections")
    reason: Prose = Asked(title="the reason")

    def perform(self, session: Session, actor: Actor, at: datetime) -> RecipeProposed:
        """Keep the proposal. Packs are made as before until another person approves it.

        Raises:
            NotPermitted: the actor does not work in HR.
            WrongAnswer: something that must be in it is missing, may not be in it or is in it
                twice, or another change of this recipe waits.
        """
        require_in_trust(actor, self.permission)
        sections = sorted((each.section() for each in self.sections), key=lambda s: s.letter)
        _require_whole(self.kind, sections)
        if any(each.kind is self.kind for each in waiting(session)):
            raise WrongAnswer({"sections": "A change of this recipe waits to be decided already"})
        last = select(func.max(TrustRecipe.number)).where(TrustRecipe.kind == self.kind)
        row = TrustRecipe(
            kind=self.kind,
            number=(session.exec(last).one() or 0) + 1,
            sections=[as_kept(each) for each in sections],
            reason=self.reason,
            proposed_by=actor.id,
            proposed_at=at,
        )
        session.add(row)
        session.flush()
        event = RecipeProposed(kind=row.kind, number=row.number)
        journal.append(session, None, actor, event, at)
        return event


class DecideRecipe(BaseModel):
    """Approve or refuse a version that somebody else proposed. Editions made before keep theirs."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.DECIDE_RECIPE

    recipe_id: UUID
    approved: bool = Asked(title="whether it is approved")
    reason: Prose = Asked(title="the reason")

    def perform(self, session: Session, actor: Actor, at: datetime) -> RecipeDecided:
        """Record the decision; packs asked for from now on follow what was approved.

        Raises:
            NotPermitted: the actor does not decide on recipes.
            NotFound: there is no such proposal.
            WrongAnswer: it was decided before, or by whoever proposed it.
        """
        require_in_trust(actor, self.permission)
        found = session.get(TrustRecipe, self.recipe_id, with_for_update=True)
        row = to_decide(session, found, actor)
        row.decided_by, row.decided_at = actor.id, at
        row.approved, row.why_decided = self.approved, self.reason
        session.flush()
        event = RecipeDecided(kind=row.kind, number=row.number, approved=self.approved)
        journal.append(session, None, actor, event, at)
        return event


def _named(names: type[Named], asked: str) -> Named:
    try:
        return names[asked.upper()]
    except KeyError:
        raise WrongAnswer({"sections": f"There is nothing called “{asked[:40]}”"}) from None


def _require_whole(kind: PackKind, sections: list[SectionRecipe]) -> None:
    """Refuse with everything that is wrong at once, each thing by its name."""
    if wrong := [*_wrong_with(kind, sections)]:
        raise WrongAnswer({"sections": ". ".join(wrong)})


def _wrong_with(kind: PackKind, sections: list[SectionRecipe]) -> Iterator[str]:
    held = [what for each in sections for what in each.holds]
    for letter in _twice(each.letter for each in sections):
        yield f"Two sections have the letter {letter}"
    for section in sections:
        if not section.holds:
            yield f"Section {section.letter} holds nothing"
    yield from (f"It is in two places: {what}" for what in _twice(held))
    yield from _missing_or_strange(kind, frozenset(held))
    yield from _wrongly_narrowed(kind, sections)


def _missing_or_strange(kind: PackKind, held: frozenset[Holds]) -> Iterator[str]:
    pack = kind.label.lower()
    for what in Holds:
        if what in MUST_HOLD[kind] - held:
            yield f"This stays in the {pack}: {what}"
        if what in held - MAY_HOLD[kind]:
            yield f"This is in no {pack}: {what}"


def _wrongly_narrowed(kind: PackKind, sections: list[SectionRecipe]) -> Iterator[str]:
    for section in sections:
        for how in section.filters:
            if how not in MAY_NARROW[kind] or how.narrows not in section.holds:
                yield f"Nothing here is narrowed to this: {how}"
    filters = (how for each in sections for how in each.filters)
    yield from (f"It is said twice: {how}" for how in _twice(filters))


def _twice(told: Iterable[str]) -> list[str]:
    listed = list(told)
    return [each for each in dict.fromkeys(listed) if listed.count(each) > 1]
