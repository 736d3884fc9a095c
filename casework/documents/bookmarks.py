"""The titles in a reader's sidebar, one under the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from casework.documents.writing_pdf import said


@dataclass(frozen=True)
class Bookmark:
    """A title in the reader's sidebar, with those under it."""

    title: str
    page: int
    under: tuple["Bookmark", ...] = ()

    @cached_property
    def size(self) -> int:
        """How many titles it is, with all that are under it."""
        return 1 + sum(each.size for each in self.under)


def outline(
    marks: Sequence[Bookmark], number: int, pages: Sequence[int], root: int, first: int
) -> Iterator[tuple[int, bytes]]:
    """The objects of the sidebar, numbered on from `number`; the first page is called `first`."""
    count = sum(each.size for each in marks)
    ends = b"/First %d 0 R/Last %d 0 R" % (number, _last(marks, number)) if marks else b""
    yield root, b"<</Type/Outlines%s/Count %d>>" % (ends, count)
    yield from _beside(marks, number, pages, root, first)


def _beside(
    marks: Sequence[Bookmark], number: int, pages: Sequence[int], above: int, first: int
) -> Iterator[tuple[int, bytes]]:
    before = 0
    for at, mark in enumerate(marks):
        beside = b"/Prev %d 0 R" % before if before else b""
        if at + 1 < len(marks):
            beside += b"/Next %d 0 R" % (number + mark.size)
        if mark.under:
            last = _last(mark.under, number + 1)
            beside += b"/First %d 0 R/Last %d 0 R" % (number + 1, last)
            beside += b"/Count %d" % (mark.size - 1)
        yield (
            number,
            b"<</Title %s/Parent %d 0 R%s/Dest[%d 0 R/Fit]>>"
            % (
                said(mark.title),
                above,
                beside,
                pages[mark.page - first],
            ),
        )
        yield from _beside(mark.under, number + 1, pages, number, first)
        before, number = number, number + mark.size


def _last(marks: Sequence[Bookmark], number: int) -> int:
    return number + sum(each.size for each in marks[:-1])
