"""One issued paper of a case, for one reader."""

from sqlmodel import Session

from casework.access import Standing, require_sight
from casework.case_file.sight import LETTERS, reads, require_any, written_to
from casework.cases.models import Case
from casework.database.whose import working_on
from casework.documents.issuing import issued_number, issued_on
from casework.documents.models import IssuedDocument
from casework.letters.governed import EARLY, governing


def paper_for(session: Session, standing: Standing, case: Case, number: int) -> IssuedDocument:
    """One issued paper that this reader may read.

    Raises:
        NotFound, NotPermitted: as the matrix says, before it is said whether there is one.
    """
    with working_on(session, case.id):
        early = next((each for each in issued_on(session, case.id) if each.number == number), None)
        if early and (
            written_to(standing, early) or (early.code in EARLY and reads(standing, early))
        ):
            return early
        require_any(standing, LETTERS)
        found = issued_number(session, case.id, number)
    require_sight(standing, governing(found))
    return found


def require_letters(standing: Standing) -> None:
    """Refuse whoever reads no letter of the case. The employee has their own.

    Raises:
        NotFound, NotPermitted: as the matrix says.
    """
    if not (standing.is_employee and standing.knows):
        require_any(standing, LETTERS)
