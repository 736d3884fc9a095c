"""Deciding about a case whose day has come: two people, one case, one reason each."""

from datetime import timedelta
from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.people.duplicates import same_person
from casework.procedure import require
from casework.retention.models import Disposal, KeptLonger
from casework.retention.reviewing import Review, disposal_of, reviewed
from casework.retention.rules import (
    APPROVING_RULES,
    PROPOSING_RULES,
    STOPPING_RULES,
    DisposalFacts,
)
from casework.retention.schedule import SCHEDULE, Action
from casework.text import Day, OptionalLine, Prose

COOLING = "cooling_off"


class DisposalProposed(Event):
    code: str
    manifest_hash: str

    def sentence(self) -> str:
        return f"proposed to delete the case under retention rule {self.code}"


class DisposalApproved(Event):
    code: str
    manifest_hash: str
    waits_until: str

    def sentence(self) -> str:
        return f"approved the deletion of the case; it waits until {self.waits_until}"


class DisposalStopped(Event):
    def sentence(self) -> str:
        return "stopped the deletion of the case"


class CaseKeptLonger(Event):
    until: str

    def sentence(self) -> str:
        return f"decided to keep the case until {self.until}"


class ProposeDisposal(Command):
    """Propose to delete a case whose day has come. Another person must approve it."""

    permission: ClassVar[Permission] = Permission.PROPOSE_DISPOSAL

    reason: Prose = Field(title="the reason")
    safeguarding_agreed: OptionalLine = Field(
        default=None, title="which safeguarding lead agreed, and when"
    )

    def perform(self, act: Act) -> DisposalProposed:
        found = _review(act)
        agreed = self.safeguarding_agreed is not None
        require(PROPOSING_RULES, facts_of(found, safeguarding_agreed=agreed))
        assert found.due_on
        assert found.code
        act.session.add(
            Disposal(
                case_id=act.case.id,
                code=found.code,
                starts_on=found.starts_on,
                due_on=found.due_on,
                manifest=found.manifest.kept(),
                manifest_hash=found.manifest.hash,
                proposed_by=act.actor.id,
                proposed_at=act.at,
                why_proposed=self.reason,
                safeguarding_agreed=self.safeguarding_agreed,
            )
        )
        return DisposalProposed(code=found.code, manifest_hash=found.manifest.hash)


class ApproveDisposal(Command):
    """Approve the deletion that another proposed. It waits for the cooling-off before it begins."""

    permission: ClassVar[Permission] = Permission.APPROVE_DISPOSAL

    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> DisposalApproved:
        found = _review(act)
        row = found.disposal
        who = same_person(act.session, act.actor.id)
        another = row is None or row.proposed_by not in who
        proposed = row is not None and row.approved_at is None
        require(APPROVING_RULES, facts_of(found, another=another, proposed=proposed))
        assert row
        until = act.today + timedelta(act.timescale(COOLING).value)
        row.approved_by, row.approved_at = act.actor.id, act.at
        row.why_approved, row.waits_until = self.reason, until
        return DisposalApproved(
            code=row.code,
            manifest_hash=row.manifest_hash,
            waits_until=f"{until:%-d %B %Y}",
        )


class StopDisposal(Command):
    """Stop a deletion that is proposed or waits. It may be proposed again."""

    permission: ClassVar[Permission] = Permission.PLACE_HOLD
    waits: ClassVar[bool] = False

    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> DisposalStopped:
        row = disposal_of(act.session, act.case.id)
        begun = row is not None and row.begun_at is not None
        require(STOPPING_RULES, DisposalFacts(under_way=row is not None, begun=begun))
        assert row
        row.stopped_by, row.stopped_at, row.why_stopped = act.actor.id, act.at, self.reason
        return DisposalStopped()


class KeepLonger(Command):
    """Keep a case beyond its day, until another day and for a reason."""

    permission: ClassVar[Permission] = Permission.PLACE_HOLD

    until: Day = Field(title="the day until which it is kept")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> CaseKeptLonger:
        if self.until <= act.today:
            raise WrongAnswer({"until": "Give a day after today"})
        row = disposal_of(act.session, act.case.id)
        require(STOPPING_RULES, DisposalFacts(under_way=True, begun=bool(row and row.begun_at)))
        if row:
            row.stopped_by, row.stopped_at = act.actor.id, act.at
            row.why_stopped = self.reason
        act.session.add(
            KeptLonger(
                case_id=act.case.id,
                until=self.until,
                reason=self.reason,
                decided_by=act.actor.id,
                decided_at=act.at,
            )
        )
        return CaseKeptLonger(until=f"{self.until:%-d %B %Y}")


def facts_of(found: Review, **more: bool) -> DisposalFacts:
    """What the rules of disposal need to know."""
    row = found.disposal
    return DisposalFacts(
        due=found.is_due,
        held=bool(found.holds),
        under_way=row is not None,
        begun=row is not None and row.begun_at is not None,
        same=row is None or row.manifest_hash == found.manifest.hash,
        child=SCHEDULE[found.code].action is Action.REVIEW if found.code else False,
        **more,
    )


def _review(act: Act) -> Review:
    """The case as the rules see it now, under its lock."""
    act.session.flush()
    return reviewed(act.session, act.case, act.today)
