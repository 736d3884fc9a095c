"""The pages of a printed policy, without what is printed on every page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from casework.policies.outline import BULLET, CLAUSE, SECTION

PAGE_NUMBER = re.compile(
    r"(?:page )?[-–]? ?(\d{1,3}) ?[-–]?(?: ?(?:of|/) ?\d{1,3})?", re.IGNORECASE
)

Pages = list[list[str]]


def without_page_marks(pages: Sequence[str]) -> str:
    """The text of all pages in one, without page numbers and running heads.

    Only the first and last lines of a page are looked at. A number is a page's when it counts the
    pages; a running head is a line of words that two pages or more have in the same place.
    """
    kept = [[line for line in map(_spaced, page.splitlines()) if line] for page in pages]
    while _strip(kept, 0) or _strip(kept, -1):
        pass
    return "\n".join("\n".join(lines) for lines in kept)


def _spaced(line: str) -> str:
    return " ".join(line.split())


def _strip(pages: Pages, edge: int) -> bool:
    """Take one line of marks off an edge of every page that has one. False when none has."""
    marked = _page_numbers(pages, edge) or list(_running(pages, edge))
    for lines in marked:
        del lines[edge]
    return bool(marked)


def _page_numbers(pages: Pages, edge: int) -> Pages:
    found = {
        at: int(number[1])
        for at, lines in enumerate(pages)
        if lines and (number := PAGE_NUMBER.fullmatch(lines[edge]))
    }
    ahead = {number - at for at, number in found.items()}
    counts_pages = len(ahead) == 1 and len(found) * 2 >= len(pages)
    return [pages[at] for at in found] if counts_pages and (len(found) > 1 or ahead == {1}) else []


def _running(pages: Pages, edge: int) -> Iterator[list[str]]:
    """A head may hold a page number of its own, so numbers do not make two heads different."""
    heads = [_head(lines[edge]) if lines else "" for lines in pages]
    often = Counter(heads)
    for lines, head in zip(pages, heads, strict=True):
        if head and often[head] > 1:
            yield lines


def _head(line: str) -> str:
    """The line as a running head might repeat it; nothing for a statement or a bare number."""
    starts_statement = SECTION.fullmatch(line) or CLAUSE.fullmatch(line) or BULLET.fullmatch(line)
    return "" if starts_statement or line.isdigit() else re.sub(r"\d+", "0", line)
