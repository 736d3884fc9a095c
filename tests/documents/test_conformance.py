"""What a pack says of itself and of each exhibit is what is true of the bytes."""

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from casework.documents.conformance import facts_of, pages_said
from casework.documents.packs import PdfPages, PrintedPack
from casework.documents.units.foreign import unit_of_pdf, unit_of_picture
from casework.documents.units.form import unit_in
from tests.documents.foreign import a_pdf, a_picture, kept
from tests.documents.oracles import fonts_not_embedded
from tests.documents.packed import a_plan, an_item
from tests.documents.test_packs import assembled, only


def facts(unit: bytes) -> dict[str, object]:
    return facts_of(unit_in(io.BytesIO(unit)))


def tagged_with_one_blank_page() -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("words", ""))) as pdf:
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        return kept(pdf)


def test_what_is_recorded_of_a_pdf_is_what_its_reader_meets() -> None:
    told = facts(unit_of_pdf(tagged_with_one_blank_page(), "E1"))
    assert told == {
        "pages": 2,
        "with_words": 1,
        "tagged": False,
        "was_tagged": True,
        "faces_missing": ["Helvetica"],
        "unfit": ["it does not bring the typeface Helvetica"],
    }
    assert pages_said(told) == (
        "2 pages, as they came. 1 page with words that can be searched and read aloud. "
        "1 page without words, described as a picture. The tags of the file are not carried over. "
        "Typefaces that the file does not bring, so readers choose one: Helvetica. "
        "They do not allow the pack to be a PDF/A: it does not bring the typeface Helvetica."
    )


def test_a_picture_is_said_to_be_described_and_what_was_not_recorded_is_not_said() -> None:
    told = facts(unit_of_picture(a_picture(30, 40), "E1"))
    assert pages_said(told) == "1 page, as they came. 1 page without words, described as a picture."
    assert pages_said({}) == ""


@pytest.fixture(scope="module")
def ours() -> PrintedPack:
    """A pack of nothing but sheets of ours."""
    plan = a_plan()
    kept_sections = tuple(each for each in plan.sections if each.letter not in "AE")
    return assembled(type(plan)(**{**vars(plan), "sections": kept_sections}))


def test_what_we_write_claims_to_be_accessible_and_brings_every_typeface(ours: PrintedPack) -> None:
    assert claims(ours.pdf) == "1"
    assert fonts_not_embedded(ours.pdf) == []
    with pikepdf.Pdf.open(io.BytesIO(ours.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert all(Name.StructParents in page.obj for page in pdf.pages)


def test_a_pack_with_pages_of_others_claims_nothing_for_them() -> None:
    made = assembled(only(an_item("E1", PdfPages(a_pdf("words")))))
    assert claims(made.pdf) is None


def claims(content: bytes) -> str | None:
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as told:
        found = told.get("pdfuaid:part")
        return None if found is None else str(found)
