"""What a demand of the procedure asks somebody to do."""

from dataclasses import dataclass

from casework.access import Permission


@dataclass(frozen=True)
class Demand:
    """What is to be done, where, and the permission it needs; `button` when the words are long."""

    says: str
    place: str
    permission: Permission
    button: str = ""
