"""Papers for somebody outside, filled in. Every person is invented."""

from typing import Any

from casework.documents.outside_papers import (
    DbsReferral,
    LadoReferral,
    OutsidePaper,
    SafeguardingRecord,
    TraReferral,
    UnionNotice,
)
from tests.documents.written import CHAIR, EVERY

COMMON: dict[str, Any] = {
    name: EVERY[name]
    for name in ("trust", "academy", "reference", "employee", "employee_role", "dated")
} | {"prepared_by": CHAIR}
ENDED: dict[str, Any] = {
    "employment": "Teaching assistant, employed from 1 September 2019.",
    "ended": "Dismissal without notice. Last day: 16 November 2026.",
    "misconduct": "Allegation 1, clause 2.6: upheld.",
    "grounds": "The pupils could be recognised.",
    "evidence": "CW/01: The photograph",
}
OUTSIDE_WRITTEN: tuple[OutsidePaper, ...] = (
    SafeguardingRecord(
        **COMMON,
        summary="A private message to a pupil.",
        followed_up="The pupil was heard.",
        action_taken="Training. Outcome: unsubstantiated.",
        copy_to_person="Yes, the LADO agreed.",
        references="It will not appear in references.",
    ),
    LadoReferral(
        **COMMON,
        allegation="A private message to a pupil.",
        child="Yes, and a child may be at risk of harm",
        safety="The two no longer meet.",
        told="The Principal knows.",
        advice="None yet.",
    ),
    TraReferral(**COMMON, **ENDED),
    DbsReferral(**COMMON, **ENDED),
    UnionNotice(
        **COMMON,
        to="Rhea Stott, regional officer",
        agreement="Given on 2 November 2026.",
        about="Formal action is being considered.",
    ),
)
