"""The report of a case, written from what one reader may see of it."""

from collections.abc import Iterator
from datetime import datetime

from casework.access import Actor
from casework.case_file.file import CaseFile
from casework.documents.case_report import CaseReport, ReportTable, print_case_report
from casework.documents.printing import PrintedDocument
from casework.documents.spelling import plain_day
from casework.settings import settings
from casework.sources import cited
from casework.working_days import local_day

NOTHING = "Nothing that this reader may see."


def report_of_case(file: CaseFile, actor: Actor, reason: str, at: datetime) -> PrintedDocument:
    """The whole case for its reader as one PDF. What they may not see is not in it."""
    case = file.case
    return print_case_report(
        CaseReport(
            trust=settings().trust_name,
            reference=case.reference,
            made_at=at,
            made_by=actor.name,
            reason=reason,
            facts=tuple(_facts(file)),
            tables=tuple(_tables(file)),
        )
    )


def _facts(file: CaseFile) -> Iterator[tuple[str, str]]:
    case = file.case
    if file.employee:
        yield "Employee", f"{file.employee.name}, {file.employee.job_title}"
    yield "Academy", file.academy
    yield "Stage", case.stage.label
    if case.severity:
        yield "Judged as", case.severity.label
    yield "Opened", plain_day(local_day(case.opened_at))
    if case.closed_at:
        yield "Closed", plain_day(local_day(case.closed_at))
    if file.outcome:
        yield "Outcome", file.outcome.sanction.label


def _tables(file: CaseFile) -> Iterator[ReportTable]:
    yield _table("Allegations", ("No.", "Clause", "What is alleged", "Finding"), _alleged(file))
    parts = ((p.role.label, p.person.name, plain_day(local_day(p.started_at))) for p in file.parts)
    yield _table("People", ("Part", "Name", "Since"), parts)
    exhibits = (
        (each.reference, each.title, _in_pack(each.exhibit), each.capture.sha256)
        for each in file.evidence
        if each.exhibit
    )
    yield _table("Exhibits", ("Exhibit", "Title", "In the pack", "SHA-256"), exhibits)
    letters = (
        (each.reference, each.title, plain_day(local_day(each.issued_at)), each.issued_by)
        for each in file.documents
    )
    yield _table("Letters and papers", ("Paper", "Title", "Issued", "By"), letters)
    packs = (
        (each.kind.label, each.name, each.status.label, each.sha256 or "") for each in file.packs
    )
    yield _table("Packs", ("Pack", "Edition", "Stands", "SHA-256"), packs)
    told = (*file.checklist.done, *file.checklist.open, *file.checklist.waiting)
    steps = ((e.says, cited(e.source), "Yes" if e.met else "No") for e in told)
    yield _table("Procedure", ("What is asked for", "Source", "Met"), steps)
    done = (
        (f"{plain_day(local_day(e.at))}", e.actor_name, e.sentence) for e in reversed(file.entries)
    )
    yield _table("What was done", ("Day", "Who", "What"), done)


def _alleged(file: CaseFile) -> Iterator[tuple[str, ...]]:
    for each in file.alleged:
        finding = each.allegation.finding
        yield (
            str(each.allegation.number),
            each.clause.printed_number,
            each.allegation.particulars,
            finding.label if finding else "",
        )


def _in_pack(exhibit: object) -> str:
    left_out = getattr(exhibit, "in_pack", True) is False
    return f"No: {getattr(exhibit, 'pack_reason', '')}" if left_out else "Yes"


def _table(title: str, heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> ReportTable:
    return ReportTable(title=title, heads=heads, rows=tuple(rows), empty=NOTHING)
