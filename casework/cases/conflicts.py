"""Conflicts of interest: declared, recorded, lifted; and stepping off a case (Acas Code para 4)."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission, Role, TrustRole
from casework.cases.appointing import (
    conflict_of,
    current,
    end_all_parts,
    holder,
    parts_taken,
    place,
)
from casework.cases.closed import require_open
from casework.cases.deadlines import meet, start_clock
from casework.cases.gateway import Act, Command, on_case
from casework.cases.independence import Conflict, Ground
from casework.cases.passing_on import pass_on
from casework.cases.rules import IN_THE_MATTER
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.people.queries import Known, in_line, known, with_role
from casework.text import Prose

# Who manages a case when its manager steps off it, and who after them.
NEXT_IN_HR = (
    (TrustRole.HR_DIRECTOR,),
    (TrustRole.HR_CASE_MANAGER,),
    (TrustRole.CHIEF_EXECUTIVE,),
    (TrustRole.CHAIR_OF_TRUSTEES,),
)
RECORDED = (Ground.WITNESS, Ground.LINE_MANAGEMENT, Ground.NAMED, Ground.DECLARED)


class SteppedOff(Event):
    person_id: UUID
    handed_to: UUID | None
    reason: str

    def sentence(self) -> str:
        after = ", and the case was handed on" if self.handed_to else ""
        return f"stepped off the case because of a conflict of interest{after}"


class ConflictRecorded(Event):
    person_id: UUID
    ground: Ground
    reason: str

    def sentence(self) -> str:
        return f"recorded a conflict of interest: {self.ground.label.lower()}"


class ConflictLifted(Event):
    conflict_id: UUID
    reason: str

    def sentence(self) -> str:
        return "lifted a conflict of interest that was recorded by somebody else"


class ConflictRaised(Event):
    words: str

    def sentence(self) -> str:
        return "raised a conflict of interest"


class RaiseConflict(Command):
    """Say that somebody should not take part in the case. Whoever manages it must decide."""

    permission: ClassVar[Permission] = Permission.DECLARE_CONFLICT

    words: Prose = Field(title="who should not take part, and why")

    def perform(self, act: Act) -> ConflictRaised:
        require_open(act)
        start_clock(act, "CONFLICT", act.today)
        return ConflictRaised(words=self.words)


class StepOff(Command):
    """Step off a case because of a conflict of interest (Acas Code para 4).

    Every part ends at once, and the next request shows nothing of the case. Whoever managed the
    case or was to triage it is followed by the next person in HR who has no part in the matter.
    """

    permission: ClassVar[Permission] = Permission.DECLARE_CONFLICT

    reason: Prose = Field(title="why you should not be part of this case")

    def perform(self, act: Act) -> SteppedOff:
        held = current(act.session, act.case.id, act.actor.id)
        if not held - IN_THE_MATTER - {Role.COMPANION}:
            raise WrongAnswer({"reason": "You have no part that you could step off"})
        record(act, act.actor.id, Ground.STEPPED_OFF, self.reason)
        end_all_parts(act, act.actor.id)
        follower = _hand_on(act, held)
        pass_on(act)
        return SteppedOff(
            person_id=act.actor.id,
            handed_to=follower.id if follower else None,
            reason=self.reason,
        )


class RecordConflict(Command):
    """Record that somebody must be kept away from the case.

    From their next request they see nothing of it, whatever part they hold.
    """

    permission: ClassVar[Permission] = Permission.RECORD_CONFLICT

    person_id: UUID = Field(title="the person")
    ground: Ground = Field(title="why they are kept away")
    reason: Prose = Field(title="what the conflict is")

    def perform(self, act: Act) -> ConflictRecorded:
        if self.person_id == act.actor.id:
            raise WrongAnswer({"person_id": "For yourself, step off the case instead"})
        if self.ground not in RECORDED:
            raise WrongAnswer({"ground": "Choose why they are kept away"})
        known(act.session, self.person_id)
        if conflict_of(act.session, act.case.id, self.person_id):
            raise WrongAnswer({"person_id": "A conflict is recorded for this person already"})
        record(act, self.person_id, self.ground, self.reason)
        meet(act, "CONFLICT")
        return ConflictRecorded(person_id=self.person_id, ground=self.ground, reason=self.reason)


class LiftConflict(Command):
    """Lift a conflict that was recorded wrongly. Neither its person nor its recorder may."""

    permission: ClassVar[Permission] = Permission.RECORD_CONFLICT

    conflict_id: UUID = Field(title="the conflict")
    reason: Prose = Field(title="why it does not stand")

    def perform(self, act: Act) -> ConflictLifted:
        conflict = on_case(act, Conflict, self.conflict_id)
        if conflict.lifted_at is not None:
            raise WrongAnswer({"conflict_id": "This conflict was lifted before"})
        if act.actor.id in (conflict.recorded_by, conflict.person_id):
            says = "Somebody other than whoever recorded it must lift it"
            raise WrongAnswer({"conflict_id": says})
        conflict.lifted_at, conflict.lifted_by = act.at, act.actor.id
        conflict.why_lifted = self.reason
        return ConflictLifted(conflict_id=conflict.id, reason=self.reason)


def record(act: Act, person_id: UUID, ground: Ground, reason: str) -> None:
    """Keep somebody away from the case from now on."""
    act.session.add(
        Conflict(
            case_id=act.case.id,
            person_id=person_id,
            ground=ground,
            reason=reason,
            recorded_by=act.actor.id,
            recorded_at=act.at,
        )
    )
    act.session.flush()


def _hand_on(act: Act, held: frozenset[Role]) -> Known | None:
    """A case is never left without anybody in HR: the next who is free of the matter takes it."""
    left = next((each for each in (Role.CASE_MANAGER, Role.TRIAGE) if each in held), None)
    if left is None or holder(act.session, act.case.id, left):
        return None
    for rung in NEXT_IN_HR:
        for each in with_role(act.session, *rung):
            if _is_free(act, each.id):
                place(act, each.id, left)
                return each
    return None


def _is_free(act: Act, person_id: UUID) -> bool:
    # A report waits for everybody in HR until one of them triages it: that ties nobody to it.
    taken = parts_taken(act.session, act.case.id, person_id) - {Role.TRIAGE}
    apart = person_id in {act.actor.id, act.case.employee_id}
    tied = in_line(act.session, person_id, act.case.employee_id)
    return not (apart or tied or taken or conflict_of(act.session, act.case.id, person_id))
