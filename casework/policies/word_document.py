"""The lines of a Word document, with the numbers and bullets that Word only draws.

Word keeps “2.4” out of the text when it numbers by itself, so the numbering is counted here again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

BULLET_MARK = "·"
NO_LIST = "0"  # Word's own way of taking a paragraph out of the list of its style
DEEPEST = 9
TRACKED = "Accept or reject the tracked changes in Word, then import it again"
NOTES = "Move the footnotes into the text, then import it again"
# What cannot be put in order, or has not been decided, is refused rather than left out.
UNREADABLE = {
    "w:ins": TRACKED,
    "w:del": TRACKED,
    "w:footnoteReference": NOTES,
    "w:endnoteReference": NOTES,
    "w:txbxContent": "Move the words in text boxes into the page, then import it again",
}


def unreadable_part(document: Document) -> str | None:
    """What must be put right in Word before every word can be read in order, if anything."""
    present = {element.tag for element in document.element.body.iter()}
    return next((says for tag, says in UNREADABLE.items() if qn(tag) in present), None)


def lines_of_document(document: Document) -> Iterator[str]:
    """Every paragraph in order, those in tables and content controls too."""
    lists = Lists(_numbering_part(document))
    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document)
        words = "".join(Run(run, paragraph).text for run in element.iter(qn("w:r")))
        if words.strip():
            yield f"{lists.mark(paragraph)} {words}"


@dataclass(frozen=True)
class Level:
    """How Word numbers one level of a list: “%1.%2”, or a bullet."""

    pattern: str
    counts: bool
    start: int

    def drawn(self, counted: Mapping[int, int]) -> str:
        """What Word draws in front of the words. A list of letters is read as bullets."""
        if not self.counts:
            return BULLET_MARK
        drawn = self.pattern
        for level in range(DEEPEST):
            drawn = drawn.replace(f"%{level + 1}", str(counted.get(level, 1)))
        return f"{drawn}." if drawn.isdigit() else drawn


@dataclass
class Lists:
    """The lists of a document, counted as their paragraphs are read."""

    numbering: Any
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    restarted: set[tuple[str, int]] = field(default_factory=set)

    def mark(self, paragraph: Paragraph) -> str:
        """The number or bullet Word draws in front of a paragraph, or nothing."""
        list_id, depth = _place(paragraph)
        shape = self._find(f"./w:num[@w:numId='{list_id}']/w:abstractNumId/@w:val")
        levels = self._find(
            f"./w:abstractNum[@w:abstractNumId='{shape[0] if shape else ''}']"
            f"/w:lvl[@w:ilvl='{depth}']"
        )
        if list_id == NO_LIST or not levels:
            return ""
        level = _level(levels[0])
        self._restart(list_id, depth, str(shape[0]))
        return level.drawn(self._count(str(shape[0]), depth, level.start))

    def _count(self, shape: str, depth: int, start: int) -> Mapping[int, int]:
        counted = self.counted.setdefault(shape, {})
        counted[depth] = counted.get(depth, start - 1) + 1
        for deeper in [each for each in counted if each > depth]:
            del counted[deeper]
        return counted

    def _restart(self, list_id: str, depth: int, shape: str) -> None:
        """A list told to start again does so once, at its first paragraph."""
        path = f"./w:num[@w:numId='{list_id}']/w:lvlOverride[@w:ilvl='{depth}']"
        start = self._find(f"{path}/w:startOverride/@w:val")
        if start and (list_id, depth) not in self.restarted:
            self.restarted.add((list_id, depth))
            self.counted.setdefault(shape, {})[depth] = int(start[0]) - 1

    def _find(self, path: str) -> list[Any]:
        return [] if self.numbering is None else list(self.numbering.xpath(path))


def _numbering_part(document: Document) -> Any:
    related = document.part.rels.values()
    lists = [each for each in related if each.reltype == RELATIONSHIP_TYPE.NUMBERING]
    return document.part.numbering_part.element if lists else None


def _place(paragraph: Paragraph) -> tuple[str, int]:
    """The list a paragraph is in, and how deep: from itself or the styles it is based on."""
    list_id, depth = _numbered(paragraph._p.pPr)
    style: Any = paragraph.style
    while style is not None and not list_id:
        list_id, styled = _numbered(style.element.pPr)
        depth = depth or styled
        style = style.base_style
    return list_id or NO_LIST, int(depth or 0)


def _numbered(properties: Any) -> tuple[str, str]:
    if properties is None or properties.numPr is None:
        return "", ""
    return _value(properties.numPr, "w:numId"), _value(properties.numPr, "w:ilvl")


def _level(element: Any) -> Level:
    form = _value(element, "w:numFmt") or "decimal"
    start = int(_value(element, "w:start") or 1)
    return Level(_value(element, "w:lvlText"), form.startswith("decimal"), start)


def _value(element: Any, child: str) -> str:
    found = element.find(qn(child))
    return "" if found is None else str(found.get(qn("w:val")) or "")
