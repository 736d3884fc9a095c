"""An equality split from a file that is read, counted, and not kept.

Casework holds no protected characteristic of anybody. Whoever keeps them brings the file with them
each time; only the counts are shown, and small ones are not (Equality Act 2010 s.149).
"""

import csv
from collections import Counter
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session

from casework import journal
from casework.access import Actor
from casework.database.whose import every_case
from casework.errors import WrongAnswer
from casework.insights.figures import Figure, figure
from casework.insights.years import AcademicYear
from casework.journal import Event
from casework.spreadsheets import lines_of

NUMBER = "staff_number"
HEADS = ("Staff in the file", "Reported", "Warned or dismissed")
MOST_BYTES, MOST_COLUMNS, MOST_VALUES = 5_000_000, 9, 20
NOT_STATED = "Not stated"
_REPORTED = text(
    """
    SELECT p.staff_number,
           bool_or(coalesce(o.stands_as, o.sanction, 'no_action') <> 'no_action')
    FROM cases c JOIN people p ON p.id = c.employee_id LEFT JOIN outcomes o ON o.case_id = c.id
    WHERE c.opened_at >= :since AND c.opened_at < :until GROUP BY 1
    """
)


class EqualitySplitSeen(Event):
    year: str
    columns: list[str]

    def sentence(self) -> str:
        return f"counted the reports of {self.year} by {', '.join(self.columns)}"


def equality_split(
    session: Session, actor: Actor, year: AcademicYear, content: bytes, at: datetime
) -> list[Figure]:
    """A figure for each column of the file. That it was asked for is written down; the file is not.

    Raises:
        WrongAnswer: it is not such a file.
    """
    columns, people = _read(content)
    with every_case(session):
        reported = {row[0]: bool(row[1]) for row in session.execute(_REPORTED, year.span.bounds)}
    figures = [_figure(each, people, reported) for each in columns]
    journal.append(session, None, actor, EqualitySplitSeen(year=year.label, columns=columns), at)
    return figures


def _figure(column: str, people: dict[str, dict[str, str]], reported: dict[str, bool]) -> Figure:
    counts: dict[str, Counter[str]] = {}
    for number, said in people.items():
        told = counts.setdefault(said[column].strip() or NOT_STATED, Counter())
        told[HEADS[0]] += 1
        if number in reported:
            told[HEADS[1]] += 1
            told[HEADS[2]] += reported[number]
    says = "People counted once, however many reports were about them."
    return figure(f"equality-{column}", column, says, column, counts, HEADS, sorted(counts))


def _read(content: bytes) -> tuple[list[str], dict[str, dict[str, str]]]:
    if len(content) > MOST_BYTES:
        raise WrongAnswer({"file": "The file is larger than 5 MB"})
    try:
        reader = csv.DictReader(lines_of(content.decode("utf-8-sig")), strict=True)
        columns = [each for each in reader.fieldnames or () if each != NUMBER]
        _require_heading(list(reader.fieldnames or ()), columns)
        people = {row[NUMBER].strip(): row for row in reader if _whole(row, reader.line_num)}
    except UnicodeDecodeError:
        raise WrongAnswer({"file": "Save the file as CSV in UTF-8"}) from None
    except csv.Error as wrong:
        raise WrongAnswer({"file": f"The file cannot be read as CSV: {wrong}"}) from None
    for column in columns:
        if len({row[column] for row in people.values()}) > MOST_VALUES:
            says = f"“{column}” has more than {MOST_VALUES} different answers: group them first"
            raise WrongAnswer({"file": says})
    return columns, people


def _require_heading(heading: list[str], columns: list[str]) -> None:
    if NUMBER not in heading or not columns or len(columns) > MOST_COLUMNS:
        says = f"The first line names staff_number and up to {MOST_COLUMNS} characteristics"
        raise WrongAnswer({"file": says})
    if len(set(heading)) != len(heading) or not all(each.strip() for each in heading):
        raise WrongAnswer({"file": "Each column of the first line needs a name of its own"})


def _whole(row: dict[str | None, str | None], line: int) -> bool:
    if None in row or None in row.values():
        raise WrongAnswer({"file": f"Line {line} does not have as many cells as the first line"})
    return True
