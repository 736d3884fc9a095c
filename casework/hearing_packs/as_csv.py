"""The index of an edition and the chronology of a case as files for a spreadsheet."""

from sqlmodel import Session

from casework.cases.models import Case
from casework.hearing_packs.background import chronology_entries
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.supplements import lines_in
from casework.spreadsheets import spreadsheet

INDEX = ("Section", "Heading", "Date", "Document", "Description", "First page", "Last page")
CHRONOLOGY = ("Date", "Time", "What happened")


def index_csv(pack: HearingPack) -> bytes:
    """The index of an edition as it was kept, a line for each document."""
    return spreadsheet(
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
    return spreadsheet(CHRONOLOGY, ((e.when.isoformat(), e.time, e.what) for e in entries))
