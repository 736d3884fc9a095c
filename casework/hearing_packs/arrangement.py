"""What people changed of one kind of pack: the order in its sections, and what they left out."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Column, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session, select

from casework.cases.models import PartOfCase
from casework.database import stored
from casework.documents.packs import PackItem
from casework.hearing_packs.profiles import Profile
from casework.hearing_packs.recipes import Holds, PackKind

# What may be left out with a reason. The rest is in every pack, or is an exhibit, about whose place
# in every pack there is a decision of its own.
MAY_BE_LEFT_OUT = frozenset(
    {Holds.CORRESPONDENCE, Holds.STATEMENTS, Holds.SUBMISSION, Holds.HEARING_NOTES}
)


class PackArrangement(PartOfCase, table=True):
    """The order of a pack as people put it, by what each document is, and why some are left out."""

    __tablename__ = "pack_arrangements"
    __table_args__ = (UniqueConstraint("case_id", "kind"),)

    kind: PackKind = Field(sa_column=Column(stored(PackKind), nullable=False))
    placed: list[str] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    left_out: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))

    profile: Profile = Field(
        default=Profile.REGISTER,
        sa_column=Column(stored(Profile), nullable=False, server_default="register"),
    )
    why_differs: str | None = None  # from what the other side reads
    differs_in: dict[str, Any] = Field(
        default_factory=dict,
        sa_column=Column(JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    )

    def ordered(self, items: Sequence[PackItem]) -> list[PackItem]:
        """The items of a section as they were put; what came since is behind them."""
        places = {what: place for place, what in enumerate(self.placed)}
        return sorted(items, key=lambda each: places.get(each.identity, len(places)))

    def why_left_out(self, holds: Holds, item: PackItem) -> str:
        """Why an item is left out; nothing, when it goes in."""
        return self.left_out.get(item.identity, "") if holds in MAY_BE_LEFT_OUT else ""


def arrangement_of(session: Session, case_id: UUID, kind: PackKind) -> PackArrangement:
    """What people changed of a pack; an empty one that is not kept, when nobody changed any."""
    wanted = select(PackArrangement).where(
        PackArrangement.case_id == case_id, PackArrangement.kind == kind
    )
    found = session.exec(wanted).first()
    return found or PackArrangement(case_id=case_id, kind=kind)


def profile_now(session: Session, case_id: UUID, kind: PackKind) -> Profile:
    """Whom a pack would hide if it were made now."""
    return arrangement_of(session, case_id, kind).profile
