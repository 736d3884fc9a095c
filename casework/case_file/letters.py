"""Which letters and reports of a case one reader reads."""

from casework.access import Action, Standing, require_sight
from casework.case_file.sight import LETTERS, require_any
from casework.documents.models import IssuedDocument

NOTICES = frozenset({"L-03", "L-04", "L-10", "L-12", "L-13", "L-14", "L-15"})
OWN_FIRST = frozenset({"L-03", "L-04"})  # theirs before anything is alleged in a hearing notice
TO_WITNESSES = frozenset({"L-08"})


def governing(document: IssuedDocument) -> Action:
    """The action that governs one issued paper."""
    if document.code in NOTICES:
        return Action.VIEW_ALLEGATIONS
    if document.code in TO_WITNESSES:
        return Action.VIEW_STATEMENT
    letter = document.code.startswith("L-")
    return Action.VIEW_OUTCOME_LETTER if letter else Action.VIEW_INVESTIGATION_REPORT


def documents_for(standing: Standing, documents: list[IssuedDocument]) -> list[IssuedDocument]:
    return [each for each in documents if _is_own(standing, each) or standing.sees(governing(each))]


def _is_own(standing: Standing, document: IssuedDocument) -> bool:
    """Whether it was sent to this very reader before the matrix shows them any other letter."""
    return standing.is_employee and standing.knows and document.code in OWN_FIRST


def require_letters(standing: Standing) -> None:
    """Refuse whoever reads no letter of the case. The employee has their own.

    Raises:
        NotFound, NotPermitted: as the matrix says.
    """
    if not (standing.is_employee and standing.knows):
        require_any(standing, LETTERS)


def require_document(standing: Standing, document: IssuedDocument) -> None:
    """Refuse whoever may not read this letter.

    Raises:
        NotFound, NotPermitted: as the matrix says.
    """
    if not _is_own(standing, document):
        require_sight(standing, governing(document))
