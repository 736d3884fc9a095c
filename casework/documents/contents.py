"""Which page everything is on, the index that says so, and the bookmarks. Pure but for printing."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from casework.documents.bookmarks import Bookmark
from casework.documents.packs import (
    ImagePage,
    IndexLine,
    PackItem,
    PackPlan,
    PackUnsound,
    PdfPages,
)
from casework.documents.press import Press, Pressed
from casework.documents.units.own import PLACE

MOST_TRIES = 5
WIDE, LINES_A_PAGE = 80, 40  # of an index, about


@dataclass(frozen=True)
class Contents:
    """The printed index and the lines in it, which agree with each other."""

    index: Pressed
    lines: tuple[IndexLine, ...]
    first_page: int

    @property
    def pages(self) -> int:
        return len(self.index.unit.pages)


def contents_of(press: Press, plan: PackPlan, cover_pages: int, counts: Sequence[int]) -> Contents:
    """Print the index. Its own length moves what follows, so it is printed until both agree."""
    length = _about(plan)
    for _ in range(MOST_TRIES):
        lines = lines_of(plan, counts, plan.first_page + cover_pages + length)
        index = _print_index(press, plan, lines)
        if len(index.unit.pages) == length:
            return Contents(index, lines, plan.first_page + cover_pages)
        length = len(index.unit.pages)
    raise PackUnsound("The index of the pack does not settle on a number of pages")


def _about(plan: PackPlan) -> int:
    """How long the index will be, guessed from its lines: a wrong guess prints it once more."""
    told = [item.description for section in plan.sections for item in section.items]
    told += [line.description for line in plan.earlier]
    return 1 + sum(1 + -(-len(each) // WIDE) for each in told) // LINES_A_PAGE


def lines_of(plan: PackPlan, counts: Sequence[int], first: int) -> tuple[IndexLine, ...]:
    """A line for each item, numbered on from the first page after the index."""
    lines = []
    items = [(section, item) for section in plan.sections for item in section.items]
    for (section, item), pages in zip(items, counts, strict=True):
        lines.append(
            IndexLine(
                section=section.letter,
                title=item.title,
                day=item.day,
                description=item.description,
                first_page=first,
                last_page=first + pages - 1,
                heading=section.title,
                what=item.identity,
                sha256=fingerprint_of(item),
            )
        )
        first += pages
    return tuple(lines)


def bookmarks_of(plan: PackPlan, contents: Contents) -> list[Bookmark]:
    """The cover, the index, and each section with its items; every title says its page."""
    titles = {section.letter: section.title for section in plan.sections}
    marks = [Bookmark(f"Cover, page {plan.first_page}", plan.first_page)]
    marks.append(Bookmark(f"Index, page {contents.first_page}", contents.first_page))
    for lines in _by_section(contents.lines):
        letter, first = lines[0].section, lines[0].first_page
        under = tuple(
            Bookmark(f"{letter}{number}. {line.title}, page {line.first_page}", line.first_page)
            for number, line in enumerate(lines, start=1)
        )
        marks.append(Bookmark(f"{letter}. {titles[letter]}, page {first}", first, under))
    return marks


def _by_section(lines: Sequence[IndexLine]) -> list[list[IndexLine]]:
    """The lines of each section, in order; a section without lines does not appear."""
    sections: dict[str, list[IndexLine]] = {}
    for line in lines:
        sections.setdefault(line.section, []).append(line)
    return list(sections.values())


def _print_index(press: Press, plan: PackPlan, lines: Sequence[IndexLine]) -> Pressed:
    return press.own(
        "pack/index.html",
        sections=[_index_section(part) for part in _by_section(lines)],
        earlier=[_index_section(part, linked=False) for part in _by_section(plan.earlier)],
        reference=plan.cover.reference,
    )


def _index_section(part: Sequence[IndexLine], *, linked: bool = True) -> dict[str, object]:
    """A section of the index. What was issued before is in another file, so nothing leads there."""
    return {
        "letter": part[0].section,
        "title": part[0].heading,
        "pages": pages_said(part[0].first_page, part[-1].last_page),
        "link": f"{PLACE}{part[0].first_page}" if linked else "",
        "lines": [_index_row(number, line, linked) for number, line in enumerate(part, start=1)],
    }


def _index_row(number: int, line: IndexLine, linked: bool) -> dict[str, object]:
    return {
        "number": f"{line.section}{number}",
        "day": line.day,
        "title": line.title,
        "description": line.description,
        "pages": pages_said(line.first_page, line.last_page),
        "link": f"{PLACE}{line.first_page}" if linked else "",
    }


def fingerprint_of(item: PackItem) -> str:
    """A hash over everything that is printed of an item."""
    digest = sha256()
    for part in item.parts:
        content = part.content if isinstance(part, PdfPages | ImagePage) else repr(part).encode()
        digest.update(sha256(content).digest())
    return digest.hexdigest()


def pages_said(first: int, last: int) -> str:
    """The pages of one line: 4, or 4 to 9 with a dash."""
    return str(first) if first == last else f"{first}–{last}"
