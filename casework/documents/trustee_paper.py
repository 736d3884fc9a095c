"""The paper for trustees: a year so far in counts, in which nobody can be found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from casework.documents.printing import PrintedDocument, printed


@dataclass(frozen=True, kw_only=True)
class PaperTable:
    """One figure as rows of words, the first the label."""

    title: str
    says: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class TrusteePaper:
    """What trustees are told each term."""

    template: ClassVar[str] = "trustee_paper.html"

    trust: str
    year: str
    made_on: date
    made_by: str
    tables: Sequence[PaperTable]
    academies: tuple[str, ...]
    threshold: int
    unused: int


def print_trustee_paper(paper: TrusteePaper) -> PrintedDocument:
    """The paper as a PDF."""
    return printed(paper.template, paper=paper)
