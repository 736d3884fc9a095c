"""What a file of words says, as it is printed in a pack. Pure."""

from dataclasses import dataclass
from typing import Any, ClassVar
from unicodedata import category

ROWS_AT_ONCE = 40  # longer tables take a layout engine four times as long
WIDEST_TABLE = 8
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
READ_WITHOUT = "\t\n\u200c\u200d\u00ad"  # letters of some scripts are not read without them


@dataclass(frozen=True, kw_only=True)
class WordsPassage:
    """Lines, or rows of cells with the number of each, under a heading that may be empty."""

    heading: str = ""
    lines: tuple[str, ...] = ()
    tables: tuple[tuple[tuple[int, tuple[str, ...]], ...], ...] = ()
    wide: bool = False


@dataclass(frozen=True, kw_only=True)
class WordsSheet:
    """A file of words: what it says of itself, its passages, and what of it is not printed."""

    template: ClassVar[str] = "pack/words.html"

    kind: str
    facts: tuple[tuple[str, str], ...]
    passages: tuple[WordsPassage, ...]
    left: tuple[str, ...] = ()


def sheet_of(kind: str, told: dict[str, Any]) -> WordsSheet:
    """What the process that read the file told of it."""
    return WordsSheet(
        kind=kind,
        facts=tuple((label, seen(value)) for label, value in told["facts"]),
        passages=tuple(_passage(each) for each in told["passages"]),
        left=tuple(seen(each) for each in told["left"]),
    )


def _passage(told: dict[str, Any]) -> WordsPassage:
    rows = [tuple(seen(cell) for cell in row) for row in told.get("rows", ())]
    numbered = list(enumerate(rows, start=1))
    return WordsPassage(
        heading=seen(told.get("heading", "")),
        lines=tuple(seen(line) for line in told.get("lines", ())),
        tables=tuple(
            tuple(numbered[at : at + ROWS_AT_ONCE]) for at in range(0, len(rows), ROWS_AT_ONCE)
        ),
        wide=max((len(row) for row in rows), default=0) > WIDEST_TABLE,
    )


def seen(words: str) -> str:
    """The words, with letters that nobody would see, or that turn others round, said by number."""
    return "".join(f"⟨U+{ord(each):04X}⟩" if _is_unseen(each) else each for each in words)


def _is_unseen(letter: str) -> bool:
    return category(letter) in UNSEEN and letter not in READ_WITHOUT
