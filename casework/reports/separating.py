"""A report that was added to the wrong case is taken out of it again, whole, and waits anew."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, func, select

from casework import journal
from casework.access import Permission, Role
from casework.cases.appointing import end_of, place
from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act, Command
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.database.whose import every_case
from casework.errors import WrongAnswer
from casework.evidence.models import Capture, Exhibit
from casework.evidence.seals import SealedEach
from casework.journal import Event, JournalEntry
from casework.procedure import Rule, require
from casework.reports.joining import MOVED, ReportJoined, move_capture
from casework.reports.models import Report, ReportAddition
from casework.text import Line, Prose

EARLY = frozenset({Stage.TRIAGE, Stage.INVESTIGATION})


@dataclass(frozen=True)
class SeparatingFacts:
    """How far the case has come, and whether anything of the report is relied on in it."""

    early: bool
    relied_on: bool


SEPARATING_RULES: list[Rule[SeparatingFacts]] = [
    Rule(
        "G-SEP-1",
        "HOUSE",
        "A report is taken out of a case before the investigation has ended",
        lambda facts: facts.early,
    ),
    Rule(
        "G-SEP-2",
        "HOUSE",
        "No file that came with the report is an exhibit of the case: its number is never used "
        "again",
        lambda facts: not facts.relied_on,
    ),
]


class ReportSeparated(Event, SealedEach):
    report: str
    reasons: str

    def sentence(self) -> str:
        return f"took report {self.report} out of this case again, since it was added by mistake"


class ReportWaitsAgain(Event):
    report: str
    taken_from: str

    def sentence(self) -> str:
        return f"took report {self.report} out of {self.taken_from}: it waits for a decision again"


class SeparateReport(Command):
    """Take a report that was added by mistake out of the case again, with all that came with it.

    It goes back to where it was before, and is triaged anew. What was decided stays in the record.
    """

    permission: ClassVar[Permission] = Permission.SEPARATE_REPORT

    report: Line = Field(title="the report to take out")
    reasons: Prose = Field(title="why it does not belong to this case")

    def perform(self, act: Act) -> ReportSeparated:
        entry = joined_by(act.session, act.case.id, self.report)
        report = _report(act, self.report)
        if entry is None or report is None:
            raise WrongAnswer({"report": "Choose a report that was added to this case"})
        with every_case(act.session):
            before = _before(act, report)
            came = _captures(act, entry, report)
            facts = SeparatingFacts(act.case.stage in EARLY, _relied_on(act.session, came))
            require(SEPARATING_RULES, facts)
            there = Act(act.session, before, act.actor, act.at)
            told = f"{report.reference} out of {act.case.reference}"
            seals = {str(each.id): move_capture(there, each, told) for each in came}
            _move_rows(act, before, report, entry.facts.get("rows", {}))
            _part_from_reporter(act, report)
            before.take_up_again()
            place(there, act.actor.id, Role.TRIAGE)
            start_clock(there, "T1", act.today, act.actor.id)
            act.session.flush()
            event = ReportWaitsAgain(report=report.reference, taken_from=act.case.reference)
            journal.append(act.session, before.id, act.actor, event, act.at)
        return ReportSeparated(report=report.reference, reasons=self.reasons, seals=seals)


def joined_by(session: Session, case_id: UUID, report: str) -> JournalEntry | None:
    """The entry that says that a report was added to the case, when it is still in it."""
    found = [
        each
        for each in journal.of_kind(session, case_id, ReportJoined.__name__)
        if each.facts["report"] == report
    ]
    return found[-1] if found else None


def separable(session: Session, case_id: UUID) -> list[str]:
    """The reports of a case that were added to it after it was opened, by reference."""
    here = select(Report.reference).where(Report.case_id == case_id).order_by(col(Report.sent_at))
    added = journal.of_kind(session, case_id, ReportJoined.__name__)
    named = {each.facts["report"] for each in added}
    return [each for each in session.exec(here) if each in named]


def _report(act: Act, reference: str) -> Report | None:
    wanted = select(Report).where(Report.case_id == act.case.id, Report.reference == reference)
    return act.session.exec(wanted).first()


def _before(act: Act, report: Report) -> Case:
    """The case that the report opened, locked. It was closed when the report joined this one.

    Raises:
        WrongAnswer: it is there no more.
    """
    wanted = select(Case).where(
        Case.reference == report.reference,
        Case.added_to_id == act.case.id,
        Case.ending == Ending.ADDED_TO_CASE,
        col(Case.disposing_since).is_(None),
    )
    found = act.session.exec(wanted.with_for_update()).first()
    if found is None:
        raise WrongAnswer({"report": "Choose a report that was added to this case"})
    return found


def _captures(act: Act, entry: JournalEntry, report: Report) -> list[Capture]:
    """What came with the report, and what its reporter added since where that can only be of it."""
    came = {UUID(each) for each in entry.facts.get("seals", {})}
    counted = select(func.count()).where(
        Report.case_id == act.case.id, Report.reporter_id == report.reporter_id
    )
    alone = act.session.exec(counted).one() == 1
    here = act.session.exec(select(Capture).where(Capture.case_id == act.case.id))
    return [
        each
        for each in here
        if each.id in came
        or (alone and each.taken_in_by == report.reporter_id and each.taken_in_at > entry.at)
    ]


def _relied_on(session: Session, came: list[Capture]) -> bool:
    ids = [each.id for each in came]
    wanted = select(Exhibit.id).where(col(Exhibit.capture_id).in_(ids))
    return session.exec(wanted).first() is not None


def _move_rows(act: Act, before: Case, report: Report, rows: dict[str, list[str]]) -> None:
    """Each row that came along, and every word that was added to the report since."""
    for part in MOVED:
        ids = [UUID(each) for each in rows.get(part.__tablename__, [])]
        _back(act, before, part, col(part.id).in_(ids))
    _back(act, before, ReportAddition, col(ReportAddition.report_id) == report.id)


def _back(act: Act, before: Case, part: Any, which: Any) -> None:
    for each in act.session.exec(select(part).where(part.case_id == act.case.id, which)):
        each.case_id = before.id
    act.session.flush()


def _part_from_reporter(act: Act, report: Report) -> None:
    """Whoever sent only this report has no part in the case any more."""
    others = select(Report.id).where(
        Report.case_id == act.case.id, Report.reporter_id == report.reporter_id
    )
    if act.session.exec(others).first() is None:
        end_of(act, Role.REPORTER, report.reporter_id)
