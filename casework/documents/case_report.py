"""The report of a case: where it stands, what is alleged and found, and every paper it rests on."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from casework.documents.printing import PrintedDocument, printed

Row = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReportTable:
    """One part of the report: its heading, its columns, and its rows."""

    title: str
    heads: Row
    rows: tuple[Row, ...]
    empty: str


@dataclass(frozen=True, kw_only=True)
class CaseReport:
    """A case as one reader may see it, on paper."""

    template: ClassVar[str] = "case_report.html"

    trust: str
    reference: str
    made_at: datetime
    made_by: str
    reason: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[ReportTable, ...]


def print_case_report(report: CaseReport) -> PrintedDocument:
    """The report as one PDF."""
    return printed(report.template, report=report)
