"""Handing out copies of an issued pack, and following what becomes of them."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.errors import Breach, NotFound, ProcedureBreach, WrongAnswer
from casework.hearing_packs.copies import (
    CopyStep,
    Happened,
    PackCopy,
    next_number,
    own_copies,
    readers_of,
)
from casework.hearing_packs.copy_rules import COPY_RULES, STEP_RULES, CopyFacts, StepFacts
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.notes import forget_notes
from casework.hearing_packs.queries import packs_of
from casework.journal import Event
from casework.people.queries import known
from casework.procedure import require
from casework.text import Day, OptionalProse
from casework.working_days import local_day

CLOSED = "Your copy of this pack was recalled or given back, and cannot be read any more"
BY_HAND = (Happened.COLLECTED, Happened.POSTED, Happened.RETURNED, Happened.DESTROYED)


class CopyGiven(Event):
    edition: int
    copy_number: int

    def sentence(self) -> str:
        return f"made copy {self.copy_number} of the hearing pack, edition {self.edition}"


class CopyFollowed(Event):
    edition: int
    copy_number: int
    what: Happened

    def sentence(self) -> str:
        of = f"copy {self.copy_number} of the hearing pack, edition {self.edition}"
        return f"recorded that {of}, was {self.what.label.lower()}"


class DownloadDecided(Event):
    edition: int
    copy_number: int
    may_download: bool

    def sentence(self) -> str:
        decided = "allowed" if self.may_download else "no longer allows"
        of = f"copy {self.copy_number} of the hearing pack, edition {self.edition}"
        return f"{decided} the reader of {of} to save it"


def hand_out(act: Act, pack: HearingPack) -> list[PackCopy]:
    """A numbered copy for the employee, their companion and each of the panel, when it is issued.

    What is the employee's they may save; the panel reads on its page until somebody allows more.
    """
    return [
        give(act, pack, person, part, may_download=theirs)
        for person, _, part, theirs in readers_of(act.session, act.case, pack.kind)
    ]


def give(
    act: Act, pack: HearingPack, person_id: UUID, part: str, *, may_download: bool
) -> PackCopy:
    """The next copy of an edition, for one reader."""
    copy = PackCopy(
        case_id=act.case.id,
        pack_id=pack.id,
        number=next_number(act.session, pack),
        person_id=person_id,
        name=known(act.session, person_id).name,
        part=part,
        may_download=may_download,
        made_by=act.actor.id,
        made_at=act.at,
    )
    act.session.add(copy)
    act.session.flush()
    return copy


def own_copy(act: Act, pack: HearingPack) -> PackCopy:
    """The copy of whoever acts, made now where they have none.

    Raises ProcedureBreach: it was recalled, returned or destroyed.
    """
    before = own_copies(act.session, pack, act.actor.id)
    if before and before[0].closed_at is None:
        return before[0]
    if before:
        raise ProcedureBreach(Breach("G-COPY-5", "ACAS-09b", CLOSED))
    parts = {each: (part, theirs) for each, _, part, theirs in readers_of(act.session, act.case)}
    part, theirs = parts.get(act.actor.id, ("Reader", False))
    return give(act, pack, act.actor.id, part, may_download=theirs)


def happened(
    act: Act, copy: PackCopy, what: Happened, told: str | None = None, on: date | None = None
) -> CopyStep:
    """Write down what happened to a copy: today, unless it was on another day."""
    step = CopyStep(
        case_id=copy.case_id,
        copy_id=copy.id,
        what=what,
        happened_on=on or act.today,
        told=told,
        by=act.actor.id,
        at=act.at,
    )
    act.session.add(step)
    act.session.flush()
    return step


def issued_edition(act: Act, edition: int) -> HearingPack:
    """An edition that is read. There or not, the procedure answers first."""
    every = {each.edition: each for each in packs_of(act.session, act.case.id)}
    pack = every.get(edition)
    if pack is None or not pack.is_read:
        require(COPY_RULES, CopyFacts(issued=False))
        raise NotFound
    return pack


class GivePackCopy(Command):
    """Give somebody with a part in the case a numbered copy of an issued pack."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    edition: int = Field(title="the edition")
    person_id: UUID = Field(title="whose copy it is")
    may_download: bool = Field(default=False, title="whether they may save it")

    def perform(self, act: Act) -> CopyGiven:
        pack = issued_edition(act, self.edition)
        there = {each: part for each, _, part, _ in readers_of(act.session, act.case)}
        if self.person_id not in there:
            raise WrongAnswer({"person_id": "Choose somebody with a part in the case"})
        before = own_copies(act.session, pack, self.person_id)
        has_one = any(each.closed_at is None for each in before)
        require(COPY_RULES, CopyFacts(issued=True, has_one=has_one))
        given = give(
            act, pack, self.person_id, there[self.person_id], may_download=self.may_download
        )
        return CopyGiven(edition=pack.edition, copy_number=given.number)


class FollowPackCopy(Command):
    """Record that a copy was signed for, posted, returned or destroyed (domain 7.4)."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    copy_id: UUID = Field(title="the copy")
    what: Happened = Field(title="what happened to it")
    happened_on: Day = Field(title="the day it happened")
    told: OptionalProse = Field(default=None, title="how, and to which address")

    def perform(self, act: Act) -> CopyFollowed:
        copy = on_case(act, PackCopy, self.copy_id)
        if self.what not in BY_HAND:
            says = "Choose signed for, posted, returned or destroyed"
            raise WrongAnswer({"what": says})
        pack = act.session.get_one(HearingPack, copy.pack_id)
        require(
            STEP_RULES,
            StepFacts(
                today=act.today,
                happened_on=self.happened_on,
                issued_on=local_day(pack.issued_at) if pack.issued_at else act.today,
                closed=copy.closed_at is not None,
                handed_over=self.what in (Happened.COLLECTED, Happened.POSTED),
            ),
        )
        happened(act, copy, self.what, self.told, self.happened_on)
        if self.what.ends_reading:
            close(act, copy)
        return CopyFollowed(edition=pack.edition, copy_number=copy.number, what=self.what)


class DecideDownload(Command):
    """Decide whether the reader of a copy may save it, or reads it on its page only."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    copy_id: UUID = Field(title="the copy")
    may_download: bool = Field(title="whether they may save it")

    def perform(self, act: Act) -> DownloadDecided:
        copy = on_case(act, PackCopy, self.copy_id)
        copy.may_download = self.may_download
        pack = act.session.get_one(HearingPack, copy.pack_id)
        return DownloadDecided(
            edition=pack.edition, copy_number=copy.number, may_download=self.may_download
        )


def close(act: Act, copy: PackCopy) -> None:
    """End the reading of a copy. Its reader's own notes go with it."""
    if copy.closed_at is None:
        copy.closed_at = act.at
    act.session.flush()
    forget_notes(act.session, copy.pack_id, copy.person_id)
