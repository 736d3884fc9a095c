"""Who may be the second person of an act that takes two."""

from casework.access.grants import Permission
from casework.access.permissions import outcome, require
from casework.access.standing import Standing, Verdict

# Nobody does these alone: the second person is one who could have asked for it.
BETWEEN_EQUALS = frozenset({Permission.REOPEN, Permission.LIFT_HOLD})


def may_second(standing: Standing, permission: Permission) -> bool:
    """Whether this person could approve what another asked for."""
    told = outcome(standing, permission)
    equal = told is Verdict.SECOND_PERSON and permission in BETWEEN_EQUALS
    return equal or told in {Verdict.ALLOWED, Verdict.STEP_UP}


def require_second(standing: Standing, permission: Permission) -> None:
    """Refuse as the second person whoever could neither do it alone nor ask for it as an equal.

    Raises:
        NotFound, StepUpNeeded, NotPermitted: as `require` does.
    """
    equal = outcome(standing, permission) is Verdict.SECOND_PERSON
    if not (equal and permission in BETWEEN_EQUALS):
        require(standing, permission)
