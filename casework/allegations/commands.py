"""Making allegations, deciding them, and weighing how serious they are."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import func, select

from casework.access import Permission
from casework.allegations.models import (
    Allegation,
    AllegationExhibit,
    Finding,
    SeverityAssessment,
)
from casework.allegations.rules import (
    ALLEGING_RULES,
    FINDING_RULES,
    AllegingFacts,
    FindingFacts,
)
from casework.allegations.severity import FACTORS
from casework.cases.gateway import Act, Command, on_case
from casework.cases.stages import Severity
from casework.errors import OutOfDate, WrongAnswer
from casework.evidence.models import Exhibit
from casework.journal import Event
from casework.people.models import Person
from casework.policies.models import Clause
from casework.policies.queries import clause_in, in_force
from casework.procedure import require
from casework.text import Day, Line, OptionalLine, Prose


class AllegationMade(Event):
    allegation_id: UUID
    number: int
    clause: str
    policy_version_id: UUID

    def sentence(self) -> str:
        return f"made allegation {self.number}, under clause {self.clause}"


class FindingRecorded(Event):
    allegation_id: UUID
    number: int
    clause: str
    finding: Finding

    def sentence(self) -> str:
        found = self.finding.label.lower()
        return f"found allegation {self.number}, under clause {self.clause}, {found}"


class SeverityAssessed(Event):
    severity: Severity

    def sentence(self) -> str:
        return f"assessed the severity as {self.severity.label.lower()}"


class MakeAllegation(Command):
    """Allege one breach of one clause, in enough detail to answer it (Acas Code para 9).

    The clause is the one in force on the day of the conduct, as worded then.
    """

    permission: ClassVar[Permission] = Permission.MAKE_ALLEGATION
    for_others: ClassVar[frozenset[str]] = frozenset({"occurred", "place", "particulars"})

    clause: Line = Field(title="the clause")
    conduct_on: Day = Field(title="the day it happened")
    occurred: OptionalLine = Field(default=None, title="when it happened, as closely as known")
    place: Line = Field(title="where it happened, for example the account")
    particulars: Prose = Field(title="what is alleged: who, what, when and where")
    severity: Severity = Field(title="how serious it is, if proved")
    exhibits: list[UUID] = Field(default=[], title="the exhibits")

    def perform(self, act: Act) -> AllegationMade:
        require(ALLEGING_RULES, AllegingFacts(act.case.stage))
        return self.make(act)

    def make(self, act: Act) -> AllegationMade:
        """Make it, at whichever stage the caller has asked about."""
        _require_possible_day(act, self.conduct_on)
        clause = _clause_to_allege(act, self.clause, self.conduct_on)
        last = select(func.max(Allegation.number)).where(Allegation.case_id == act.case.id)
        allegation = Allegation(
            case_id=act.case.id,
            number=(act.session.exec(last).one() or 0) + 1,
            clause_id=clause.id,
            conduct_on=self.conduct_on,
            occurred=self.occurred or f"{self.conduct_on:%-d %B %Y}",
            place=self.place,
            particulars=self.particulars,
            severity=self.severity,
        )
        act.session.add(allegation)
        act.session.flush()
        for each in dict.fromkeys(self.exhibits):
            exhibit = on_case(act, Exhibit, each)
            act.session.add(AllegationExhibit(allegation_id=allegation.id, exhibit_id=exhibit.id))
        _raise_severity(act, self.severity)
        return AllegationMade(
            allegation_id=allegation.id,
            number=allegation.number,
            clause=clause.number,
            policy_version_id=clause.version_id,
        )


def _require_possible_day(act: Act, day: date) -> None:
    employee = act.session.get(Person, act.case.employee_id) if act.case.employee_id else None
    if employee is None:
        raise WrongAnswer({"conduct_on": "Say first which member of staff this case is about"})
    if day > act.today:
        raise WrongAnswer({"conduct_on": "The day it happened cannot be in the future"})
    if day < employee.employed_from:
        says = f"They started on {employee.employed_from:%-d %B %Y}. Check the day it happened"
        raise WrongAnswer({"conduct_on": says})


def _clause_to_allege(act: Act, number: str, day: date) -> Clause:
    policies = in_force(act.session, day)
    if not policies:
        raise WrongAnswer({"conduct_on": f"No policy was in force on {day:%-d %B %Y}"})
    found = [each for each in (clause_in(act.session, p.id, number) for p in policies) if each]
    if not found:
        says = f"No policy in force on {day:%-d %B %Y} has a clause {number}"
        raise WrongAnswer({"clause": says})
    if not found[0].kind.can_be_alleged:
        says = f"Clause {number} is {found[0].kind.label.lower()}: it cannot be alleged by itself"
        raise WrongAnswer({"clause": says})
    return found[0]


def _raise_severity(act: Act, severity: Severity) -> None:
    """The case shows the most serious of its allegations."""
    if act.case.severity is None or severity.level > act.case.severity.level:
        act.case.severity = severity


class RecordFinding(Command):
    """Decide one allegation on the balance of probabilities (Acas Code para 18)."""

    permission: ClassVar[Permission] = Permission.RECORD_FINDING
    for_others: ClassVar[frozenset[str]] = frozenset({"reasons"})

    allegation_id: UUID
    finding: Finding = Field(title="the finding")
    reasons: Prose = Field(title="the reasons for this finding")

    def perform(self, act: Act) -> FindingRecorded:
        allegation = on_case(act, Allegation, self.allegation_id)
        require(FINDING_RULES, FindingFacts(act.case.stage, allegation.notified_on is not None))
        allegation.decide(self.finding, self.reasons, act.actor.name, act.at)
        clause = act.session.get_one(Clause, allegation.clause_id)
        return FindingRecorded(
            allegation_id=allegation.id,
            number=allegation.number,
            clause=clause.number,
            finding=self.finding,
        )


class Weighed(BaseModel):
    """One factor: what was weighed, or why it does not apply."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    applies: bool = Field(title="whether it applies")
    words: Prose = Field(title="what was weighed, or why it does not apply")


class AssessSeverity(Command):
    """Weigh the 24 factors and judge how serious the conduct was. Nothing is computed.

    Sources: Higgs v Farmor's School; UK GDPR articles 22A to 22D (a person decides).
    """

    permission: ClassVar[Permission] = Permission.ASSESS_SEVERITY

    factors: dict[str, Weighed] = Field(title="all 24 factors")
    severity: Severity = Field(title="how serious it was")
    reasons: Prose = Field(title="the reasons for this judgement")
    seen: OptionalLine = Field(default=None, title="when the assessment was last read")

    def perform(self, act: Act) -> SeverityAssessed:
        wrong = {
            f"factors.{each.id}.words": f"Say what you weighed for {each.name.lower()}, or why not"
            for each in FACTORS
            if each.id not in self.factors
        }
        if wrong:
            raise WrongAnswer(wrong)
        facts = FindingFacts(act.case.stage, notified=True)
        require(FINDING_RULES, facts)
        self._write(act)
        act.case.severity = self.severity
        return SeverityAssessed(severity=self.severity)

    def _write(self, act: Act) -> None:
        kept = select(SeverityAssessment).where(SeverityAssessment.case_id == act.case.id)
        found = act.session.exec(kept).first()
        if found and self.seen != found.assessed_at.isoformat():
            theirs = {"reasons": found.reasons, "severity": found.severity.label}
            raise OutOfDate("Somebody else has assessed the severity meanwhile", theirs)
        ids = {each.id for each in FACTORS}
        assessed = SeverityAssessment(
            case_id=act.case.id,
            factors={k: v.model_dump() for k, v in self.factors.items() if k in ids},
            severity=self.severity,
            reasons=self.reasons,
            assessed_by=act.actor.id,
            assessed_at=act.at,
        )
        if found:
            assessed.id = found.id
        act.session.merge(assessed)
