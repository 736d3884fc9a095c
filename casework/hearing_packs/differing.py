"""Choosing whom a pack hides, and saying why the two sides read different packs."""

from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.errors import WrongAnswer
from casework.hearing_packs.arranging import kept_arrangement, require_arrangeable
from casework.hearing_packs.profiles import Profile, profiles_for
from casework.hearing_packs.recipes import PackKind
from casework.hearing_packs.sides import sides_of
from casework.journal import Event
from casework.text import Prose


class PackProfileChosen(Event):
    kind: PackKind
    profile: Profile
    reason: str

    def sentence(self) -> str:
        return f"chose whom the {self.kind.label.lower()} hides: {self.profile.label.lower()}"


class PackDifferenceExplained(Event):
    kind: PackKind
    documents: int
    reason: str

    def sentence(self) -> str:
        return "recorded why the two sides read different packs"


class ChoosePackProfile(Command):
    """Choose whom a pack of this case hides, with the reason (UK GDPR art 5(1)(c))."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    kind: PackKind = Field(default=PackKind.MANAGEMENT, title="which pack")
    profile: Profile = Field(title="whom it hides")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> PackProfileChosen:
        require_arrangeable(act, self.kind)
        if self.profile not in profiles_for(self.kind):
            says = f"This is not for the {self.kind.label.lower()}: a panel and an employee are "
            raise WrongAnswer({"profile": f"{says}told who a witness is, until that is weighed"})
        row = kept_arrangement(act, self.kind)
        if row.profile is self.profile:
            raise WrongAnswer({"profile": "It hides them already"})
        row.profile = self.profile
        return PackProfileChosen(kind=self.kind, profile=self.profile, reason=self.reason)


class ExplainPackDifference(Command):
    """Say why one side reads what the other does not. The pack prints it (Acas Code para 12)."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK
    for_others: ClassVar[frozenset[str]] = frozenset({"reason"})

    kind: PackKind = Field(default=PackKind.MANAGEMENT, title="which pack")
    reason: Prose = Field(title="why they differ")

    def perform(self, act: Act) -> PackDifferenceExplained:
        require_arrangeable(act, self.kind)
        unlike = sides_of(act.session, act.case, self.kind).unlike
        if not unlike:
            says = "Both sides read the same documents, so there is nothing to explain"
            raise WrongAnswer({"reason": says})
        row = kept_arrangement(act, self.kind)
        row.why_differs, row.differs_in = self.reason, unlike
        told = {"kind": self.kind, "documents": len(unlike)}
        return PackDifferenceExplained(**told, reason=self.reason)
