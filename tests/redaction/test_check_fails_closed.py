"""A copy that still holds something is refused, and what remains is named."""

import re
import zlib
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from casework.redaction import flattening
from casework.redaction.checking import what_remains_in_pdf, what_remains_in_picture
from casework.redaction.flattening import PageMade, page_made
from casework.redaction.pages import read_pages
from casework.redaction.painting import Cover
from casework.redaction.places import around
from casework.redaction.seen_words import can_see
from tests.redaction import originals
from tests.redaction.copying import pdf_without, picture_without
from tests.redaction.originals import SECRET


@pytest.fixture(scope="module")
def sound() -> tuple[bytes, list[PageMade]]:
    return pdf_without(originals.plain(), SECRET)


def changed(copy: bytes, change: object) -> bytes:
    with Pdf.open(BytesIO(copy)) as pdf:
        change(pdf)  # type: ignore[operator]
        return originals.saved(pdf)


def says(copy: bytes, made: list[PageMade]) -> str:
    return "; ".join(what_remains_in_pdf(copy, made))


def test_a_box_over_live_text_is_no_redaction() -> None:
    """What other programs do: a black rectangle drawn over the words."""
    page = next(iter(read_pages(originals.plain(), True, pixels=True)))
    secret = next(each for each in page.words if each.text == SECRET)
    made = page_made(page, page.words, [Cover(each, "PUPIL") for each in around([secret])])
    found = says(originals.under_a_rectangle(), [made])
    assert re.search(rf"“{SECRET}” can still be read", found)
    assert "PDFium" in found
    assert "qpdf" in found


def test_unpainted_pixels_are_found(
    sound: tuple[bytes, list[PageMade]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flattening, "painted", lambda image, _: image)
    copy, made = pdf_without(originals.plain(), SECRET)
    found = says(copy, made)
    assert "Page 1: the picture under box 1 is not gone (PDFium)" in found
    assert "Page 1: the picture under box 1 is not gone (qpdf)" in found


def test_a_word_left_in_the_text_is_found_by_both(sound: tuple[bytes, list[PageMade]]) -> None:
    copy, made = sound
    place = made[0].covers[0].place
    left, bottom = place.left * 595 / 100, 842 - place.bottom * 842 / 100
    shown = f"{SECRET} ".encode("utf-16-be").hex()
    line = f"/T 12.000 Tf 100.000 Tz 1 0 0 1 {left:.3f} {bottom:.3f} Tm <{shown}> Tj\nET"

    def write(pdf: Pdf) -> None:
        contents = pdf.pages[0].obj.Contents
        contents.write(contents.read_bytes().replace(b"ET", line.encode()))

    found = says(changed(copy, write), made)
    for who in ("PDFium", "qpdf"):
        assert f"Page 1: “{SECRET}” can still be read under box 1 ({who})" in found
    assert f"“{SECRET}” is in a stream as digits" in found


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda pdf: pdf.docinfo.update({"/Title": SECRET}), "Info is in the file"),
        (lambda pdf: pdf.attachments.__setitem__("a.txt", b"a"), "Names is in the document"),
        (lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", Array([])), "Annots is in page 1"),
        (
            lambda pdf: pdf.Root.__setitem__("/Metadata", pdf.make_stream(SECRET.encode())),
            "Metadata is in the document",
        ),
        (
            lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript)),
            "OpenAction is in the document",
        ),
        (lambda pdf: pdf.add_blank_page(), "pages where there should be 1"),
    ],
)
def test_what_does_not_belong_is_named(
    sound: tuple[bytes, list[PageMade]], change: object, named: str
) -> None:
    assert named in says(changed(sound[0], change), sound[1])


def test_an_earlier_revision_is_named(sound: tuple[bytes, list[PageMade]]) -> None:
    copy, made = sound
    start = re.findall(rb"startxref\s+(\d+)", copy)[-1]
    longer = copy + b"startxref\n" + start + b"\n%%EOF\n"
    assert "An earlier revision is in the file" in says(longer, made)
    assert "Something follows the end" in says(copy + SECRET.encode(), made)


def test_a_second_picture_or_other_drawing_is_named(sound: tuple[bytes, list[PageMade]]) -> None:
    copy, made = sound

    def more(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.Resources.XObject.Q = pikepdf.Stream(
            pdf, zlib.compress(b"a"), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8, Filter=Name.FlateDecode,
        )  # fmt: skip
        page.Contents.write(page.Contents.read_bytes() + b"q /Q Do Q")

    found = says(changed(copy, more), made)
    assert "Page 1 draws more than its picture and its words" in found
    assert "Page 1 has 2 pictures" in found


def test_what_is_no_pdf_at_all_is_refused(sound: tuple[bytes, list[PageMade]]) -> None:
    assert "qpdf cannot read the copy" in "; ".join(flaw for flaw in _by_qpdf(b"nothing", sound[1]))


def _by_qpdf(content: bytes, made: list[PageMade]) -> list[str]:
    from casework.redaction.qpdf_check import found_by_qpdf

    return found_by_qpdf(content, made)


@pytest.mark.skipif(not can_see(), reason="Tesseract is not installed")
def test_a_picture_with_something_beside_its_pixels_is_named() -> None:
    copy, made = picture_without(originals.a_png(), SECRET, photograph=False)
    assert "Something follows the end of the picture" in "; ".join(
        what_remains_in_picture(copy + b"x", made)
    )
    found = what_remains_in_picture(originals.a_png(), made)
    assert any("tEXt" in each for each in found)
    assert any(SECRET in each for each in found)
    assert any("is not gone" in each for each in found)
    jpeg, made = picture_without(originals.a_jpeg(), SECRET, photograph=True)
    assert what_remains_in_picture(jpeg, made) == []
    assert any("0xe1" in each for each in what_remains_in_picture(originals.a_jpeg(), made))
