"""Making a hearing pack and issuing it."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import func, select

from casework.access import Action, Permission, require_sight
from casework.cases.deadlines import meet
from casework.cases.gateway import Act, Command
from casework.cases.stages import Stage
from casework.documents.progress import Making
from casework.errors import Breach, NotFound, ProcedureBreach
from casework.evidence.custody import captures_on, links
from casework.evidence.models import Handling
from casework.evidence.seals import Seal, SealedEach
from casework.hearing_packs.arrangement import profile_now
from casework.hearing_packs.copies import Happened
from casework.hearing_packs.copying import first_made
from casework.hearing_packs.handing_out import hand_out, happened, own_copy
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearing_packs.queries import (
    issued_pack,
    making_facts,
    next_page,
    out_of_date,
    pack_edition,
    pack_facts,
    packs_of,
)
from casework.hearing_packs.recipes import PackKind
from casework.hearing_packs.rules import MAKING_RULES, PACK_RULES
from casework.hearing_packs.sides import SIDES_RULES, sides_facts
from casework.hearing_packs.trust_recipes import recipe_now
from casework.hearings.queries import hearing_of
from casework.jobs import BUILD_PACK, enqueue
from casework.journal import Event
from casework.procedure import require

OF = {
    PackKind.MANAGEMENT: "the hearing pack",
    PackKind.EMPLOYEE: "the employee’s pack",
    PackKind.APPEAL: "the appeal pack",
    PackKind.REFERRAL: "the referral to the TRA",
}


class PackAsked(Event):
    edition: int
    final: bool
    kind: PackKind = PackKind.MANAGEMENT
    supplement: bool = False

    def sentence(self) -> str:
        stands, pack = "final" if self.final else "draft", OF[self.kind]
        added = "supplement " if self.supplement else ""
        return f"asked for {stands} {added}{self.edition} of {pack}"


class PackMade(Event, SealedEach):
    edition: int
    sha256: str
    pages: int

    def sentence(self) -> str:
        return f"made edition {self.edition} of the hearing pack, {self.pages} pages"


class PackIssued(Event):
    edition: int
    sha256: str

    def sentence(self) -> str:
        return f"issued the hearing pack, edition {self.edition}"


class MakePack(Command):
    """Make a draft at any time, or the final pack once nothing stops it (Acas Code para 9)."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    final: bool = Field(default=False, title="whether it is the final pack")
    kind: PackKind = Field(default=PackKind.MANAGEMENT, title="which pack")
    supplement: bool = Field(default=False, title="whether it adds to the issued pack")

    def perform(self, act: Act) -> PackAsked:
        facts = making_facts(act.session, act.case, self.kind, supplement=self.supplement)
        require(MAKING_RULES, facts)
        _require_changeable(act, self.kind, supplement=self.supplement)
        if self.final:
            _require_ready(act, self.kind)
        issued = issued_pack(act.session, act.case.id, self.kind) if self.supplement else None
        last = select(func.max(HearingPack.edition)).where(HearingPack.case_id == act.case.id)
        recipe, recipe_number = recipe_now(act.session, self.kind)
        pack = HearingPack(
            case_id=act.case.id,
            edition=(act.session.exec(last).one() or 0) + 1,
            final=self.final,
            status=PackStatus.BUILDING,
            kind=self.kind,
            recipe=recipe.version,
            recipe_number=recipe_number,
            profile=profile_now(act.session, act.case.id, self.kind),
            supplements=issued.edition if issued else None,
            first_page=next_page(act.session, issued) if issued else 1,
            requested_by=act.actor.id,
            requested_at=act.at,
        )
        act.session.add(pack)
        act.session.flush()
        enqueue(act.session, BUILD_PACK, lock=f"pack-{act.case.id}", pack_id=str(pack.id))
        return PackAsked(
            edition=pack.edition, final=self.final, kind=self.kind, supplement=self.supplement
        )


class KeepPack(Command):
    """Keep what the worker made: its bytes are already in the store."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK
    waits: ClassVar[bool] = False

    edition: int
    key: str
    sha256: str
    size: int
    pages: int
    contents: list[dict[str, Any]]
    exhibits: tuple[UUID, ...] = ()
    signed_by: str | None = None
    stamped_by: str | None = None
    unsigned_size: int | None = None
    conformance: dict[str, Any] = Field(default_factory=dict)

    def perform(self, act: Act) -> PackMade:
        pack = pack_edition(act.session, act.case.id, self.edition)
        if pack.status is not PackStatus.BUILDING:
            says = "Only what is still being made is kept: it was made already, or stopped"
            raise ProcedureBreach(Breach("G-PACK-2", "ACAS-09b", says))
        pack.key, pack.sha256, pack.size = self.key, self.sha256, self.size
        pack.pages, pack.contents = self.pages, self.contents
        pack.signed_by, pack.stamped_by = self.signed_by, self.stamped_by
        pack.unsigned_size, pack.conformance = self.unsigned_size, self.conformance
        pack.status = PackStatus.FINAL if pack.final else PackStatus.DRAFT
        pack.step, pack.made_at, pack.failure = "Made", act.at, None
        pack.stage, pack.percent, pack.pages_done = Making.DONE, 100, self.pages
        pack.done = pack.total = self.pages
        told = f"Edition {pack.edition}, {pack.status.value}"
        packed = links(act, captures_on(act, self.exhibits), Handling.PACKED, told)
        seals = {str(each.capture_id): Seal.of(each) for each in packed}
        return PackMade(edition=self.edition, sha256=self.sha256, pages=self.pages, seals=seals)


class IssuePack(Command):
    """Issue the final pack. From here on these bytes are the pack (Acas Code para 9)."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    edition: int = Field(title="the edition")

    def perform(self, act: Act) -> PackIssued:
        every = {each.edition: each for each in packs_of(act.session, act.case.id)}
        asked = every.get(self.edition)  # there or not, the procedure answers first
        kind = asked.kind if asked else PackKind.MANAGEMENT
        _require_changeable(act, kind, supplement=bool(asked and asked.supplements))
        _require_of_a_side(act, kind)
        _require_ready(act, kind)
        pack = pack_edition(act.session, act.case.id, self.edition)
        if pack.supplements is None:  # what is added only brings the two closer
            require(SIDES_RULES, sides_facts(act.session, act.case, kind))
        if out_of_date(act.session, pack):
            says = "Nothing in the pack has changed since it was made: make it again"
            raise ProcedureBreach(Breach("G-PACK-8", "ACAS-09b", says))
        pack.issue(act.actor.name, act.at)
        hearing = hearing_of(act.session, act.case.id)
        if pack.kind.is_of_the_hearing:
            if hearing is not None and (pack.supplements is None or not hearing.pack_issued_on):
                hearing.pack_issued_on = act.today
            meet(act, "T7-P")
        hand_out(act, pack)
        return PackIssued(edition=pack.edition, sha256=pack.sha256 or "")


class PackTaken(Event):
    edition: int
    copy_number: int = 0  # before there were copies everybody opened the edition itself

    def sentence(self) -> str:
        of = f"copy {self.copy_number} of " if self.copy_number else ""
        return f"opened {of}the hearing pack, edition {self.edition}"


class TakePack(Command):
    """Open one's own copy of the pack as it was issued. That it was opened stays in the journal.

    Whoever may read it and has no copy yet is given the next one.
    """

    permission: ClassVar[Permission] = Permission.VIEW_CASE
    waits: ClassVar[bool] = False

    edition: int = Field(title="the edition")

    def perform(self, act: Act) -> PackTaken:
        require_sight(act.standing_now(), Action.VIEW_PACK)
        pack = pack_edition(act.session, act.case.id, self.edition)
        if not pack.is_read:
            raise NotFound
        copy = own_copy(act, pack)
        copy.sha256 = copy.sha256 or first_made(pack, copy)
        happened(act, copy, Happened.OPENED)
        return PackTaken(edition=pack.edition, copy_number=copy.number)


def _require_of_a_side(act: Act, kind: PackKind) -> None:
    """It goes to the panel and the employee, and the hearing pack goes first."""
    if kind is PackKind.REFERRAL:
        says = "A referral goes to the TRA, and is not issued to the panel and the employee"
        raise ProcedureBreach(Breach("G-PACK-12", "TRA-1", says))
    if kind is PackKind.EMPLOYEE and not issued_pack(act.session, act.case.id):
        says = "The hearing pack has been issued before what the employee answers to it"
        raise ProcedureBreach(Breach("G-PACK-15", "ACAS-12b", says))


def _require_ready(act: Act, kind: PackKind) -> None:
    """Nothing stops the final pack; an original that does is named."""
    facts = pack_facts(act.session, act.case, check_originals=True, kind=kind)
    if facts.unsound:
        which = "; ".join(f"{each} is not what was taken in" for each in facts.unsound)
        says = f"Every original is still the file that was taken in: {which}"
        raise ProcedureBreach(Breach("G-PACK-7", "ACAS-09b", says))
    require(PACK_RULES, facts)


def _require_changeable(act: Act, kind: PackKind, *, supplement: bool) -> None:
    if act.case.stage is Stage.CLOSED:
        raise ProcedureBreach(Breach("G-STAGE", "HOUSE", "The case is closed"))
    if issued_pack(act.session, act.case.id, kind) and not supplement:
        says = "The pack has been issued and nobody can change it"
        raise ProcedureBreach(Breach("G-PACK-2", "ACAS-09b", says))
