"""The copies of an issued pack, as the page of the hearing lists them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from casework.hearing_packs.copies import CopyStep, PackCopy, copies_of_pack, steps_of
from casework.hearing_packs.models import HearingPack, PackStatus


@dataclass(frozen=True)
class CopyShown:
    """One copy and everything that happened to it, in order."""

    copy: PackCopy
    steps: list[CopyStep]

    @property
    def last(self) -> CopyStep | None:
        return self.steps[-1] if self.steps else None

    @property
    def stands(self) -> str:
        return self.last.what.label if self.last else "Not opened"

    @property
    def kind(self) -> str:
        """How its chip looks: closed ones stand out."""
        return "warn" if self.copy.closed_at else "ok" if self.last else ""

    @property
    def told(self) -> str:
        """Whether the reader of a recalled copy was told; nothing, of any other copy."""
        return self.copy.recall_mail.label if self.copy.recall_mail else ""


@dataclass(frozen=True)
class HandedOut:
    """An edition that was issued, and its copies: also after it was recalled."""

    pack: HearingPack
    copies: list[CopyShown]


def handed_out(session: Session, packs: Iterable[HearingPack]) -> list[HandedOut]:
    """The issued ones among these, each with what became of its copies."""
    issued = [each for each in packs if each.status is PackStatus.ISSUED]
    return [HandedOut(each, copies_shown(session, each)) for each in issued]


def copies_shown(session: Session, pack: HearingPack) -> list[CopyShown]:
    copies = copies_of_pack(session, pack.id)
    steps = steps_of(session, copies)
    return [CopyShown(each, steps[each.id]) for each in copies]
