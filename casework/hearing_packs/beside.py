"""What a pack takes from stages that come after it, put in its hands by whoever has it made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.procedure import Step

Line = tuple[str, str]


@dataclass(frozen=True)
class Submitted:
    """A paper of the employee's: which capture it is, and in which exhibit it has become part."""

    capture_id: UUID
    title: str
    what: str
    given_on: date
    words: str = ""
    signed_as: str = ""
    exhibit: str = ""
    for_appeal: bool = False


@dataclass(frozen=True)
class Beside:
    """What a pack takes from later stages.

    The checklist, the grounds of an appeal, what the employee sent, how earlier cases ended, and
    why the panel learns of a spent warning where that was agreed.
    """

    notes: Sequence[Step] = ()
    grounds: Sequence[Line] = ()
    submitted: Sequence[Submitted] = ()
    comparators: Sequence[Line] = ()
    why_spent: str = ""
