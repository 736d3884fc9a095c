"""What of a row in a list of cases somebody's parts show: a name and a stage are not everything."""

from casework.access import PERSONA_OF_PART, Action, Code, Role, matrix

_SHOWN = frozenset({Code.ALLOWED, Code.AT_A_STAGE, Code.REDACTED})


def _parts_that_see(*actions: Action) -> frozenset[Role]:
    cells = {role: matrix()[persona] for role, persona in PERSONA_OF_PART.items()}
    return frozenset(
        role for role, row in cells.items() if any(row[each] in _SHOWN for each in actions)
    )


SEE_THE_MATTER = _parts_that_see(Action.VIEW_ALLEGATIONS)
SEE_PUPILS = _parts_that_see(
    Action.VIEW_EVIDENCE, Action.VIEW_RESTRICTED_EVIDENCE, Action.VIEW_SAFEGUARDING
)
