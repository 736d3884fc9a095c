"""The index of an edition and the chronology of a case as files for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from sqlmodel import Session

from casework.cases.models import Case
from casework.hearing_packs.background import chronology_entries
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.supplements import lines_in

# What a spreadsheet takes for a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
INDEX = ("Section", "Heading", "Date", "Document", "Description", "First page", "Last page")
CHRONOLOGY = ("Date", "Time", "What happened")


def index_csv(pack: HearingPack) -> bytes:
    """The index of an edition as it was kept, a line for each document."""
    return _written(
        INDEX,
        (
            (
                line.section,
                line.heading,
                line.day.isoformat() if line.day else "",
                line.title,
                line.description,
                str(line.first_page),
                str(line.last_page),
            )
            for line in lines_in(pack)
        ),
    )


def chronology_csv(session: Session, case: Case) -> bytes:
    """The chronology as a pack would print it now."""
    entries = chronology_entries(session, case)
    return _written(CHRONOLOGY, ((e.when.isoformat(), e.time, e.what) for e in entries))


def _written(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The rows with a mark that tells a spreadsheet which letters they are in."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(heads)
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, whoever wrote the words in it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
