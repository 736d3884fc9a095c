"""What somebody was asked before a case came to the stage a test needs."""

from uuid import UUID

from casework.cases.models import Case
from casework.reports.tracks import UnionRepresentative


def represents_nobody(case: Case, by: UUID) -> UnionRepresentative:
    """Before the hearing notice: the employee represents no union."""
    return UnionRepresentative(
        case_id=case.id, is_representative=False, recorded_by=by, recorded_at=case.opened_at
    )
