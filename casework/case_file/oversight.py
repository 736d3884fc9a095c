"""What those who oversee are shown of originals that no longer hold: references, nothing more."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from casework.access import Actor, TrustPermission, require_in_trust
from casework.cases.outside import concerns
from casework.cases.standing import standing_of
from casework.database.whose import every_case
from casework.evidence.freezing import WHY
from casework.evidence.queries import frozen_anywhere, named


@dataclass(frozen=True)
class Frozen:
    """An original that is frozen, by its case and its number."""

    reference: str
    label: str
    why: str
    at: datetime


def frozen_originals(session: Session, actor: Actor) -> list[Frozen]:
    """Every frozen original, the latest first, but those of cases about whoever asks.

    Raises:
        NotPermitted: they do not oversee.
    """
    require_in_trust(actor, TrustPermission.REVIEW_BREAK_GLASS)
    with every_case(session):
        found = [
            Frozen(
                reference,
                named(item),
                WHY[item.capture.frozen_because or ""],
                item.capture.frozen_at,
            )
            for reference, item in frozen_anywhere(session)
            if item.capture.frozen_at
        ]
    return [each for each in found if not _concerned(session, actor, each.reference)]


def _concerned(session: Session, actor: Actor, reference: str) -> bool:
    standing = standing_of(session, actor, reference)
    return standing is None or concerns(standing)
