"""An equality split from a file that is read, counted, and not kept.

Casework holds no protected characteristic of anybody. Whoever keeps them brings the file with them
each time; only the counts are shown, and small ones are not (Equality Act 2010 s.149).

Whoever brings the file chooses its groups, and could choose them so that one person is in one and
not in another. So none is told from a few, counts are rounded, a group that is nearly another
is not told, and another file about the year waits.
"""

import csv
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import text
from sqlmodel import Session

from casework import journal
from casework.access import Actor
from casework.database.whose import every_case
from casework.errors import WrongAnswer
from casework.insights.figures import FEWEST, HIDDEN, KEPT_BACK, Cell, Figure, Row
from casework.insights.years import AcademicYear
from casework.journal import Event
from casework.spreadsheets import lines_of
from casework.working_days import local_day

NUMBER = "staff_number"
HEADS = ("Staff in the file", "Reported", "Warned or dismissed")
MOST_BYTES, MOST_COLUMNS, MOST_VALUES = 5_000_000, 9, 20
NOT_STATED = "Not stated"
FEWEST_STAFF, ROUNDED_TO = 10, 5
APART = timedelta(days=28)
ANOTHER = (
    "Another file was counted for {year} on {on:%-d %B %Y}. Two that differ in one person would "
    "show that person: count the same file again, or another from {again:%-d %B %Y}"
)
_REPORTED = text(
    """
    SELECT p.staff_number,
           bool_or(coalesce(o.stands_as, o.sanction, 'no_action') <> 'no_action')
    FROM cases c JOIN people p ON p.id = c.employee_id LEFT JOIN outcomes o ON o.case_id = c.id
    WHERE c.opened_at >= :since AND c.opened_at < :until GROUP BY 1
    """
)


_SEEN = text(
    """
    SELECT max(at) FROM journal WHERE kind = 'EqualitySplitSeen' AND case_id IS NULL
    AND at > :since AND CAST(payload AS jsonb) -> 'facts' ->> 'year' = :year
    AND CAST(payload AS jsonb) -> 'facts' ->> 'file' <> :file
    """
)
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('equality_split'))")


class EqualitySplitSeen(Event):
    year: str
    columns: list[str]
    file: str = ""  # its SHA-256: the same file may be counted again

    def sentence(self) -> str:
        return f"counted the reports of {self.year} by {', '.join(self.columns)}"


def equality_split(
    session: Session, actor: Actor, year: AcademicYear, content: bytes, at: datetime
) -> list[Figure]:
    """A figure for each column of the file. That it was asked for is written down; the file is not.

    Raises:
        WrongAnswer: it is not such a file, or another was counted for the year not long ago.
    """
    columns, people = _read(content)
    file = sha256(content).hexdigest()
    _require_apart(session, year, file, at)
    with every_case(session):
        reported = {row[0]: bool(row[1]) for row in session.execute(_REPORTED, year.span.bounds)}
    groups = _groups(columns, people)
    hidden = _nearly_another(groups)
    event = EqualitySplitSeen(year=year.label, columns=columns, file=file)
    journal.append(session, None, actor, event, at)
    return [_figure(each, groups[each], hidden, reported) for each in columns]


def _require_apart(session: Session, year: AcademicYear, file: str, at: datetime) -> None:
    session.execute(_ONE_AT_A_TIME)  # two at one moment would not see each other
    asked = {"year": year.label, "since": at - APART, "file": file}
    with every_case(session):
        seen = session.execute(_SEEN, asked).scalar()
    if seen:
        on, again = local_day(seen), local_day(seen + APART)
        raise WrongAnswer({"file": ANOTHER.format(year=year.label, on=on, again=again)})


Groups = dict[str, frozenset[str]]


def _groups(columns: list[str], people: dict[str, dict[str, str]]) -> dict[str, Groups]:
    found: dict[str, dict[str, set[str]]] = {each: {} for each in columns}
    for number, said in people.items():
        for column in columns:
            found[column].setdefault(said[column].strip() or NOT_STATED, set()).add(number)
    return {
        column: {label: frozenset(found[column][label]) for label in sorted(found[column])}
        for column in columns
    }


def _nearly_another(groups: Mapping[str, Groups]) -> set[frozenset[str]]:
    """Groups that differ from an earlier one by so few that the difference would say who it is."""
    told: list[frozenset[str]] = []
    hidden: set[frozenset[str]] = set()
    for each in (one for by_label in groups.values() for one in by_label.values()):
        if any(0 < len(each ^ other) < FEWEST_STAFF for other in told):
            hidden.add(each)
        elif len(each) >= FEWEST_STAFF:
            told.append(each)
    return hidden


def _figure(
    column: str, groups: Groups, hidden: set[frozenset[str]], reported: dict[str, bool]
) -> Figure:
    says = (
        "People counted once, however many reports were about them. To the nearest "
        f"{ROUNDED_TO}; none is not told from a few."
    )
    rows = tuple(
        Row(label, _cells(group, group in hidden, reported)) for label, group in groups.items()
    )
    return Figure(f"equality-{column}", column, says, column, HEADS, rows)


def _cells(group: frozenset[str], hidden: bool, reported: dict[str, bool]) -> tuple[Cell, ...]:
    told = [each for each in group if each in reported]
    counts = len(told), sum(reported[each] for each in told)
    size = Cell(str(len(group)), 100)
    if hidden or len(group) < FEWEST_STAFF:
        return size, *(Cell(KEPT_BACK) for _ in counts)
    return size, *(_rounded(each, len(group)) for each in counts)


def _rounded(count: int, of: int) -> Cell:
    if count < FEWEST:
        return Cell(HIDDEN)
    about = ROUNDED_TO * round(count / ROUNDED_TO)
    return Cell(f"About {about}", min(100, round(100 * about / of)))


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
