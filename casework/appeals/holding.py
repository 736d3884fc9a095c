"""Recording that an appeal was heard."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.appeals.hearing import HELD_ON
from casework.appeals.progress import HELD_RULES
from casework.appeals.queries import appeal_facts, appeal_hearing_of
from casework.cases.deadlines import meet, start_clock
from casework.cases.gateway import Act, Command
from casework.errors import NotFound, WrongAnswer
from casework.hearings.models import CompanionCategory
from casework.journal import Event
from casework.procedure import require
from casework.text import OptionalLine, OptionalProse, Prose
from casework.working_days import local_day

TOLD = "T11"


class AppealHeard(Event):
    day: date
    attended: bool
    accompanied: bool

    def sentence(self) -> str:
        came = "with the employee present" if self.attended else "in the employee’s absence"
        return f"recorded that the appeal was heard on {self.day:%-d %B %Y}, {came}"


class RecordAppealHeard(Command):
    """Record that the appeal was heard, who came, and what was said (Acas Code paras 26, 28)."""

    permission: ClassVar[Permission] = Permission.RECORD_APPEAL_HEARING

    attended: bool = Field(title="whether the employee came")
    why_absent: OptionalProse = Field(
        default=None, title="what was done before going on without them"
    )
    companion_category: CompanionCategory = Field(title="who accompanied them")
    companion: OptionalLine = Field(default=None, title="the companion’s name")
    notes: Prose = Field(title="the notes of the appeal hearing")

    def perform(self, act: Act) -> AppealHeard:
        if wrong := self._wrong_answers():
            raise WrongAnswer(wrong)
        require(HELD_RULES, appeal_facts(act.session, act.case.id, act.today))
        hearing = appeal_hearing_of(act.session, act.case.id)
        if hearing is None:
            raise NotFound
        if hearing.held_at:
            raise WrongAnswer({"notes": "That the appeal was heard is recorded already"})
        hearing.held_at, hearing.attended = act.at, self.attended
        hearing.why_absent, hearing.notes = self.why_absent, self.notes
        hearing.companion_category, hearing.companion = self.companion_category, self.companion
        meet(act, HELD_ON, "T10", "T10-P")
        day = local_day(hearing.starts_at)
        start_clock(act, TOLD, day)
        accompanied = self.companion_category is not CompanionCategory.NOBODY
        return AppealHeard(day=day, attended=self.attended, accompanied=accompanied)

    def _wrong_answers(self) -> dict[str, str]:
        wrong = {}
        if not self.attended and self.why_absent is None:
            wrong["why_absent"] = "Say what was done before going on without them"
        if self.companion_category is not CompanionCategory.NOBODY and self.companion is None:
            wrong["companion"] = "Enter the companion’s name"
        return wrong
