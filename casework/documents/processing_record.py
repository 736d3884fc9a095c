"""The record of processing activities (UK GDPR art 30), as a paper."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from casework.documents.printing import PrintedDocument, printed


@dataclass(frozen=True)
class ProcessingLine:
    """One line of the record: what it is about, what is recorded, and on what it rests."""

    item: str
    says: str
    source: str


@dataclass(frozen=True)
class ProcessingPart:
    """One part of the record with its lines."""

    title: str
    lines: tuple[ProcessingLine, ...]


@dataclass(frozen=True, kw_only=True)
class ProcessingRecord:
    """What is done with which data of whom, who gets it, and how long it is kept."""

    template: ClassVar[str] = "processing_record.html"

    trust: str
    made_on: date
    parts: tuple[ProcessingPart, ...]


def print_processing_record(record: ProcessingRecord) -> PrintedDocument:
    """The record as a PDF."""
    return printed(record.template, record=record)
