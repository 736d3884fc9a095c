"""Recipes as a trust has changed them: versions that one person proposed and another decided on."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session, SQLModel, col, select

from casework.database import stored, utc_timestamp
from casework.errors import CaseworkError
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.recipes import (
    RECIPES,
    Filter,
    Holds,
    PackKind,
    Recipe,
    SectionRecipe,
)


class RecipeGone(CaseworkError):
    """The recipe that a pack was asked for by is not the one that is there now."""


class TrustRecipe(SQLModel, table=True):
    """One version of a recipe. Once approved it is never changed: the next one follows it."""

    __tablename__ = "pack_recipes"
    __table_args__ = (
        UniqueConstraint("kind", "number"),
        CheckConstraint("decided_by <> proposed_by", name="two_people_change_a_recipe"),
        CheckConstraint(
            "(decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = "
            "(approved IS NULL) AND (decided_by IS NULL) = (why_decided IS NULL)",
            name="a_recipe_is_decided_whole",
        ),
        Index(
            "one_change_of_a_recipe_at_a_time",
            "kind",
            unique=True,
            postgresql_where="decided_at IS NULL",
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: PackKind = Field(sa_column=Column(stored(PackKind), nullable=False))
    number: int
    sections: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))
    reason: str
    proposed_by: UUID = Field(foreign_key="people.id")
    proposed_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    approved: bool | None = None
    why_decided: str | None = None

    @property
    def recipe(self) -> Recipe:
        supplied = RECIPES[self.kind]
        sections = tuple(_section(each) for each in self.sections)
        return Recipe(self.kind, supplied.letter, supplied.cover, sections)


def as_kept(section: SectionRecipe) -> dict[str, Any]:
    """A section in the words of the database: names, which stay when a label is put better."""
    return {
        "letter": section.letter,
        "title": section.title,
        "holds": [each.name.lower() for each in section.holds],
        "filters": [each.name.lower() for each in section.filters],
    }


def _section(kept: dict[str, Any]) -> SectionRecipe:
    return SectionRecipe(
        letter=kept["letter"],
        title=kept["title"],
        holds=tuple(Holds[each.upper()] for each in kept["holds"]),
        filters=tuple(Filter[each.upper()] for each in kept["filters"]),
    )


def trust_version(session: Session, kind: PackKind) -> TrustRecipe | None:
    """The version that was approved last; nothing while the recipe is as supplied."""
    approved = select(TrustRecipe).where(
        TrustRecipe.kind == kind, col(TrustRecipe.approved).is_(True)
    )
    return session.exec(approved.order_by(col(TrustRecipe.number).desc()).limit(1)).first()


def recipe_now(session: Session, kind: PackKind) -> tuple[Recipe, int | None]:
    """The recipe by which a pack is made today, and which version of the trust's it is."""
    row = trust_version(session, kind)
    return (row.recipe, row.number) if row else (RECIPES[kind], None)


def recipe_of(session: Session, pack: HearingPack) -> Recipe:
    """The recipe that an edition was asked for by, whatever was approved since.

    Raises:
        RecipeGone: it is not there in the words it had.
    """
    recipe: Recipe | None = RECIPES[pack.kind]
    if pack.recipe_number is not None:
        asked = select(TrustRecipe).where(
            TrustRecipe.kind == pack.kind, TrustRecipe.number == pack.recipe_number
        )
        row = session.exec(asked).first()
        recipe = row.recipe if row else None
    if recipe is None or (pack.recipe and pack.recipe != recipe.version):
        raise RecipeGone("The recipe of this pack has changed since it was asked for: ask again")
    return recipe


def called(pack: HearingPack) -> str:
    """What a cover says of the recipe: the kind, whose version, and its hash."""
    whose = f"version {pack.recipe_number} of the Trust" if pack.recipe_number else "as supplied"
    return f"{pack.kind.label}, {whose} ({pack.recipe or RECIPES[pack.kind].version})"


def versions_of(session: Session, kind: PackKind) -> list[TrustRecipe]:
    """Every version of a recipe, the newest first, also those that were refused."""
    wanted = select(TrustRecipe).where(TrustRecipe.kind == kind)
    return list(session.exec(wanted.order_by(col(TrustRecipe.number).desc())))


def waiting(session: Session) -> list[TrustRecipe]:
    """Versions that wait for a second person, the oldest first."""
    wanted = select(TrustRecipe).where(col(TrustRecipe.decided_at).is_(None))
    return list(session.exec(wanted.order_by(col(TrustRecipe.proposed_at))))
