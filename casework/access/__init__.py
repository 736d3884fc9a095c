"""Who may do what. The access matrix is law; what it leaves open is decided in `permissions`."""

from casework.access.actions import GLOBAL, Action, Code, Persona, descriptions, matrix
from casework.access.grants import (
    ACTION_OF,
    GRANTS,
    TRUST_GRANTS,
    Permission,
    TrustPermission,
)
from casework.access.moments import Moment
from casework.access.permissions import (
    may,
    may_in_trust,
    outcome,
    refusal,
    require,
    require_in_trust,
    require_sight,
    require_to_ask,
)
from casework.access.roles import CASEWORK, Actor, Role, TrustRole
from casework.access.seconding import may_second, require_second
from casework.access.serving import Open, Serves
from casework.access.standing import PERSONA_OF_PART, PERSONA_OF_PLACE, Standing, Verdict

__all__ = [
    "ACTION_OF",
    "CASEWORK",
    "GLOBAL",
    "GRANTS",
    "PERSONA_OF_PART",
    "PERSONA_OF_PLACE",
    "TRUST_GRANTS",
    "Action",
    "Actor",
    "Code",
    "Moment",
    "Open",
    "Permission",
    "Persona",
    "Role",
    "Serves",
    "Standing",
    "TrustPermission",
    "TrustRole",
    "Verdict",
    "descriptions",
    "matrix",
    "may",
    "may_in_trust",
    "may_second",
    "outcome",
    "refusal",
    "require",
    "require_in_trust",
    "require_second",
    "require_sight",
    "require_to_ask",
]
