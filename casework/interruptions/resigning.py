"""A resignation before the matter is decided: what becomes of it, and how it is concluded."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission
from casework.cases.deadlines import meet_all, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.passing import start_claim_clock
from casework.cases.stages import Ending, Stage
from casework.documents.interruption_letters import ResignationLetter
from casework.duties.queries import left_open, referral_facts, unanswered_facts
from casework.duties.rules import REFERRAL_RULES, UNANSWERED_RULES
from casework.errors import WrongAnswer
from casework.interruptions.letters import head, sent
from casework.interruptions.models import Resignation, SafeguardingConclusion
from casework.interruptions.queries import has_been_told, resignation_of
from casework.interruptions.rules import CONCLUDING_RULES, RESIGNING_RULES, ResignationFacts
from casework.journal import Event
from casework.outcomes.queries import outcome_of
from casework.procedure import require, unmet
from casework.text import Day, OptionalLine, Prose


class ResignationRecorded(Event):
    last_day: date
    goes_on: bool
    document: str | None

    def sentence(self) -> str:
        then = "the process goes on" if self.goes_on else "the matter is concluded as it stands"
        return f"recorded that the employee resigned, to leave on {self.last_day:%-d %B %Y}: {then}"


class ConcludedAfterResignation(Event):
    safeguarding: SafeguardingConclusion | None
    unanswered: tuple[str, ...] = ()

    def sentence(self) -> str:
        found = f", with the conclusion “{self.safeguarding}”" if self.safeguarding else ""
        left = left_open(self.unanswered)
        return f"closed the case after the employee’s resignation{found}{left}"


class RecordResignation(Command):
    """Record that the employee resigned during the process, and whether it goes on.

    A resignation does not end what concerns a child, nor a duty to refer (KCSIE, Part Four).
    """

    permission: ClassVar[Permission] = Permission.RECORD_RESIGNATION
    for_others: ClassVar[frozenset[str]] = frozenset({"why"})

    received_on: Day = Field(title="the day the resignation arrived")
    last_day: Day = Field(title="the last day of the employment")
    goes_on: bool = Field(title="whether the process goes on")
    why: Prose = Field(title="why it goes on, or does not")
    served_how: OptionalLine = Field(default=None, title="how the letter is sent")

    def perform(self, act: Act) -> ResignationRecorded:
        require(RESIGNING_RULES, _facts(act))
        self._require_days(act.today)
        told = has_been_told(act.session, act.case.id)
        document = self._tell(act) if told else None
        act.session.add(
            Resignation(
                case_id=act.case.id,
                recorded_by=act.actor.id,
                recorded_at=act.at,
                letter_document_id=document[1] if document else None,
                **self.model_dump(exclude={"served_how"}),
            )
        )
        start_claim_clock(act, self.last_day)
        if unmet(REFERRAL_RULES, referral_facts(act.session, act.case, act.today, resigned=True)):
            start_clock(act, "T13", act.today)  # leaving ends no duty to refer
        return ResignationRecorded(
            last_day=self.last_day,
            goes_on=self.goes_on,
            document=document[0] if document else None,
        )

    def _require_days(self, today: date) -> None:
        if self.received_on > today:
            raise WrongAnswer({"received_on": "Enter a day that is not in the future"})
        if self.last_day < self.received_on:
            raise WrongAnswer({"last_day": "Enter a day on or after the resignation arrived"})

    def _tell(self, act: Act) -> tuple[str, UUID]:
        if self.served_how is None:
            raise WrongAnswer({"served_how": "Say how the letter to the employee is sent"})
        letter = ResignationLetter(
            **head(act, self.served_how),
            received_on=self.received_on,
            last_day=self.last_day,
            goes_on=self.goes_on,
            why=self.why,
            child=act.case.pupil_involved,
        )
        document = sent(act, letter, self.served_how)
        return document.reference, document.id


class ConcludeAfterResignation(Command):
    """Close the case of somebody who resigned, with what was concluded and who had to be told."""

    permission: ClassVar[Permission] = Permission.CLOSE

    conclusion: Prose = Field(title="what is concluded on the evidence there is")
    safeguarding: SafeguardingConclusion | None = Field(
        default=None, title="the conclusion where a child is concerned"
    )
    referrals: Prose = Field(title="what was decided on telling DBS, TRA and the LADO, and why")

    def perform(self, act: Act) -> ConcludedAfterResignation:
        require(CONCLUDING_RULES, _facts(act, concluded=self.safeguarding is not None))
        told = referral_facts(act.session, act.case, act.today, resigned=True)
        require(REFERRAL_RULES, told)
        resigned = resignation_of(act.session, act.case.id)
        assert resigned  # a rule has said that there is one
        resigned.conclusion, resigned.referrals = self.conclusion, self.referrals
        resigned.safeguarding, resigned.concluded_by = self.safeguarding, act.actor.id
        asked = unanswered_facts(act.session, act.case, act.today, resigned=True)
        left = asked.unanswered if unmet(UNANSWERED_RULES, asked) else ()
        act.case.close(Ending.RESIGNED, act.at)
        meet_all(act)
        return ConcludedAfterResignation(safeguarding=self.safeguarding, unanswered=left)


def _facts(act: Act, concluded: bool = False) -> ResignationFacts:
    return ResignationFacts(
        closed=act.case.stage is Stage.CLOSED,
        known=act.case.employee_id is not None,
        resigned=resignation_of(act.session, act.case.id) is not None,
        decided=outcome_of(act.session, act.case.id) is not None,
        child=act.case.pupil_involved,
        concluded=concluded,
    )
