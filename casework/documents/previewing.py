"""Seeing a paper before it is issued: whatever is missing is a marked gap, and nothing is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from casework.documents.completeness import MissingField
from casework.documents.printing import PrintedDocument

MARK = "Preview. This has not been issued."


@dataclass(frozen=True)
class Preview:
    """A paper as it would be issued now, and everything it still lacks."""

    code: str
    subject: str
    printed: PrintedDocument
    missing: tuple[MissingField, ...]


class Previewed(Exception):
    """The paper was reached, and is shown instead of issued."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(preview.code)
        self.preview = preview


_previewing: ContextVar[bool] = ContextVar("previewing", default=False)


@contextmanager
def previewing() -> Iterator[None]:
    """Meanwhile a paper that would be printed is shown: Previewed is raised in its place."""
    before = _previewing.set(True)
    try:
        yield
    finally:
        _previewing.reset(before)


def is_previewing() -> bool:
    return _previewing.get()
