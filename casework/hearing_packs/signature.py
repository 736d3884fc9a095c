"""A final pack with the trust's signature in place of the one without, before it is recorded."""

from uuid import UUID

from casework.hearing_packs.commands import KeepPack
from casework.hearing_packs.signing import Signer, signed
from casework.storage import chunks_of, new_key, store


def with_signature(made: KeepPack, case_id: UUID, signer: Signer | None) -> KeepPack:
    """What is kept of a pack, signed; as it was, where nobody signs.

    Raises NotSigned: the trust has a certificate, and it could not be used.
    """
    if signer is None:
        return made
    reason = f"Hearing pack, final edition {made.edition}"
    with store().open(made.key) as source, signed(source, signer, reason) as out:
        kept = store().put_new(new_key("packs", case_id), chunks_of(out))
    told = {
        "key": kept.key,
        "sha256": kept.sha256,
        "size": kept.size,
        "signed_by": signer.name,
        "stamped_by": signer.service,
        "unsigned_size": made.size,
    }
    return made.model_copy(update=told)
