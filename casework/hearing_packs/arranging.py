"""Putting the documents of a pack in order, and leaving one out with a reason."""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.cases.stages import Stage
from casework.documents.models import IssuedDocument
from casework.errors import Breach, NotFound, ProcedureBreach, WrongAnswer
from casework.evidence.models import Capture
from casework.hearing_packs.arrangement import PackArrangement, arrangement_of
from casework.hearing_packs.papers import is_correspondence
from casework.hearing_packs.queries import issued_pack
from casework.hearing_packs.recipes import PackKind
from casework.investigation.models import WitnessAccount
from casework.investigation.notes import MeetingNotes
from casework.journal import Event
from casework.text import Prose

What = Annotated[str, StringConstraints(min_length=1, max_length=400)]
MOST = 2000
# What may be left out, by what its identity begins with, and where it is kept.
KEPT_AS: dict[str, type[Any]] = {
    "paper": IssuedDocument,
    "statement": WitnessAccount,
    "notes": MeetingNotes,
    "submission": Capture,
}


class PackArranged(Event):
    kind: PackKind

    def sentence(self) -> str:
        return f"changed the order of the {self.kind.label.lower()}"


class LeftOutOfPack(Event):
    kind: PackKind
    what: str
    reason: str

    def sentence(self) -> str:
        return f"left a {self.what.split()[0]} out of the {self.kind.label.lower()}"


class PutBackIntoPack(Event):
    kind: PackKind
    what: str

    def sentence(self) -> str:
        return f"put a {self.what.split()[0]} back into the {self.kind.label.lower()}"


class ArrangePack(Command):
    """Put documents of one section of a pack in an order. Those not named keep their places."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    kind: PackKind = Field(default=PackKind.MANAGEMENT, title="which pack")
    order: list[What] = Field(min_length=1, max_length=MOST, title="the documents in their order")

    def perform(self, act: Act) -> PackArranged:
        require_arrangeable(act, self.kind)
        if len(set(self.order)) != len(self.order):
            raise WrongAnswer({"order": "Name each document once"})
        row = kept_arrangement(act, self.kind)
        row.placed = [*(each for each in row.placed if each not in self.order), *self.order]
        return PackArranged(kind=self.kind)


class LeaveOutOfPack(Command):
    """Leave a letter, a statement, notes or a paper of the employee's out, with the reason.

    The reason is printed in the pack, so both sides read it. What the employee relies on goes in.
    """

    permission: ClassVar[Permission] = Permission.MAKE_PACK
    for_others: ClassVar[frozenset[str]] = frozenset({"reason"})

    kind: PackKind = Field(default=PackKind.MANAGEMENT, title="which pack")
    what: What = Field(title="the document")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> LeftOutOfPack:
        require_arrangeable(act, self.kind)
        _require_one_of_these(act, self.what)
        row = kept_arrangement(act, self.kind)
        row.left_out = {**row.left_out, self.what: self.reason}
        return LeftOutOfPack(kind=self.kind, what=self.what, reason=self.reason)


class PutBackInPack(Command):
    """Put back what was left out of a pack."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    kind: PackKind = Field(default=PackKind.MANAGEMENT, title="which pack")
    what: What = Field(title="the document")

    def perform(self, act: Act) -> PutBackIntoPack:
        require_arrangeable(act, self.kind)
        row = kept_arrangement(act, self.kind)
        if self.what not in row.left_out:
            raise WrongAnswer({"what": "This is in the pack already"})
        row.left_out = {what: why for what, why in row.left_out.items() if what != self.what}
        return PutBackIntoPack(kind=self.kind, what=self.what)


def kept_arrangement(act: Act, kind: PackKind) -> PackArrangement:
    """What people changed of a pack, kept from now on."""
    row = arrangement_of(act.session, act.case.id, kind)
    act.session.add(row)
    return row


def _require_one_of_these(act: Act, what: str) -> None:
    """Refuse what is no document of this case, or stays in every pack.

    Raises:
        NotFound: the case has no such document.
        WrongAnswer: it stays in.
    """
    sort, _, id = what.partition(" ")
    if sort not in KEPT_AS:
        raise WrongAnswer({"what": "This stays in the pack"})
    try:
        found = on_case(act, KEPT_AS[sort], UUID(id))
    except ValueError:
        raise NotFound from None
    if isinstance(found, IssuedDocument) and not is_correspondence(found):
        raise WrongAnswer({"what": f"This stays in the pack: {found.title}"})


def require_arrangeable(act: Act, kind: PackKind) -> None:
    """Raises ProcedureBreach: the case is closed, or the pack has been issued."""
    if act.case.stage is Stage.CLOSED:
        raise ProcedureBreach(Breach("G-STAGE", "HOUSE", "The case is closed"))
    if issued_pack(act.session, act.case.id, kind):
        says = "The pack has been issued and nobody can change it"
        raise ProcedureBreach(Breach("G-PACK-2", "ACAS-09b", says))
