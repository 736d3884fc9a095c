"""A body for each act by which a pack is put together, or something leaves beside it."""

from tests.api.bodies_beside import ID

OF_PACKS: dict[str, dict[str, object]] = {
    "ask-export": {"what": "exhibits", "reason": "For the tribunal"},
    "pack-order": {"order": ["Chronology", "People"]},
    "leave-out-of-pack": {"what": f"paper {ID}", "reason": "It is about another matter"},
    "put-back-in-pack": {"what": f"paper {ID}"},
    "pack-profile": {"profile": "pupils", "reason": "The witnesses may be named"},
    "pack-difference": {"reason": "It came in after the pack was issued"},
}
