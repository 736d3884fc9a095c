"""The Merkle tree of RFC 6962 over the heads of all chains."""

from collections.abc import Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf(content: bytes) -> bytes:
    return sha256(b"\0" + content).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes. Pairing level by level gives the same tree as RFC 6962's split."""
    level = list(leaves)
    while len(level) > 1:
        level = _above(level)
    return level[0] if level else EMPTY


def _above(level: list[bytes]) -> list[bytes]:
    paired = [_node(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
    return paired + level[len(paired) * 2 :]


def path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The sibling hashes that lead from one leaf to the root, from the bottom up."""
    level, found = list(leaves), list[bytes]()
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            found.append(level[beside])
        level, index = _above(level), index // 2
    return found


def root_from(content: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that a leaf and its path lead to.

    Raises:
        ValueError: the path does not fit a tree of this size.
    """
    if not 0 <= index < size:
        raise ValueError("There is no such leaf")
    reached, rest = leaf(content), list(path)
    while size > 1:
        if index % 2 or index + 1 < size:
            if not rest:
                raise ValueError("The path is too short")
            beside = rest.pop(0)
            reached = _node(beside, reached) if index % 2 else _node(reached, beside)
        index, size = index // 2, (size + 1) // 2
    if rest:
        raise ValueError("The path is too long")
    return reached
