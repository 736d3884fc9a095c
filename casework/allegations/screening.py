"""Asking, before formal action, whether the law protects what was said, and advising on it."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from casework.access import Permission
from casework.allegations.models import ProtectedContentScreen
from casework.allegations.protected_content import QUESTIONS, Question, Reply
from casework.allegations.queries import screen_of
from casework.allegations.rules import ADVISING_RULES, AdvisingFacts
from casework.cases.gateway import Act, Command
from casework.cases.stages import Stage
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.journal import Event
from casework.procedure import require
from casework.text import OptionalProse, Prose, read_nothing

BEFORE_THE_HEARING = frozenset({Stage.TRIAGE, Stage.INVESTIGATION, Stage.DECISION, Stage.HEARING})
OptionalReply = Annotated[Reply | None, BeforeValidator(read_nothing)]


class ProtectedContentScreened(Event):
    needs_advice: bool

    def sentence(self) -> str:
        then = "advice is needed" if self.needs_advice else "every answer is no"
        return f"answered the questions about protected content: {then}"


class ProtectedContentAdvised(Event):
    may_go_on: bool

    def sentence(self) -> str:
        told = "may go on" if self.may_go_on else "may not go on"
        return f"advised on protected content: formal action {told}"


class Answered(BaseModel):
    """One question: the answer, and the words that a yes or a doubt needs."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    answer: OptionalReply = Field(default=None, title="an answer")
    words: OptionalProse = Field(default=None, title="what it is, in words")


class ScreenProtectedContent(Command):
    """Answer the twelve questions about what the law protects, before formal action.

    A yes or a doubt takes the advice of a second person before a hearing is called.
    Sources: Higgs v Farmor's School; Equality Act 2010; Employment Rights Act 1996.
    """

    permission: ClassVar[Permission] = Permission.SCREEN_CONTENT

    answers: dict[str, Answered] = Field(default={}, title="the twelve questions")
    basis: OptionalProse = Field(default=None, title="what you read to answer them")

    def perform(self, act: Act) -> ProtectedContentScreened:
        if wrong := self._lacking():
            raise WrongAnswer(wrong)
        _require_in_time(act)
        told = {each.id: self.answers[each.id] for each in QUESTIONS}
        needs = any(each.answer and each.answer.needs_advice for each in told.values())
        act.session.add(
            ProtectedContentScreen(
                case_id=act.case.id,
                answers={id: each.model_dump(mode="json") for id, each in told.items()},
                basis=self.basis or "",
                needs_advice=needs,
                screened_by=act.actor.id,
                screened_at=act.at,
            )
        )
        return ProtectedContentScreened(needs_advice=needs)

    def _lacking(self) -> dict[str, str]:
        """Every question without an answer or without its words, in their order."""
        wrong: dict[str, str] = {}
        for each in QUESTIONS:
            wrong |= _unanswered(each, self.answers.get(each.id, Answered()))
        if self.basis is None:
            wrong["basis"] = "Say what you read to answer the questions"
        known = {each.id for each in QUESTIONS}
        unknown = [each for each in self.answers if each not in known]
        return wrong | {f"answers.{each}": "There is no such question" for each in unknown}


def _unanswered(question: Question, told: Answered) -> dict[str, str]:
    called = f"{question.id} {question.name}"
    if told.answer is None:
        return {f"answers.{question.id}.answer": f"{called}: choose yes, no or not sure"}
    if told.answer.needs_advice and told.words is None:
        return {f"answers.{question.id}.words": f"{called}: say what it is, or what you doubt"}
    return {}


def _require_in_time(act: Act) -> None:
    if act.case.stage not in BEFORE_THE_HEARING:
        says = "The questions about protected content are answered before the hearing"
        raise ProcedureBreach(Breach("G-STAGE", "HIGGS", says))


class AdviseOnProtectedContent(Command):
    """Advise whether formal action may go on, where an answer is yes or not sure.

    The adviser is the Director of HR or a lawyer, appointed to the case for this.
    """

    permission: ClassVar[Permission] = Permission.ADVISE_ON_CONTENT

    may_go_on: bool = Field(title="whether formal action may go on")
    advice: Prose = Field(title="what you advise, and what the case must keep to")

    def perform(self, act: Act) -> ProtectedContentAdvised:
        _require_in_time(act)
        screen = screen_of(act.session, act.case.id)
        facts = AdvisingFacts(
            asked=screen is not None and screen.needs_advice,
            by_another=screen is None or screen.screened_by != act.actor.id,
            advised_before=screen is not None and screen.advised_by is not None,
        )
        require(ADVISING_RULES, facts)
        if screen is not None:
            screen.advice, screen.may_go_on = self.advice, self.may_go_on
            screen.advised_by, screen.advised_at = act.actor.id, act.at
        return ProtectedContentAdvised(may_go_on=self.may_go_on)
