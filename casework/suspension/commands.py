"""Suspending somebody, arranging something else instead, and the letter that says so."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from casework.access import Permission, Role
from casework.cases.appointing import holder, parts_taken
from casework.cases.closed import require_open
from casework.cases.deadlines import meet, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.rules import IN_THE_MATTER
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.people.queries import known, roles_in_trust
from casework.procedure import require
from casework.reports.safeguarding import lado_contacts, require_may_tell, safeguarding_facts
from casework.suspension.alternatives import MAY_SUSPEND, Alternative, Measure
from casework.suspension.letter import send_alternative, send_suspension
from casework.suspension.models import Suspension
from casework.suspension.queries import measure_of, suspension_facts
from casework.suspension.rules import (
    ALTERNATIVE_RULES,
    LETTER_RULES,
    SUSPENDING_RULES,
    SuspendingFacts,
)
from casework.text import Day, Line, OptionalProse, Prose


class Suspended(Event):
    immediate: bool

    def sentence(self) -> str:
        return "suspended the employee on full pay, having considered each alternative"


class AlternativeArranged(Event):
    alternatives: list[Alternative]
    document: str

    def sentence(self) -> str:
        return f"arranged work on other terms instead of suspension, and said so in {self.document}"


class SuspensionConfirmed(Event):
    document: str

    def sentence(self) -> str:
        return f"confirmed the suspension in writing, {self.document}"


class Weighed(BaseModel):
    """Whether one alternative to suspension will do, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    will_do: bool | None = None
    reason: OptionalProse = None


FOR_OTHERS = frozenset({"reason", "protects", "terms", "lasts"})


class _Measure(BaseModel):
    """What both measures ask: who decided, why, what else was thought of, on what terms."""

    decided_by_id: UUID = Field(title="who decided")
    starts_on: Day = Field(title="the day it starts")
    reason: Prose = Field(title="the reason for it")
    protects: Prose = Field(title="what is protected by it")
    alternatives: dict[Alternative, Weighed] = Field(
        default={}, title="an answer on every alternative"
    )
    terms: Prose = Field(title="what they may and may not do")
    lasts: Line = Field(title="how long it is likely to last")
    contact_id: UUID = Field(title="the named contact")

    def _require_answers(self, act: Act) -> None:
        require_open(act)
        wrong = self._unanswered()
        if self.starts_on > act.today:
            wrong["starts_on"] = "Enter a day that is not in the future"
        if self.contact_id == act.case.employee_id:
            wrong["contact_id"] = "Choose somebody else as their contact"
        if wrong:
            raise WrongAnswer(wrong)
        known(act.session, self.contact_id)

    def _unanswered(self) -> dict[str, str]:
        wrong: dict[str, str] = {}
        for each in Alternative:
            told = self.alternatives.get(each, Weighed())
            if told.will_do is None:
                wrong[f"alternatives.{each}.will_do"] = f"Say whether it will do: {each.label}"
            if told.reason is None:
                wrong[f"alternatives.{each}.reason"] = f"Enter a reason: {each.label}"
        return wrong

    def _facts(self, act: Act, *, immediate: bool = False) -> SuspendingFacts:
        taken = parts_taken(act.session, act.case.id, self.decided_by_id)
        views = [each.suspension_view for each in lado_contacts(act.session, act.case.id)]
        return SuspendingFacts(
            employee_known=act.case.employee_id is not None,
            already=measure_of(act.session, act.case.id) is not None,
            decides_with_authority=bool(
                roles_in_trust(act.session, self.decided_by_id) & MAY_SUSPEND
            ),
            decides_in_own_matter=bool(taken & IN_THE_MATTER)
            or self.decided_by_id == act.case.employee_id,
            rejected=sum(each.will_do is False for each in self.alternatives.values()),
            alternatives=len(Alternative),
            child_at_risk=safeguarding_facts(act.session, act.case.id).child_at_risk,
            lado_view=any(views),
            immediate=immediate,
        )

    def _keep(self, act: Act, measure: Measure, **more: Any) -> Suspension:
        told = self.model_dump(include={"starts_on", "reason", "protects", "terms", "lasts"})
        kept = Suspension(
            case_id=act.case.id,
            measure=measure,
            alternatives={key.value: each.model_dump() for key, each in self.alternatives.items()},
            contact_id=self.contact_id,
            decided_by=self.decided_by_id,
            recorded_by=act.actor.id,
            recorded_at=act.at,
            **told,
            **more,
        )
        act.session.add(kept)
        act.session.flush()
        return kept


def reviewed_by_then(act: Act, kept: Suspension) -> None:
    """The day by which it is looked at again, counted from the day it started."""
    start_clock(act, review_clock(kept), kept.starts_on, manager_of(act))


def review_clock(kept: Suspension) -> str:
    """The clock of its reviews: of a suspension, or of what was arranged instead."""
    return "T3-R" if kept.measure is Measure.SUSPENSION else "T3-A"


def manager_of(act: Act) -> UUID:
    """Whose deadline it is: whoever manages the case, else whoever acts."""
    return holder(act.session, act.case.id, Role.CASE_MANAGER) or act.actor.id


class SuspendEmployee(_Measure, Command):
    """Suspend the employee on full pay, because nothing less will do (Acas Code para 8).

    Each alternative is answered with a reason; where a child may be at risk, the LADO's view comes
    first, or the same day (KCSIE Part Four). The letter follows within one working day.
    """

    permission: ClassVar[Permission] = Permission.SUSPEND
    for_others: ClassVar[frozenset[str]] = FOR_OTHERS

    available: Prose = Field(title="when they are to be available")
    immediate: bool = Field(default=False, title="whether it is immediate protective action")

    def perform(self, act: Act) -> Suspended:
        self._require_answers(act)
        facts = self._facts(act, immediate=self.immediate)
        require(SUSPENDING_RULES, facts)
        kept = self._keep(
            act, Measure.SUSPENSION, available=self.available, immediate=self.immediate
        )
        start_clock(act, "T3", self.starts_on, manager_of(act))
        reviewed_by_then(act, kept)
        if facts.child_at_risk and not facts.lado_view:
            start_clock(act, "T2-S", act.today, manager_of(act))
        return Suspended(immediate=self.immediate)


class ArrangeAlternative(_Measure, Command):
    """Keep the employee at work on other terms instead of suspending them, and write to them."""

    permission: ClassVar[Permission] = Permission.SUSPEND
    for_others: ClassVar[frozenset[str]] = FOR_OTHERS

    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> AlternativeArranged:
        self._require_answers(act)
        require(ALTERNATIVE_RULES, self._facts(act))
        require_may_tell(act.session, act.case.id)
        kept = self._keep(act, Measure.ALTERNATIVE)
        reviewed_by_then(act, kept)
        document = send_alternative(act, kept, self.served_how)
        will_do = [key for key, each in self.alternatives.items() if each.will_do]
        return AlternativeArranged(alternatives=will_do, document=document)


class SendSuspensionLetter(Command):
    """Confirm a suspension in writing, within one working day (KCSIE Part Four).

    Where a child may be at risk, the LADO agrees first what the employee is told, unless the
    suspension is immediate protective action.
    """

    permission: ClassVar[Permission] = Permission.SUSPEND

    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> SuspensionConfirmed:
        require(LETTER_RULES, suspension_facts(act.session, act.case.id))
        kept = measure_of(act.session, act.case.id)
        assert kept is not None  # the rules have just said so
        if not kept.immediate:
            require_may_tell(act.session, act.case.id)
        document = send_suspension(act, kept, self.served_how)
        meet(act, "T3")
        return SuspensionConfirmed(document=document)
