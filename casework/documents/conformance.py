"""What can honestly be said of how an exhibit’s pages are read: recorded when they are made."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream

from casework.documents.units.form import Unit

MOST_FACES, LONGEST_FACE = 5, 40
IN_THE_FILE = ("/FontFile", "/FontFile2", "/FontFile3")


def faces_missing(pdf: Pdf) -> tuple[str, ...]:
    """The typefaces that a reader has to have, because the file does not bring them."""
    found = {_name(each): None for each in _fonts(pdf) if _is_missing(each)}
    return tuple(found)[:MOST_FACES]


def _fonts(pdf: Pdf) -> Iterator[pikepdf.Object]:
    """Those that are objects of their own, and those that a page or a form holds itself."""
    for each in pdf.objects:
        yield each
        holds = each.get(Name.Resources) if isinstance(each, Dictionary | Stream) else None
        fonts = holds.get(Name.Font) if isinstance(holds, Dictionary) else None
        if isinstance(fonts, Dictionary):
            yield from (font for _, font in fonts.items())


def _is_missing(thing: pikepdf.Object) -> bool:
    if not isinstance(thing, Dictionary) or thing.get(Name.Type) != Name.Font:
        return False
    if thing.get(Name.Subtype) in (Name.Type0, Name.Type3):
        return False  # the one is judged by what it is made of, the other is drawn
    told = thing.get(Name.FontDescriptor)
    return not (isinstance(told, Dictionary) and any(each in told for each in IN_THE_FILE))


def _name(font: pikepdf.Object) -> str:
    named = str(font.get(Name.BaseFont, "one without a name")).removeprefix("/")
    return "".join(each for each in named if each.isprintable())[:LONGEST_FACE]


def was_tagged(content: bytes) -> bool:
    """Whether whoever wrote a PDF said what each part of its pages is."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        return Name.StructTreeRoot in pdf.Root


def facts_of(unit: Unit) -> dict[str, Any]:
    """What is recorded of pages that were made ready for packs."""
    return {
        "pages": len(unit.pages),
        "with_words": sum(page.words for page in unit.pages),
        "tagged": unit.tagged,
        "was_tagged": unit.was_tagged,
        "faces_missing": list(unit.faces_missing),
        "unfit": list(unit.unfit),
    }


def pages_said(facts: Mapping[str, Any]) -> str:
    """The same in words; nothing, of pages that were made ready before it was recorded."""
    if "with_words" not in facts:
        return ""
    pages, words = facts["pages"], facts["with_words"]
    if facts["tagged"]:
        return f"{_counted(pages)}, printed by Casework and tagged for a screen reader."
    return " ".join(each for each in _as_they_came(facts, pages, words) if each)


def _as_they_came(facts: Mapping[str, Any], pages: int, words: int) -> Iterator[str]:
    yield f"{_counted(pages)}, as they came."
    yield f"{_counted(words)} with words that can be searched and read aloud." if words else ""
    if pages > words:
        yield f"{_counted(pages - words)} without words, described as a picture."
    yield "The tags of the file are not carried over." if facts["was_tagged"] else ""
    if facts["faces_missing"]:
        faces = ", ".join(facts["faces_missing"])
        yield f"Typefaces that the file does not bring, so readers choose one: {faces}."
    if facts.get("unfit"):
        yield f"They do not allow the pack to be a PDF/A: {'; '.join(facts['unfit'])}."


def _counted(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"


@dataclass(frozen=True, kw_only=True)
class Conformance:
    """Which standards a pack keeps to, and by whose pages it does not: its last page says so."""

    template: ClassVar[str] = "pack/about.html"

    others: tuple[str, ...] = ()  # whose pages are marked and not tagged
    unfit: tuple[tuple[str, str], ...] = ()  # and why, of whose pages are no PDF/A
    looked_for: tuple[str, ...] = ()
    not_looked_for: tuple[str, ...] = ()

    @property
    def accessible(self) -> bool:
        return not self.others

    @property
    def archival(self) -> bool:
        return not self.unfit

    def as_kept(self) -> dict[str, Any]:
        """The same for the record of an edition."""
        return {
            "pdf_ua": self.accessible,
            "pdf_a": self.archival,
            "others": list(self.others),
            "unfit": [list(each) for each in self.unfit],
        }


def conformance_of(
    bodies: Iterable[tuple[str, Iterable[Unit]]], looked_for: tuple[str, ...], not_: tuple[str, ...]
) -> Conformance:
    """What a pack of these units keeps to, each by what it is called in the pack."""
    others: dict[str, None] = {}
    unfit: dict[str, dict[str, None]] = {}
    for called, units in bodies:
        for unit in units:
            if not unit.tagged:
                others[called] = None
            if unit.unfit:
                unfit.setdefault(called, {}).update(dict.fromkeys(unit.unfit))
    return Conformance(
        others=tuple(others),
        unfit=tuple((called, "; ".join(why)) for called, why in unfit.items()),
        looked_for=looked_for,
        not_looked_for=not_,
    )
