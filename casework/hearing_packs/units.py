"""Opening what was made ready of an exhibit, or making it ready now when nobody has yet."""

from typing import BinaryIO

from sqlmodel import Session

from casework.documents.units.form import Opens
from casework.evidence.derived import copy_of
from casework.evidence.derived_models import CopyKind, DerivedCopy
from casework.evidence.kinds import FileKind
from casework.evidence.linkable import linkable
from casework.evidence.models import Capture
from casework.storage import store


def unit_opener(session: Session, capture: Capture, called: str) -> Opens:
    """How the pages of something taken in are opened, as often as a pack needs them."""
    return opener_of(copy_of(session, capture.id, CopyKind.LINKABLE), capture, called)


def opener_of(kept: DerivedCopy | None, capture: Capture, called: str) -> Opens:
    """How the pages that were made ready of it are opened, where they were.

    What was taken in a moment ago, or by an earlier version, is made ready when it is first opened,
    for this pack only: the worker keeps it for those that follow.
    """
    if kept is not None:
        key, sha256 = kept.store_key, kept.sha256
        return lambda: store().open_as_kept(key, sha256)
    return _MadeNow(capture.key, capture.kind, capture.name, called)


class _MadeNow:
    """Pages that are made ready when they are first opened."""

    def __init__(self, key: str, kind: FileKind, name: str, called: str) -> None:
        self._key, self._kind, self._name, self._called = key, kind, name, called
        self._made: BinaryIO | None = None

    def __call__(self) -> BinaryIO:
        """Open them. Raises ExhibitUnreadable: they cannot be made ready."""
        if self._made is None:
            self._made = linkable(self._key, self._kind, self._name, self._called)
        return open(f"/proc/self/fd/{self._made.fileno()}", "rb")  # with a place of its own in it
