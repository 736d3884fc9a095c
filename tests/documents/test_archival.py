"""A pack says that it is a PDF/A-2b only where every page is one, and else by whose pages not.

What is checked: what `archival` looks for, and by hand here what the standard asks of the file
itself (ISO 19005-2: 6.1 to 6.4, 6.6, 6.9). No validator is in the registries.
"""

import io
import re
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from casework.documents.archival import PRESS_COLOURS, unfit_in
from casework.documents.packs import ImagePage, PdfPages, PrintedPack
from casework.documents.printing import printed
from casework.documents.stamping import CODES
from casework.documents.watermarks import Mark, marked
from tests.documents.foreign import a_pdf, a_picture, kept
from tests.documents.oracles import fonts_not_embedded
from tests.documents.packed import NOTICE_STAND_IN, an_item
from tests.documents.reading import bare, words_on
from tests.documents.test_conformance import claims as accessible
from tests.documents.test_packs import assembled, only

HERE = "it does not bring the typeface Helvetica"


@pytest.fixture(scope="module")
def fit() -> PrintedPack:
    """A letter as it was issued, and a screenshot: what most exhibits are."""
    paper = PdfPages(printed("pack/note.html", sheet=NOTICE_STAND_IN, reference="").pdf)
    return assembled(
        only(an_item("E1", ImagePage(a_picture(30, 40), "A post")), an_item("P1", paper))
    )


@pytest.fixture(scope="module")
def unfit() -> PrintedPack:
    return assembled(only(an_item("E1", PdfPages(a_pdf("words")))))


def archival(content: bytes) -> tuple[object, object]:
    with Pdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as told:
        return told.get("pdfaid:part"), told.get("pdfaid:conformance")


def test_a_pack_of_letters_and_screenshots_says_that_it_is_a_pdf_a(fit: PrintedPack) -> None:
    assert archival(fit.pdf) == ("2", "B")
    assert fit.keeps_to.archival
    assert accessible(fit.pdf) is None
    assert fonts_not_embedded(fit.pdf) == []
    assert "thefilesaysthatitkeepstopdf/a-2b" in words_on(fit.pdf, fit.pages)


def test_whatever_is_not_fit_is_named_on_the_last_page_and_nothing_is_claimed(
    unfit: PrintedPack,
) -> None:
    assert archival(unfit.pdf) == (None, None)
    assert unfit.keeps_to.unfit == (("E1", HERE),)
    last = words_on(unfit.pdf, unfit.pages)
    assert bare(f"E1: {HERE}") in last
    assert bare("pages of others are in it") in last
    assert bare("No validator of these standards has read it") in last


def test_the_file_itself_is_as_the_standard_asks(fit: PrintedPack) -> None:
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}\n", fit.pdf)
    with Pdf.open(io.BytesIO(fit.pdf)) as pdf:
        assert not pdf.is_encrypted
        assert Name.ID in pdf.trailer
        assert unfit_in(pdf) == ()
        (intent,) = Array(pdf.Root.OutputIntents)
        assert (intent.S, int(intent.DestOutputProfile.N)) == (Name.GTS_PDFA1, 3)
        profile = intent.DestOutputProfile.read_bytes()
        assert (profile[16:20], profile[36:40]) == (b"RGB ", b"acsp")
        assert Name.Filter not in pdf.Root.Metadata
        assert not {"/Names", "/AA", "/OpenAction", "/AcroForm"} & set(pdf.Root.keys())
        for page in pdf.pages:
            for each in page.obj.get(Name.Annots, ()):
                assert (each.Subtype, int(each.F) & 0b111) == (Name.Link, 4)


def test_what_the_file_says_of_itself_it_says_once(fit: PrintedPack) -> None:
    with Pdf.open(io.BytesIO(fit.pdf)) as pdf, pdf.open_metadata() as told:
        assert told["dc:title"] == str(pdf.docinfo[Name.Title])
        assert told["pdf:Producer"] == str(pdf.docinfo[Name.Producer])
        made = datetime.strptime(told["xmp:CreateDate"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        assert f"D:{made:%Y%m%d%H%M%S}Z" == str(pdf.docinfo[Name.CreationDate])


def test_the_letters_of_a_stamp_are_as_wide_as_the_file_says(fit: PrintedPack) -> None:
    with Pdf.open(io.BytesIO(fit.pdf)) as pdf:
        font = next(
            each
            for each in pdf.objects
            if isinstance(each, Dictionary) and each.get(Name.Subtype) == Name.TrueType
        )
        face = TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
        told = [int(each) for each in Array(font.Widths)]
    cmap, scale = face.getBestCmap(), 1000 / face["head"].unitsPerEm
    for code, width in zip(CODES, told, strict=True):
        letter = ord(bytes([code]).decode("cp1252", errors="replace"))
        if letter in cmap:
            assert abs(face["hmtx"][cmap[letter]][0] * scale - width) <= 1


def test_a_copy_is_what_its_edition_is(fit: PrintedPack) -> None:
    copy = b"".join(marked(io.BytesIO(fit.pdf), Mark(3, "Morwenna Pascoe", "Chair")))
    assert archival(copy) == ("2", "B")
    with Pdf.open(io.BytesIO(copy)) as pdf:
        assert unfit_in(pdf) == ()


def a_page(**resources: Any) -> Pdf:
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.pages[0].obj.Resources = Dictionary(**resources)
    return pdf


def a_stream(pdf: Pdf, drawn: bytes = b"", **entries: Any) -> Stream:
    stream = Stream(pdf, drawn)
    for name, value in entries.items():
        stream[f"/{name}"] = value
    return stream


def test_each_thing_that_the_standard_forbids_is_found() -> None:
    wrong: dict[str, dict[str, Any]] = {
        "a picture is a JPEG 2000": {"Filter": Name.JPXDecode},
        "it is packed in a way that the standard does not have": {"Filter": Name.LZWDecode},
        "a picture is smoothed by its reader": {"Interpolate": True},
        "a picture has a second version": {"Alternates": Array()},
        "part of it is drawn by another program": {"Subtype": Name.PS},
        "part of it is kept elsewhere": {"F": pikepdf.String("elsewhere.bin")},
        PRESS_COLOURS: {"ColorSpace": Name.DeviceCMYK},
    }
    for says, entries in wrong.items():
        pdf = a_page()
        pdf.Root.Looked = pdf.make_indirect(a_stream(pdf, **entries))
        assert unfit_in(pdf) == (says,), says


def test_how_things_are_painted_is_looked_at() -> None:
    blended = Dictionary(G=Dictionary(BM=Name.Darkest))
    assert unfit_in(a_page(ExtGState=blended)) == (
        "it is blended in a way that the standard does not have",
    )
    assert unfit_in(a_page(ExtGState=Dictionary(G=Dictionary(BM=Name.Multiply)))) == ()
    corrected = Dictionary(G=Dictionary(TR=Name.Identity))
    assert unfit_in(a_page(ExtGState=corrected)) == ("it is corrected for one printer",)
    letters = Dictionary(Subtype=Name.CIDFontType2)
    assert unfit_in(a_page(Font=Dictionary(F=letters))) == (
        "a typeface does not say which letter is which",
    )
    ink = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary(FunctionType=2)])
    assert unfit_in(a_page(ColorSpace=Dictionary(C=ink))) == (PRESS_COLOURS,)
    for drawn, says in ((b"0 0 0 1 k 0 0 9 9 re f", (PRESS_COLOURS,)), (b"0 0 0 rg", ())):
        pdf = a_page()
        pdf.pages[0].obj.Contents = a_stream(pdf, drawn)
        assert unfit_in(pdf) == says


def test_a_photograph_in_the_colours_of_a_press_is_named() -> None:
    out = io.BytesIO()
    Image.new("CMYK", (30, 40)).save(out, "JPEG")
    made = assembled(only(an_item("E1", ImagePage(out.getvalue(), "A poster"))))
    assert made.keeps_to.unfit == (("E1", PRESS_COLOURS),)
    assert archival(made.pdf) == (None, None)


def test_a_page_larger_than_the_standard_allows_is_named() -> None:
    with Pdf.open(io.BytesIO(a_pdf(""))) as pdf:
        pdf.pages[0].obj.MediaBox = [0, 0, 20_000, 20_000]
        with Pdf.open(io.BytesIO(kept(pdf))) as large:
            assert "a page is smaller or larger than the standard allows" in unfit_in(large)
