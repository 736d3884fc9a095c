"""The index of an edition and the chronology as files for a spreadsheet, each with its name."""

from typing import NamedTuple

from sqlmodel import Session

from casework.access import Action, Actor, require_sight
from casework.case_file.queries import open_case
from casework.case_file.sight import PACKS, governing_pack, require_any
from casework.database.whose import working_on
from casework.errors import NotFound
from casework.hearing_packs.as_csv import chronology_csv, index_csv
from casework.hearing_packs.queries import pack_edition


class Table(NamedTuple):
    content: bytes
    name: str


def index_of_edition(session: Session, actor: Actor, reference: str, edition: int) -> Table:
    """The index of an edition as it was kept, for whoever may open the edition.

    Raises:
        NotFound, NotPermitted: as the matrix says, or there is no such edition yet.
    """
    case, standing = open_case(session, actor, reference)
    require_any(standing, PACKS)
    with working_on(session, case.id):  # there or not, the matrix answers first
        pack = pack_edition(session, case.id, edition)
    require_sight(standing, governing_pack(pack))
    if pack.made_at is None:
        raise NotFound
    return Table(index_csv(pack), f"{case.reference}-index-{edition}.csv")


def chronology_of_case(session: Session, actor: Actor, reference: str) -> Table:
    """The chronology as a pack would print it now.

    Raises:
        NotFound, NotPermitted: as the matrix says.
    """
    case, _ = open_case(session, actor, reference, Action.MAKE_PACK)
    with working_on(session, case.id):
        content = chronology_csv(session, case)
    return Table(content, f"{case.reference}-chronology.csv")
