"""The stages of a story after the report, each only once the story has reached it."""

from datetime import datetime, timedelta

from casework.demo.casting import POSSIBLE_GROSS_MISCONDUCT
from casework.demo.circumstances import Circumstances
from casework.demo.plots import TriagePlot
from casework.demo.report_prose import report_of
from casework.demo.story import Evidence, Reaches
from casework.demo.story_stages import (
    Allegation,
    CaseDecision,
    Hearing,
    Investigation,
    Lado,
    Outcome,
    Suspension,
    Triage,
)
from casework.demo.timeline import (
    APPEAL_DAYS,
    INVESTIGATION_DAYS,
    PACK_DAYS_BEFORE,
    SUSPENSION_REVIEW_DAYS,
)
from casework.reports.answers import HARM_QUESTIONS, Decision, HarmAnswer

ORDER = tuple(Reaches)
HEARING_ROOM = "Meeting room 2, Tansley Vale House"
LADO_OFFICER = "Carol Wetherby, local authority designated officer"


class Stages:
    """What has been decided about one plot, stage by stage."""

    def __init__(self, told: Circumstances, evidence: tuple[Evidence, ...]) -> None:
        self.told, self.evidence, self.filled = told, evidence, told.filled
        self.plot, self.timeline, self.players = told.plot, told.timeline, told.players

    def reached(self, stage: Reaches) -> bool:
        """Whether the story went through this stage of a formal case."""
        if self.plot.reaches is Reaches.CLOSED:
            return self.closed_through(stage)
        return ORDER.index(self.plot.reaches) >= ORDER.index(stage)

    def closed_through(self, stage: Reaches) -> bool:
        """A closed story shows in its plot how far it went."""
        if stage in {Reaches.INVESTIGATION, Reaches.DECISION}:
            return self.plot.inquiry is not None
        if ORDER.index(stage) > ORDER.index(Reaches.DECISION):
            return self.plot.ending is not None
        return True

    def triage(self) -> Triage | None:
        plot = self.plot.triage
        if plot is None:
            return None
        return Triage(
            at=self.timeline.at("triaged", "15:05"),
            by=self.players.case_manager.staff_number,
            decision=plot.decision,
            reason=plot.reason,
            harm={key: plot.harm.get(key, HarmAnswer.NO) for key in HARM_QUESTIONS},
            clauses=self.clauses() if plot.decision is Decision.FORMAL else (),
            lado=self.lado(plot),
            added_to=plot.added_to or None,
            passed_to=plot.passed_to,
            passed_to_whom=plot.passed_to_whom or None,
        )

    def clauses(self) -> tuple[str, ...]:
        """Those of the allegations to come, else those the reporter's ticks point to."""
        alleged = [clause for each in self.plot.allegations for clause in each.clauses]
        ticked = [label for label in self.plot.ticked if label != "none"]
        return tuple(dict.fromkeys(alleged or ticked))

    def lado(self, plot: TriagePlot) -> Lado | None:
        if plot.lado is None:
            return None
        at = self.timeline.at("triaged", "14:15")
        return Lado(
            at=at,
            by=self.players.told.staff_number,
            spoken_to=LADO_OFFICER,
            reference=f"LADO/{at.year}/{at:%j}",
            advice=plot.lado.advice,
            may_investigate=not plot.lado.waits,
            may_tell_employee=not plot.lado.waits,
        )

    def suspension(self) -> Suspension | None:
        if not self.plot.suspended:
            return None
        since = self.timeline.at("told", "16:30")
        review = since.date() + timedelta(SUSPENSION_REVIEW_DAYS)
        return Suspension(since, review, self.plot.suspended)

    def allegations(self) -> tuple[Allegation, ...]:
        if not self.reached(Reaches.INVESTIGATION):
            return ()
        return tuple(
            Allegation(
                number=number,
                particulars=self.filled(each.text),
                clauses=each.clauses,
                severity=each.severity,
                exhibits=each.exhibits,
                case_to_answer=each.case,
                conclusion=self.filled(each.conclusion),
                finding=each.finding,
                finding_reasons=self.filled(each.finding_reasons),
            )
            for number, each in enumerate(self.plot.allegations, 1)
        )

    def investigation(self) -> Investigation | None:
        if not self.reached(Reaches.INVESTIGATION):
            return None
        at, inquiry = self.timeline.at, self.plot.inquiry
        report = None
        if inquiry is not None and self.reached(Reaches.DECISION):
            report = report_of(self.told, inquiry, self.evidence)
        return Investigation(
            officer=self.players.investigator.staff_number,
            appointed_at=at("appointed", "10:15"),
            employee_told_at=at("told", "15:40"),
            employee_heard_at=at("heard", "14:00"),
            due_on=self.timeline.due("appointed", INVESTIGATION_DAYS),
            submitted_at=at("submitted", "16:10") if report else None,
            report=report,
        )

    def decision(self) -> CaseDecision | None:
        beyond = self.reached(Reaches.HEARING)
        no_case = self.plot.reaches is Reaches.CLOSED and self.plot.inquiry is not None
        if not beyond and not no_case:
            return None
        return CaseDecision(
            at=self.timeline.at("decided", "11:30"),
            by=self.players.decider.staff_number,
            case_to_answer=any(each.case for each in self.plot.allegations),
            reasons=self.plot.decision_reasons or self.usual_reasons(),
        )

    def usual_reasons(self) -> str:
        """Allegation by allegation, with the investigator's own ground."""
        return " ".join(
            f"Allegation {each.number}: {'case' if each.case_to_answer else 'no case'} to answer. "
            f"{each.conclusion}"
            for each in self.allegations()
        )

    def hearing(self) -> Hearing | None:
        if not self.reached(Reaches.HEARING):
            return None
        chair, *others = (person.staff_number for person in self.players.panel)
        return Hearing(
            notice_at=self.timeline.at("notice", "16:05"),
            starts_at=self.timeline.at("hearing", "10:00"),
            place=HEARING_ROOM,
            chair=chair,
            panel=tuple(others),
            note_taker=self.players.note_taker.staff_number,
            companion=self.plot.companion,
            dismissal_possible=any(
                each.severity == POSSIBLE_GROSS_MISCONDUCT for each in self.alleged()
            ),
            pack_due_on=self.timeline.due("hearing", -PACK_DAYS_BEFORE),
            missing=self.plot.missing,
            findings_at=self.timeline.at("hearing", "16:30"),
        )

    def alleged(self) -> list[Allegation]:
        """The allegations that go to the hearing."""
        return [each for each in self.allegations() if each.case_to_answer]

    def outcome(self) -> Outcome | None:
        plot = self.plot
        if plot.ending is None or plot.inquiry is None:
            return None
        return Outcome(
            at=self.timeline.at("outcome", "12:00"),
            letter_at=self.timeline.at("letter", "15:30"),
            sanction=plot.ending.sanction,
            reasons=self.filled(plot.ending.reasons),
            mitigation=self.filled(plot.inquiry.mitigation),
            alternatives=self.filled(plot.ending.alternatives),
            live_months=plot.ending.live_months,
            appeal_to=self.players.appeal_to.staff_number,
            appeal_by=self.timeline.due("letter", APPEAL_DAYS),
        )

    def closed_at(self) -> datetime | None:
        """Closed by triage, by a decision that there is no case, or after the appeal window."""
        if self.plot.reaches is not Reaches.CLOSED:
            return None
        if self.plot.ending is not None:
            return self.timeline.at("closed", "09:30")
        if self.plot.inquiry is not None:
            return self.timeline.at("decided", "16:45")
        return self.timeline.at("triaged", "15:05")
