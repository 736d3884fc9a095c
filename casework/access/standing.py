"""What somebody is to one case, and what the matrix therefore says. Pure: facts in, a verdict out.

The order of decision: account, employee, conflict, seal, part, break-glass, place in the trust.
PostgreSQL decides the same from the same facts (row-level security), and a test compares them.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from uuid import UUID

from casework.access.actions import GLOBAL, Action, Code, Persona, matrix
from casework.access.moments import CONDITIONS, Moment, notified
from casework.access.roles import Role, TrustRole


class Verdict(IntEnum):
    """What comes of asking, the weakest first."""

    SIGN_IN = 0
    HIDDEN = 1
    DENIED = 2
    REDACTED = 3
    OWN = 4
    SECOND_PERSON = 5
    STEP_UP = 6
    ALLOWED = 7

    @property
    def sees(self) -> bool:
        """Whether the whole of it is shown."""
        return self is Verdict.ALLOWED


@dataclass(frozen=True)
class Standing:
    """Everything that decides what one person may do with one case."""

    case_id: UUID | None = None
    person_id: UUID | None = None
    parts: frozenset[Role] = frozenset()
    trust: frozenset[TrustRole] = frozenset()
    is_employee: bool = False
    has_reported: bool = False
    conflicted: bool = False
    shut_out: bool = False  # the case is sealed, and they are not among those named
    break_glass: bool = False
    confirmed: bool = False
    disabled: bool = False
    moment: Moment = field(default_factory=Moment)

    @property
    def of_case(self) -> UUID:
        """The case; only a standing that was read from one has it."""
        assert self.case_id is not None
        return self.case_id

    @cached_property
    def personas(self) -> frozenset[Persona]:
        """The rows of the matrix that apply; the first rule that fits decides."""
        return frozenset(self._rows())

    def _rows(self) -> set[Persona]:
        ruled_out: tuple[tuple[bool, Persona], ...] = (
            (self.disabled, Persona.DISABLED),
            (self.is_employee or Role.EMPLOYEE in self.parts, Persona.EMPLOYEE),
            (self.conflicted or self.reported, self._conflicted_as()),
            (self.shut_out, Persona.STAFF),
        )
        for applies, persona in ruled_out:
            if applies:
                return {persona}
        if self.parts:
            return {PERSONA_OF_PART[each] for each in self.parts}
        if self.break_glass:
            return {Persona.BREAK_GLASS}
        places = {PERSONA_OF_PLACE[each] for each in self.trust if each in PERSONA_OF_PLACE}
        return places or {Persona.STAFF}

    @property
    def reported(self) -> bool:
        return self.has_reported or Role.REPORTER in self.parts

    def _conflicted_as(self) -> Persona:
        """A reporter and a witness keep what is their own; a part-holder may still declare."""
        if Role.WITNESS in self.parts:
            return Persona.WITNESS
        if self.reported:
            return Persona.REPORTER
        return Persona.CONFLICTED if self.parts else Persona.STAFF

    @cached_property
    def _told(self) -> dict[Action, Verdict]:
        return {}

    def verdict(self, action: Action) -> Verdict:
        """What the matrix says of one action, at this moment of the procedure."""
        if action not in self._told:
            self._told[action] = self._verdict(action)
        return self._told[action]

    def _verdict(self, action: Action) -> Verdict:
        best = max(_of_row(each, action, self) for each in self.personas)
        if best is Verdict.STEP_UP and self.confirmed:
            best = Verdict.ALLOWED
        if best is Verdict.DENIED and action not in GLOBAL and not self.knows:
            return Verdict.HIDDEN
        return best

    @cached_property
    def knows(self) -> bool:
        """Whether they may know that the case exists."""
        code = max(_of_row(each, Action.KNOW_OF_CASE, self) for each in self.personas)
        return code >= Verdict.REDACTED

    @property
    def working_parts(self) -> frozenset[Role]:
        """The parts that count: a conflict, a seal or being the employee takes all others away."""
        if self.personas & {Persona.EMPLOYEE, Persona.CONFLICTED, Persona.DISABLED}:
            return frozenset()
        if self.reported:
            return frozenset({Role.REPORTER})
        if self.conflicted:
            return frozenset()
        return frozenset() if self.shut_out else self.parts

    def may_at_some_stage(self, action: Action) -> bool:
        """Whether it is only the stage of the procedure that decides."""
        return any(matrix()[each][action] is Code.AT_A_STAGE for each in self.personas)

    def sees(self, action: Action) -> bool:
        """Whether they see the whole of it now."""
        return self.verdict(action).sees


PERSONA_OF_PART: dict[Role, Persona] = {
    Role.EMPLOYEE: Persona.EMPLOYEE,
    Role.REPORTER: Persona.REPORTER,
    Role.WITNESS: Persona.WITNESS,
    Role.COMPANION: Persona.COMPANION,
    Role.TRIAGE: Persona.CASE_MANAGER,
    Role.CASE_MANAGER: Persona.CASE_MANAGER,
    Role.SAFEGUARDING_LEAD: Persona.SAFEGUARDING_LEAD,
    Role.INVESTIGATING_OFFICER: Persona.INVESTIGATING_OFFICER,
    Role.DECISION_MAKER: Persona.COMMISSIONING_MANAGER,
    Role.HEARING_MANAGER: Persona.HEARING_MANAGER,
    Role.PANEL_MEMBER: Persona.PANEL_MEMBER,
    Role.NOTE_TAKER: Persona.NOTE_TAKER,
    Role.APPEAL_MANAGER: Persona.APPEAL_PANEL,
    Role.APPEAL_PANEL_MEMBER: Persona.APPEAL_PANEL,
    Role.LEGAL_ADVISER: Persona.LEGAL_ADVISER,
}
PERSONA_OF_PLACE: dict[TrustRole, Persona] = {
    TrustRole.HR_CASE_MANAGER: Persona.OTHER_HR,
    TrustRole.HR_DIRECTOR: Persona.HR_DIRECTOR,
    TrustRole.DPO: Persona.DPO,
    TrustRole.AUDITOR: Persona.AUDITOR,
    TrustRole.RECORDS_OFFICER: Persona.RECORDS_OFFICER,
    TrustRole.IT_ADMIN: Persona.IT_ADMIN,
}
SUBJECT_SIDE = frozenset(
    {Persona.EMPLOYEE, Persona.EMPLOYEE_IN_HR, Persona.EMPLOYEE_PRINCIPAL, Persona.COMPANION}
)
_MEANS: dict[Code, Verdict] = {
    Code.ALLOWED: Verdict.ALLOWED,
    Code.OWN: Verdict.OWN,
    Code.REDACTED: Verdict.REDACTED,
    Code.STEP_UP: Verdict.STEP_UP,
    Code.SECOND_PERSON: Verdict.SECOND_PERSON,
    Code.JOB: Verdict.DENIED,
    Code.DENIED: Verdict.DENIED,
    Code.HIDDEN: Verdict.HIDDEN,
    Code.SIGN_IN: Verdict.SIGN_IN,
}


def _of_row(persona: Persona, action: Action, standing: Standing) -> Verdict:
    """One cell at one moment. The employee's side knows nothing until they have been told."""
    if persona in SUBJECT_SIDE and action not in GLOBAL and not notified(standing.moment):
        return Verdict.HIDDEN
    code = matrix()[persona][action]
    if code is not Code.AT_A_STAGE:
        return _MEANS[code]
    return Verdict.ALLOWED if CONDITIONS[persona][action](standing.moment) else Verdict.DENIED
