"""Deciding about papers that go before their case: two people, a reason each, and a stop."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.database.whose import every_case
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.people.duplicates import same_person
from casework.procedure import require
from casework.retention.deciding import COOLING
from casework.retention.weed_reviewing import WeedReview, weed_review, weeding_of
from casework.retention.weeding_models import PaperKept, Weed, Weeding
from casework.retention.weeding_rules import (
    APPROVING_RULES,
    PROPOSING_RULES,
    STOPPING_RULES,
    WeedingFacts,
)
from casework.retention.weeds import papers_on
from casework.text import OptionalLine, Prose


class WeedingProposed(Event):
    kind: Weed
    papers: int
    manifest_hash: str

    def sentence(self) -> str:
        return f"proposed to weed {_counted(self.papers)}: {self.kind.label.lower()}"


class WeedingApproved(Event):
    kind: Weed
    manifest_hash: str
    waits_until: str

    def sentence(self) -> str:
        told = self.kind.label.lower()
        return f"approved that papers are weeded: {told}; it waits until {self.waits_until}"


class WeedingStopped(Event):
    kind: Weed

    def sentence(self) -> str:
        return f"stopped the weeding of papers: {self.kind.label.lower()}"


class PaperKeptAside(Event):
    item_id: UUID
    label: str

    def sentence(self) -> str:
        return f"decided to keep a paper that nobody relied on: {self.label}"


class ProposeWeeding(Command):
    """Propose to weed some papers of a case. Another person must approve it."""

    permission: ClassVar[Permission] = Permission.PROPOSE_DISPOSAL

    kind: Weed = Field(title="which papers")
    reason: Prose = Field(title="the reason")
    looked_through: bool = Field(
        default=False, title="whether you looked at each item and none could help the employee"
    )
    safeguarding_agreed: OptionalLine = Field(
        default=None, title="which safeguarding lead agreed, and when"
    )

    def perform(self, act: Act) -> WeedingProposed:
        found = weed_review(act.session, act.case, self.kind, act.today)
        agreed = self.safeguarding_agreed is not None
        told = {"looked_through": self.looked_through, "safeguarding_agreed": agreed}
        require(PROPOSING_RULES, _facts(found, **told))
        act.session.add(
            Weeding(
                case_id=act.case.id,
                kind=self.kind,
                manifest=found.manifest.kept(),
                manifest_hash=found.manifest.hash,
                proposed_by=act.actor.id,
                proposed_at=act.at,
                why_proposed=self.reason,
                safeguarding_agreed=self.safeguarding_agreed,
            )
        )
        count, kept = len(found.manifest.items), found.manifest.hash
        return WeedingProposed(kind=self.kind, papers=count, manifest_hash=kept)


class ApproveWeeding(Command):
    """Approve the weeding that another proposed. It waits for the cooling-off before it begins."""

    permission: ClassVar[Permission] = Permission.APPROVE_DISPOSAL

    weeding_id: UUID = Field(title="which papers")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> WeedingApproved:
        row = on_case(act, Weeding, self.weeding_id)
        found = weed_review(act.session, act.case, row.kind, act.today)
        another = row.proposed_by not in same_person(act.session, act.actor.id)
        waits = row.approved_at is None and row.stopped_at is None
        require(APPROVING_RULES, _facts(found, another=another, proposed=waits))
        until = act.today + timedelta(act.timescale(COOLING).value)
        row.approved_by, row.approved_at = act.actor.id, act.at
        row.why_approved, row.waits_until = self.reason, until
        return WeedingApproved(
            kind=row.kind, manifest_hash=row.manifest_hash, waits_until=f"{until:%-d %B %Y}"
        )


class StopWeeding(Command):
    """Stop a weeding that is proposed or waits. It may be proposed again."""

    permission: ClassVar[Permission] = Permission.PLACE_HOLD
    waits: ClassVar[bool] = False

    weeding_id: UUID = Field(title="which papers")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> WeedingStopped:
        row = on_case(act, Weeding, self.weeding_id)
        begun, goes_on = row.begun_at is not None, row.stopped_at is None
        require(STOPPING_RULES, WeedingFacts(under_way=goes_on, begun=begun))
        row.stopped_by, row.stopped_at, row.why_stopped = act.actor.id, act.at, self.reason
        return WeedingStopped(kind=row.kind)


class KeepPaper(Command):
    """Keep a paper that nobody relied on, for example because it may help the employee."""

    permission: ClassVar[Permission] = Permission.PLACE_HOLD
    waits: ClassVar[bool] = False

    item_id: UUID = Field(title="which paper")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> PaperKeptAside:
        with every_case(act.session):
            there = papers_on(act.session, act.case.id, act.today)
        found = next((each for each in there if each.id == self.item_id), None)
        if found is None or found.why_kept:
            raise WrongAnswer({"item_id": "Choose a paper that is not kept already"})
        under_way = weeding_of(act.session, act.case.id, found.kind)
        if under_way and under_way.begun_at:
            raise WrongAnswer({"item_id": "It is being weeded already"})
        act.session.add(
            PaperKept(
                case_id=act.case.id,
                item_id=self.item_id,
                reason=self.reason,
                kept_by=act.actor.id,
                kept_at=act.at,
            )
        )
        return PaperKeptAside(item_id=self.item_id, label=found.label)


def _facts(found: WeedReview, **more: bool) -> WeedingFacts:
    row = found.weeding
    return WeedingFacts(
        due=found.is_due,
        held=bool(found.holds),
        under_way=row is not None,
        begun=row is not None and row.begun_at is not None,
        same=row is None or row.manifest_hash == found.manifest.hash,
        child=found.child and found.kind is Weed.EVIDENCE,
        evidence=found.kind is Weed.EVIDENCE,
        **more,
    )


def _counted(papers: int) -> str:
    return f"{papers} {'paper' if papers == 1 else 'papers'}"
