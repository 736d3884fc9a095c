"""The last look at the bytes of a pack: whether anybody is named whom it hides (domain RD-2, RD-5).

It fails closed. What is found, or cannot be read, means that there is no pack; which page it is on
is said, and what it says is said nowhere.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from casework.errors import CaseworkError
from casework.hearing_packs.readers import (
    NotRead,
    Said,
    by_pdfium,
    by_poppler,
    by_qpdf,
    pictures_with,
)
from casework.hearing_packs.sought import Sought, Text

MOST_PAGES_SAID = 12
WHAT_TO_DO = (
    "Hide it in a redacted copy, leave it out, or write in the register of pseudonyms how it is "
    "written there; then make the pack again"
)


class PackNames(CaseworkError):
    """A pack names somebody whom it hides, so it was not kept. Says on which pages, not whom."""


class PackNotRead(CaseworkError):
    """A pack could not be read to its end, so nobody knows whom it names. It was not kept."""


@dataclass(frozen=True)
class Allowed:
    """What somebody decided that the panel sees on these pages: of whom, and which words."""

    first: int
    last: int
    labels: Collection[str] = ()
    words: Collection[str] = ()  # as they are compared

    def allows(self, page: int, label: str, found: str) -> bool:
        within = self.first <= page <= self.last
        return within and (label in self.labels or _letters(found) in self.words)


@dataclass(frozen=True)
class Looked:
    """A pack to be looked at: its pages from the number of its first, and what is on which."""

    opens: Callable[[], BinaryIO]
    pages: int
    size: int
    first: int = 1
    allowed: Sequence[Allowed] = ()
    called: Sequence[tuple[int, int, str]] = ()  # first page, last page, and what it is called


def require_nothing_hidden(pack: Looked, hidden: Sequence[Sought]) -> None:
    """Nobody of these is named anywhere in the pack.

    Raises:
        PackNames: somebody is. PackNotRead: a reader cannot read it.
    """
    if not hidden:
        return
    try:
        found = sorted({*_found(pack, hidden)})
    except NotRead as unread:
        raise PackNotRead(
            f"The pack was not kept, because not all of it can be read: {unread}"
        ) from unread
    if found:
        raise PackNames(_says(pack, found))


def _found(pack: Looked, hidden: Sequence[Sought]) -> Iterator[int]:
    """The number of each page that names somebody; nought is what is on none."""
    with pack.opens() as source:
        for said in _all_said(source, pack):
            text = Text.of(said.words)
            for each in hidden:
                if _is_named(pack, said, text, each):
                    yield _number(pack, said.page)
        for at in pictures_with(source, [raw for each in hidden for raw in each.raw]):
            yield _number(pack, at)


def _all_said(source: BinaryIO, pack: Looked) -> Iterator[Said]:
    yield from by_pdfium(source, pack.pages, pack.size)
    yield from by_poppler(source, pack.pages)
    yield from by_qpdf(source)


def _is_named(pack: Looked, said: Said, text: Text, one: Sought) -> bool:
    number = _number(pack, said.page)
    allowed = pack.allowed if said.on_the_page else ()
    return any(
        not any(each.allows(number, one.label, found) for each in allowed)
        for found in one.matches(text)
    )


def _number(pack: Looked, at: int | None) -> int:
    return 0 if at is None else at + pack.first


def _letters(words: str) -> str:
    return "".join(each for each in Text.of(words).folded if each.isalnum())


def compared(words: Iterable[str]) -> frozenset[str]:
    """Words as they are compared with what was found."""
    return frozenset(map(_letters, words))


def _says(pack: Looked, numbers: Sequence[int]) -> str:
    pages = [_page(pack, each) for each in numbers if each]
    more = f" and {len(pages) - MOST_PAGES_SAID} more" if len(pages) > MOST_PAGES_SAID else ""
    if 0 in numbers:
        pages.insert(0, "the titles or descriptions of the file")
    where = ", ".join(pages[:MOST_PAGES_SAID]) + more
    return f"The pack would name somebody whom it hides: {where}. {WHAT_TO_DO}"


def _page(pack: Looked, number: int) -> str:
    of = next((name for first, last, name in pack.called if first <= number <= last), "")
    return f"page {number} ({of})" if of else f"page {number}"
