"""Scheduling a hearing: the notice is written, printed, kept and served in one act."""

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission
from casework.allegations.letterhead import letterhead, put
from casework.allegations.queries import Alleged, allegations_on, screen_facts
from casework.allegations.rules import ADVICE_RULES
from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act, Command
from casework.cases.stages import Stage
from casework.documents.issuing import Issue, issue
from casework.documents.letters import print_letter
from casework.documents.notices import DismissalHearingNotice, HearingNotice
from casework.documents.wording import Enclosure
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.hearings.booking import (
    Clock,
    Slot,
    meeting_of,
    panel_of,
    preparation_of,
    set_deadlines,
    spoken_time,
)
from casework.hearings.models import Hearing
from casework.hearings.queries import hearing_of, preparing
from casework.hearings.rules import NOTICE_RULES, NoticeFacts
from casework.journal import Event
from casework.people.queries import closures
from casework.procedure import require
from casework.reports.representatives import union_facts
from casework.reports.rules import UNION_RULES, UnionFacts
from casework.reports.safeguarding import require_may_tell
from casework.text import Day, Line, OptionalLine, OptionalProse
from casework.working_days import working_days_between

__all__ = ["ScheduleHearing", "panel_of", "require_hearing_stage", "spoken_time"]

WARNING_OUTCOMES = ("no formal action", "a first written warning", "a final written warning")
DISMISSAL_OUTCOMES = (*WARNING_OUTCOMES, "dismissal with notice", "dismissal without notice")


class HearingScheduled(Event):
    document: str
    day: date
    dismissal_possible: bool
    notice_days: int
    without_official: str | None = None

    def sentence(self) -> str:
        return f"sent the hearing notice, {self.document}, for {self.day:%-d %B %Y}"


class ScheduleHearing(Command):
    """Send the employee the hearing notice (Acas Code paras 9 to 11; ERA 1999 s.10).

    Sending it again before the hearing replaces the day and place; the earlier notice is kept.
    """

    permission: ClassVar[Permission] = Permission.SCHEDULE_HEARING
    for_others: ClassVar[frozenset[str]] = frozenset(
        {
            "gross_misconduct_rule",
            "why_dismissal",
            "shorter_notice_agreed",
            "without_official",
        }
    )

    day: Day = Field(title="the day of the hearing")
    starts: Clock = Field(title="the time it starts")
    place: Line = Field(title="the place of the hearing")
    presenter_id: UUID = Field(title="who presents the investigation")
    dismissal_possible: bool = Field(title="whether dismissal is possible")
    gross_misconduct_rule: OptionalLine = Field(
        default=None, title="the rule under which it may be gross misconduct"
    )
    why_dismissal: OptionalProse = Field(default=None, title="why dismissal is possible")
    served_how: Line = Field(title="how the notice is sent")
    shorter_notice_agreed: OptionalProse = Field(
        default=None, title="how the employee agreed in writing to shorter notice"
    )
    without_official: OptionalProse = Field(
        default=None, title="why it goes out though no union official was told"
    )

    def perform(self, act: Act) -> HearingScheduled:
        require_hearing_stage(act)
        require(UNION_RULES, self._union(act))
        require_may_tell(act.session, act.case.id)
        self._require_answers()
        alleged = [
            each for each in allegations_on(act.session, act.case.id) if each.allegation.to_hearing
        ]
        facts = self._facts(act)
        require(NOTICE_RULES, facts)
        require(ADVICE_RULES, screen_facts(act.session, act.case.id))
        same_papers = self._same_papers(act, alleged)
        reference = self._send(act, alleged, same_papers=same_papers)
        for each in alleged:
            each.allegation.notified_on = act.today
        set_deadlines(act, self._slot, pack_issued=same_papers is not None)
        start_clock(act, "T5-N", act.today)
        return HearingScheduled(
            document=reference,
            day=self.day,
            dismissal_possible=self.dismissal_possible,
            notice_days=facts.notice_days,
            without_official=self.without_official,
        )

    def _union(self, act: Act) -> UnionFacts:
        told = union_facts(act.session, act.case.id)
        return replace(told, says_why_not=self.without_official is not None)

    @property
    def _slot(self) -> Slot:
        return Slot(self.day, self.starts, self.place)

    def _require_answers(self) -> None:
        if not self.dismissal_possible:
            return
        wrong = {
            name: f"Enter {type(self).model_fields[name].title}"
            for name in ("gross_misconduct_rule", "why_dismissal")
            if getattr(self, name) is None
        }
        if wrong:
            raise WrongAnswer(wrong)

    def _facts(self, act: Act) -> NoticeFacts:
        ready = preparing(act.session, act.case.id)
        closed = closures(act.session, act.case.academy_id)
        return NoticeFacts(
            hearing_manager=ready.hearing_manager,
            note_taker=ready.note_taker,
            allegations=ready.allegations,
            notice_days=working_days_between(act.today, self.day, closed),
            required_days=act.timescale("hearing_notice").value,
            shorter_agreed=self.shorter_notice_agreed is not None and self.day > act.today,
        )

    def _same_papers(self, act: Act, alleged: list[Alleged]) -> date | None:
        """The day the pack was issued, if it holds all that this notice puts."""
        earlier = hearing_of(act.session, act.case.id)
        if earlier is None or any(each.allegation.notified_on is None for each in alleged):
            return None
        return earlier.pack_issued_on

    def _send(self, act: Act, alleged: list[Alleged], *, same_papers: date | None) -> str:
        letter = self._letter(act, alleged)
        printed = print_letter(letter)
        what = Issue(letter.code, letter.subject, act.actor.name, act.at, self.served_how)
        document = issue(act.session, act.case.id, printed, what)
        hearing = Hearing(
            case_id=act.case.id,
            starts_at=self._slot.moment,
            place=self.place,
            presenter_id=self.presenter_id,
            dismissal_possible=self.dismissal_possible,
            gross_misconduct_rule=self.gross_misconduct_rule if self.dismissal_possible else None,
            why_dismissal=self.why_dismissal,
            notice_document_id=document.id,
            served_on=act.today,
            shorter_notice_agreed=self.shorter_notice_agreed,
            pack_issued_on=same_papers,
        )
        if earlier := hearing_of(act.session, act.case.id):
            hearing.id = earlier.id
        act.session.merge(hearing)
        return document.reference

    def _letter(self, act: Act, alleged: list[Alleged]) -> HearingNotice:
        told: dict[str, Any] = {
            **letterhead(act.session, act.case, alleged, act.today),
            "delivery": self.served_how,
            "allegations": tuple(put(each) for each in alleged),
            "hearing": meeting_of(act, self._slot, self.presenter_id),
            "preparation": preparation_of(act, self.day),
            "enclosures": (Enclosure(title="The investigation report"),),
        }
        if not self.dismissal_possible:
            return HearingNotice(**told, possible_outcomes=WARNING_OUTCOMES)
        return DismissalHearingNotice(
            **told,
            possible_outcomes=DISMISSAL_OUTCOMES,
            gross_misconduct_rule=self.gross_misconduct_rule or "",
            why_dismissal_is_possible=self.why_dismissal or "",
        )


def require_hearing_stage(act: Act) -> None:
    """Refuse before there is a case to answer, and once the hearing was held."""
    if act.case.stage is not Stage.HEARING:
        says = "A hearing is scheduled once it is decided that there is a case to answer"
        raise ProcedureBreach(Breach("G-STAGE", "HOUSE", says))
