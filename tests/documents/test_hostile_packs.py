"""What a pack answers to each hostile exhibit: its pages and nothing else, or a refusal by name."""

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from casework.documents.packs import ExhibitUnreadable, PdfPages, PrintedPack
from casework.documents.units.foreign import unit_of_pdf
from casework.evidence import apart
from casework.evidence.confined import pdfs as examined
from casework.evidence.confined.told import Declined, Refusal
from casework.evidence.kinds import FileKind
from casework.evidence.linkable import unit_of
from tests.documents.foreign import a_pdf, kept
from tests.documents.oracles import faults_of
from tests.documents.packed import an_item
from tests.documents.reading import bare, size_of, words_on, words_within
from tests.documents.test_packs import assembled, only
from tests.hostile.corpus import CORPUS

HOSTILE = {each.id: each for each in CORPUS}
ENDLESS = "its pages ask for more than any reader can draw"
# H15 is larger than a wall, and H24 hides words under a box: both are flagged at the door, and
# what goes into a pack of either is somebody's decision. What is said here is of their pages.
PAGES_ONLY = ("H12", "H13", "H14", "H15", "H19", "H21", "H22", "H23", "H24", "H25", "H26")
REFUSED = {
    "H16": "it has 200,000 pages, and the most is 2,000",
    "H17": ENDLESS,
    "H18": ENDLESS,
    "H20": "it is locked with a password",
    "H27": "it is damaged",
}
SIZES = ((595, 842), (842, 595), (1190, 842), (200, 600), (60, 40), (14_400, 14_400), (300, 9_000))
MM = 72 / 25.4


@pytest.fixture(scope="module")
def pack() -> PrintedPack:
    """One pack of everything hostile that a pack takes."""
    items = [an_item(name, PdfPages(HOSTILE[name].made())) for name in PAGES_ONLY]
    return assembled(only(*items))


def test_every_hostile_exhibit_has_its_answer() -> None:
    assert {*PAGES_ONLY, *REFUSED} == {f"H{number}" for number in range(12, 28)}


def test_a_pack_of_hostile_exhibits_holds_their_pages_and_every_reader_finds_no_fault(
    pack: PrintedPack, tmp_path: Path
) -> None:
    assert faults_of(pack.pdf, tmp_path) == []
    assert [line.title for line in pack.index] == list(PAGES_ONLY)


def test_words_of_an_earlier_version_stay_behind(pack: PrintedPack) -> None:
    assert "zz-oldrevision" not in words_on(pack.pdf, page_of(pack, "H25"))
    assert b"ZZ-OLDREVISION" not in decoded(pack.pdf)
    assert "clean" in words_on(pack.pdf, page_of(pack, "H25"))


def page_of(pack: PrintedPack, title: str) -> int:
    return next(line.first_page for line in pack.index if line.title == title)


def decoded(content: bytes) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        drawn = [each for each in streams if each.get(Name.Subtype) != Name.Image]
        return b"".join(each.read_bytes() for each in drawn)


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_pack_can_hold_is_refused_by_its_name_in_the_process_without_rights(
    name: str,
) -> None:
    with (
        apart.held(HOSTILE[name].made()) as source,
        pytest.raises(ExhibitUnreadable, match=f"^E7 cannot .*{REFUSED[name]}"),
    ):
        unit_of(source, FileKind.PDF, "E7")


def test_twelve_hundred_pages_in_one_file_are_refused_at_the_door() -> None:
    with pytest.raises(Declined) as refused:
        examined.examine(a_pdf(*[""] * 1_200))
    assert refused.value.reason == Refusal.PAGES


def every_shape() -> bytes:
    """Pages of every size and turn, one with its paper moved, one in larger units."""
    with pikepdf.Pdf.new() as pdf:
        for size in SIZES:
            for turn in (0, 90, 180, 270):
                with pikepdf.Pdf.open(io.BytesIO(a_pdf("corner", rotate=turn, size=size))) as one:
                    pdf.pages.extend(one.pages)
        moved = pdf.pages[0]
        moved.obj.MediaBox = pikepdf.Array([-100, -50, 495, 792])
        pdf.pages[1].obj.CropBox = pikepdf.Array([0, 0, 300, 842])
        pdf.pages[2].obj.UserUnit = 2
        return kept(pdf)


@pytest.fixture(scope="module")
def shapes() -> PrintedPack:
    return assembled(only(an_item("Shapes", PdfPages(every_shape()))))


def test_on_every_size_and_turn_the_number_stands_alone_at_the_foot(
    shapes: PrintedPack, tmp_path: Path
) -> None:
    first = shapes.index[0].first_page
    last = shapes.index[0].last_page
    assert last == first + 4 * len(SIZES) - 1
    for page in range(first, last + 1):
        wide, high = size_of(shapes.pdf, page)
        scale = min(3.0, max(0.35, min(wide, high) / (210 * MM)))
        foot = words_within(shapes.pdf, page, (0, 0, wide, 11 * MM * scale))
        assert foot.split()[-1] == str(page)
        assert "corner" not in foot
        right = words_within(shapes.pdf, page, (wide - 22 * MM * scale, 0, wide, 11 * MM * scale))
        assert str(page) in right
    assert faults_of(shapes.pdf, tmp_path) == []


def test_a_spreadsheet_printed_landscape_is_read_landscape() -> None:
    """Both ways of saying so: a wide page, and a tall one that is turned."""
    wide = PdfPages(a_pdf("cells", size=(842, 595)))
    turned = PdfPages(a_pdf("cells", size=(595, 842), rotate=90))
    made = assembled(only(an_item("Wide", wide), an_item("Turned", turned)))
    for line in made.index:
        across, up = size_of(made.pdf, line.first_page)
        assert across > up
        assert "cells" in words_on(made.pdf, line.first_page)


def test_a_page_whose_typeface_is_missing_is_printed_and_both_readers_agree(tmp_path: Path) -> None:
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("missing face"))) as pdf:
        pdf.pages[0].obj.Resources.Font.F1.BaseFont = Name("/NobodyHasThisOne")
        content = kept(pdf)
    made = assembled(only(an_item("Typeface", PdfPages(content))))
    assert bare("missing face") in words_on(made.pdf, 3)
    assert faults_of(made.pdf, tmp_path) == []


@pytest.mark.parametrize(
    "title", ["عربي", "שלום", "学校", "👩\u200d🏫 class", "Zoë Ångström", "a\u202eb"]
)
def test_names_in_every_script_are_in_the_index_and_in_the_bookmarks(title: str) -> None:
    made = assembled(only(an_item(title, PdfPages(a_pdf("words")))))
    with pikepdf.Pdf.open(io.BytesIO(made.pdf)) as pdf, pdf.open_outline() as outline:
        section = next(each for each in outline.root if each.children)
        assert section.children[0].title == f"E1. {title}, page 3"
    index = words_on(made.pdf, 2)
    assert [each for each in title.casefold() if each.isalnum() and each not in index] == []


def test_a_unit_of_the_same_file_is_the_same_bytes_whenever_it_is_made() -> None:
    content = HOSTILE["H13"].made()
    assert unit_of_pdf(content, "E1") == unit_of_pdf(content, "E2")
