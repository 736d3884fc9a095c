"""Time limits and rights that changed or will change: which of them holds is a matter of days."""

from casework.law.confirming import ConfirmLaw, LawConfirmed, confirmations
from casework.law.limits import Limit, limit
from casework.law.provisions import PROVISIONS, ChosenBy, Provision, Version, in_force

__all__ = [
    "PROVISIONS",
    "ChosenBy",
    "ConfirmLaw",
    "LawConfirmed",
    "Limit",
    "Provision",
    "Version",
    "confirmations",
    "in_force",
    "limit",
]
