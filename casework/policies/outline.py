"""Line by line: which lines of a policy are headings, clauses and bullets, and which fit nowhere.

Nothing is guessed and nothing is dropped: a line that fits nowhere is a problem with its number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from casework.text import storable

LINE_END = re.compile(r"\r\n|\r|\n")
SECTION = re.compile(r"(\d{1,3})\.(?: (.*))?")
# Some PDFs lose the space after the number, so a capital letter may follow it directly.
CLAUSE = re.compile(r"(\d{1,3})\.(\d{1,3})[.:)]?(?:(?: |(?=[A-Z“‘]))(.*))?")
TOO_DEEP = re.compile(r"(\d{1,3}(?:\.\d{1,3}){2,})\b.*")
# The last two are what Word's bullet fonts leave behind in a PDF.
BULLET = re.compile(r"([·•▪●◦*\uf0b7\uf0a7](?: |$)?|[-o](?: |$))(.*)")
LONGEST_HEADING = 120
FINISHED = (".", ":", ";", "?", "!", "”", "’", '"', ")")


@dataclass(frozen=True)
class Problem:
    """Why the policy cannot be read, on which line, and what to do about it."""

    line: int | None
    says: str

    def __str__(self) -> str:
        return self.says if self.line is None else f"Line {self.line}: {self.says}"


@dataclass(frozen=True)
class Line:
    at: int
    words: str
    after_blank: bool


@dataclass
class Draft:
    """Words being gathered from wrapped lines."""

    at: int
    words: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass
class SectionDraft(Draft):
    number: int


@dataclass
class ClauseDraft(Draft):
    section: int
    place: int
    under: int | None
    mark: str = ""
    bullets: list[Draft] = field(default_factory=list)

    @property
    def number(self) -> str:
        return f"{self.section}.{self.place}"


def lines_of(text: str) -> Iterator[Line]:
    """The lines that hold words, with every kind of space made one space."""
    blank = True
    for at, written in enumerate(LINE_END.split(text), start=1):
        words = " ".join(written.split())
        if words:
            yield Line(at, words, blank)
        blank = not words


def unstorable(text: str) -> list[Problem]:
    """The lines that hold a NUL or another control character. Page breaks are only spaces."""
    lines = enumerate(LINE_END.split(text), start=1)
    says = "this line holds a character that cannot be stored. Save the file as plain text again."
    return [Problem(at, says) for at, line in lines if not storable(re.sub(r"[\v\f]", " ", line))]


class Outline:
    """The sections, clauses and bullets of a policy, in the order they were read."""

    def __init__(self) -> None:
        self.sections: list[SectionDraft] = []
        self.clauses: list[ClauseDraft] = []
        self.problems: list[Problem] = []
        self._clause: ClauseDraft | None = None
        self._open: Draft | None = None
        self._refused = False

    def read(self, line: Line) -> None:
        """Take one line: the first form it fits decides."""
        fits = (self._section, self._numbered, self._bullet, self._page_number, self._too_deep)
        if any(fit(line) for fit in fits):
            return
        self._continue(line)

    def _section(self, line: Line) -> bool:
        found = SECTION.fullmatch(line.words)
        if found is None:
            return False
        section = SectionDraft(line.at, _some(found[2]), int(found[1]))
        self.sections.append(section)
        self._clause, self._refused = None, False
        self._open = section
        return True

    def _numbered(self, line: Line) -> bool:
        found = CLAUSE.fullmatch(line.words)
        if found is None or self._refers(line, found):
            return False
        under = self.sections[-1].number if self.sections else None
        place = int(found[2])
        self._clause = ClauseDraft(line.at, _some(found[3]), int(found[1]), place, under)
        self.clauses.append(self._clause)
        self._open, self._refused = self._clause, False
        return True

    def _bullet(self, line: Line) -> bool:
        found = BULLET.fullmatch(line.words)
        if found is None or self._clause is None or self._is_dash(line, found[1].strip()):
            return False
        self._clause.mark = found[1].strip()
        self._open = Draft(line.at, _some(found[2]))
        self._clause.bullets.append(self._open)
        return True

    def _page_number(self, line: Line) -> bool:
        """A bare number may be part of the rule, or a page number: only a person can say."""
        if not re.fullmatch(r"\d{1,3}", line.words):
            return False
        says = (
            "a number stands alone. Remove it if it is a page number, "
            "or join it to the sentence it belongs to."
        )
        self.problems.append(Problem(line.at, says))
        return True

    def _too_deep(self, line: Line) -> bool:
        found = TOO_DEEP.fullmatch(line.words)
        if found is None:
            return False
        says = f"{found[1]} is a part of a clause. Put a bullet mark in front of its number."
        self.problems.append(Problem(line.at, says))
        return True

    def _continue(self, line: Line) -> None:
        if self._open is None or self._ends_heading(line):
            self._refuse(line)
        elif line.after_blank and self._clause is not None and self._clause.bullets:
            says = (
                f"this text follows the bullets of {self._clause.number}. "
                "Give it a number of its own, or join it to the bullet above."
            )
            self.problems.append(Problem(line.at, says))
        else:
            self._open.words.append(line.words)

    def _ends_heading(self, line: Line) -> bool:
        """A long heading may wrap; a paragraph below it is not a part of it."""
        if self._clause is not None or self._open is None or not self._open.words:
            return False
        heading = self._open.text
        too_long = len(heading) + len(line.words) > LONGEST_HEADING
        return line.after_blank or too_long or heading.endswith(FINISHED)

    def _refuse(self, line: Line) -> None:
        """Say once, not for each line of it, that this text belongs to no clause."""
        if not self._refused:
            says = (
                f"this text follows the heading of section {self.sections[-1].number} "
                "without a number. Give it one, or join it to the heading."
                if self.sections
                else "this text stands before the first section. Remove it: title and version "
                "are given separately. A first section looks like “1. Introduction”."
            )
            self.problems.append(Problem(line.at, says))
        self._refused, self._open = True, None

    def _refers(self, line: Line, found: re.Match[str]) -> bool:
        """A number in the middle of a sentence that wrapped is a reference, not a clause."""
        gathered, rest = self._open, found[3] or ""
        if gathered is None or line.after_blank or self._is_next(found):
            return False
        starts_nothing = rest[:1].islower() or rest[:1] in tuple(",.;:)%")
        return starts_nothing and not gathered.text.endswith(FINISHED)

    def _is_next(self, found: re.Match[str]) -> bool:
        clause = self._clause
        expected = (clause.section, clause.place + 1) if clause else None
        return expected == (int(found[1]), int(found[2]))

    def _is_dash(self, line: Line, mark: str) -> bool:
        """A hyphen that starts a wrapped line may be a dash: a list follows a finished sentence."""
        if mark != "-" or self._open is None or self._clause is None:
            return False
        begun = self._clause.mark == "-" or line.after_blank
        return not begun and not self._open.text.endswith(FINISHED)


def _some(words: str | None) -> list[str]:
    return [words] if words else []
