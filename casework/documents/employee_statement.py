"""A statement that the employee typed, printed word for word as they sent it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from casework.documents.printing import PrintedDocument, printed


@dataclass(frozen=True, kw_only=True)
class EmployeeStatement:
    """Whose it is, what it says, and whether it is signed as true."""

    template: ClassVar[str] = "employee_statement.html"

    trust: str
    reference: str
    employee: str
    title: str
    words: str
    signed_as: str
    written_at: datetime


def print_statement(statement: EmployeeStatement) -> PrintedDocument:
    """The statement as a PDF."""
    return printed(statement.template, statement=statement)
