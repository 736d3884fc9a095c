"""What things are called in the store: whose key encrypts them, and what nobody encrypted yet."""

from uuid import UUID, uuid4

DRAFTS = "draft-files"
EARLIER_DRAFTS = "drafts"  # of a version that did not encrypt


def new_key(what: str, holder: UUID) -> str:
    """A key that was never used: `evidence`, `packs`, … of a case, or the file of a draft."""
    return f"{what}/{holder}/{uuid4()}"


def holder_of(key: str) -> UUID | None:
    """The case or draft that a key names; none for what an earlier version kept unencrypted.

    The key alone decides, never the bytes: who can write to the store cannot make plain bytes pass
    for something that was sealed.
    """
    what, *rest = key.split("/")
    if what == EARLIER_DRAFTS or len(rest) < 2:
        return None
    try:
        return UUID(rest[0])
    except ValueError:
        return None


def kind_of(key: str) -> str:
    return "draft" if key.startswith(f"{DRAFTS}/") else "case"


def is_of_a_draft(key: str) -> bool:
    return key.startswith((f"{DRAFTS}/", f"{EARLIER_DRAFTS}/"))
