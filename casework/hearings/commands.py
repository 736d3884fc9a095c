"""Recording that a hearing was held."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.cases.deadlines import meet, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.stages import Stage
from casework.errors import NotFound, WrongAnswer
from casework.hearings.absence import absence_facts
from casework.hearings.models import CompanionCategory
from casework.hearings.proceeding import left_out
from casework.hearings.queries import hearing_facts, hearing_of
from casework.hearings.rules import ABSENCE_RULES, HEARING_RULES
from casework.hearings.steps import Proceeding
from casework.investigation.notes import NotesOf, share
from casework.journal import Event
from casework.procedure import require
from casework.text import OptionalLine, OptionalProse, Prose
from casework.working_days import local_day


class HearingHeld(Event):
    day: date
    attended: bool
    accompanied: bool
    not_ticked: list[Proceeding]

    def sentence(self) -> str:
        came = "with the employee present" if self.attended else "in the employee’s absence"
        return f"recorded that the hearing was held on {self.day:%-d %B %Y}, {came}"


class RecordHearingHeld(Command):
    """Record that the hearing took place, who came, and what was said (Acas Code para 12)."""

    permission: ClassVar[Permission] = Permission.RECORD_HEARING

    attended: bool = Field(title="whether the employee came")
    why_absent: OptionalProse = Field(
        default=None, title="what was done before going on without them"
    )
    companion_category: CompanionCategory = Field(title="who accompanied them")
    companion: OptionalLine = Field(default=None, title="the companion’s name")
    notes: Prose = Field(title="the notes of the hearing")

    def perform(self, act: Act) -> HearingHeld:
        wrong = self._wrong_answers()
        if wrong:
            raise WrongAnswer(wrong)
        require(HEARING_RULES, hearing_facts(act.session, act.case.id, act.today))
        hearing = hearing_of(act.session, act.case.id)
        if hearing is None:
            raise NotFound
        if not self.attended:
            require(ABSENCE_RULES, absence_facts(act.session, hearing))
        act.case.move_to(Stage.OUTCOME)
        hearing.held_at, hearing.attended = act.at, self.attended
        hearing.why_absent, hearing.notes = self.why_absent, self.notes
        hearing.companion_category = self.companion_category
        hearing.companion = self.companion
        day = local_day(hearing.starts_at)
        share(act, NotesOf.HEARING, "The employee", day, self.notes)
        meet(act, "T5-H", "T5-N", "T6", "T7")
        start_clock(act, "T8", day)
        return HearingHeld(
            day=day,
            attended=self.attended,
            accompanied=self.companion_category is not CompanionCategory.NOBODY,
            not_ticked=left_out(act.session, act.case.id),
        )

    def _wrong_answers(self) -> dict[str, str]:
        wrong = {}
        if not self.attended and self.why_absent is None:
            wrong["why_absent"] = "Say what was done before going on without them"
        if self.companion_category is not CompanionCategory.NOBODY and self.companion is None:
            wrong["companion"] = "Enter the companion’s name"
        return wrong
