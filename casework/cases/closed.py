"""A closed case takes nothing more: it is reopened first, which two people decide."""

from casework.cases.gateway import Act
from casework.cases.stages import Stage
from casework.errors import Breach, ProcedureBreach


def require_open(act: Act) -> None:
    """Refuse what cannot be done to a closed case.

    Raises:
        ProcedureBreach: the case is closed.
    """
    if act.case.stage is Stage.CLOSED:
        says = "The case is closed. It is reopened first, which takes two people"
        raise ProcedureBreach(Breach("G-STAGE", "HOUSE", says))
