"""Witness statements signed on paper, and witnesses who ask not to be named (Linfood v Thomson)."""

from datetime import datetime, time
from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, select

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.cases.stages import Stage
from casework.errors import Breach, NotFound, ProcedureBreach, WrongAnswer
from casework.evidence.models import Capture
from casework.evidence.queries import item_on
from casework.investigation.inquiry import AnonymityAssessment
from casework.investigation.models import WitnessAccount
from casework.investigation.rules import ANONYMITY_RULES, AnonymityFacts
from casework.journal import Event
from casework.procedure import require
from casework.text import Day, Line, OptionalLine, OptionalProse, Prose
from casework.working_days import local_moment


class StatementRecorded(Event):
    account_id: UUID
    scan: str

    def sentence(self) -> str:
        return f"recorded a witness statement signed on paper; its scan is {self.scan}"


class AnonymityAssessed(Event):
    account_id: UUID
    granted: bool

    def sentence(self) -> str:
        told = "is not named" if self.granted else "is named like the others"
        return f"decided that a witness who asked not to be named {told}"


class RecordStatement(Command):
    """Record a statement signed on paper, in its writer’s words; its scan is in the evidence."""

    permission: ClassVar[Permission] = Permission.ADD_EVIDENCE

    name: Line = Field(title="the witness’s name")
    role: Line = Field(title="who they are")
    words: Prose = Field(title="what the statement says")
    signed_on: Day = Field(title="the day it was signed")
    scan: Line = Field(title="the exhibit or item that is its scan")
    fears: OptionalProse = Field(default=None, title="why they ask not to be named")

    def perform(self, act: Act) -> StatementRecorded:
        if act.case.stage is Stage.CLOSED:
            raise ProcedureBreach(Breach("G-STAGE", "HOUSE", "The case is closed"))
        if self.signed_on > act.today:
            raise WrongAnswer({"signed_on": "Enter a day that is not in the future"})
        scan = self._scan(act)
        account = WitnessAccount(
            case_id=act.case.id,
            given_at=_noon(self),
            signed_as=self.name,
            capture_id=scan.id,
            **self.model_dump(include={"name", "role", "words", "signed_on", "fears"}),
        )
        act.session.add(account)
        act.session.flush()
        return StatementRecorded(account_id=account.id, scan=self.scan)

    def _scan(self, act: Act) -> Capture:
        try:
            return item_on(act.session, act.case.id, self.scan).capture
        except NotFound:
            says = "Enter the reference of an item in the evidence, for example E4"
            raise WrongAnswer({"scan": says}) from None


def _noon(told: RecordStatement) -> datetime:
    """A paper has a day and no time: the middle of the day stands for it."""
    return local_moment(told.signed_on, time(12))


class AssessAnonymity(Command):
    """Decide whether a witness is not named, point by point (Linfood v Thomson).

    Only of a signed statement. Whoever hears the case still learns what weight it can have.
    """

    permission: ClassVar[Permission] = Permission.INVESTIGATE

    account_id: UUID = Field(title="the statement")
    fear: Prose = Field(title="what they fear, and whether there is ground for it")
    opportunity: Prose = Field(title="how they could see it: where, when, how far, in what light")
    motive: Prose = Field(title="whether they could have a reason to say what is not so")
    corroboration: Prose = Field(title="what else supports it, and what speaks against it")
    granted: bool = Field(title="whether they are not named")
    known_as: OptionalLine = Field(default=None, title="what they are called instead")
    reasons: Prose = Field(title="the reasons")

    def perform(self, act: Act) -> AnonymityAssessed:
        account = on_case(act, WitnessAccount, self.account_id)
        require(ANONYMITY_RULES, AnonymityFacts(account.is_signed))
        if self.granted and self.known_as is None:
            raise WrongAnswer({"known_as": "Enter what they are called instead, like Witness A"})
        made = select(AnonymityAssessment).where(AnonymityAssessment.account_id == account.id)
        if act.session.exec(made).first():
            raise WrongAnswer({"account_id": "This was decided before"})
        act.session.add(
            AnonymityAssessment(
                case_id=act.case.id,
                assessed_by=act.actor.id,
                assessed_at=act.at,
                **self.model_dump(),
            )
        )
        return AnonymityAssessed(account_id=account.id, granted=self.granted)


def anonymity_on(session: Session, case_id: UUID) -> dict[UUID, AnonymityAssessment]:
    """What was decided of each statement whose writer asked not to be named."""
    wanted = select(AnonymityAssessment).where(AnonymityAssessment.case_id == case_id)
    return {each.account_id: each for each in session.exec(wanted)}
