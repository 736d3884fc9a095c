"""Trying to recover what was hidden: from text, bytes, streams, pictures and metadata."""

from collections.abc import Callable
from functools import partial
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from casework.redaction.checking import what_remains_in_pdf, what_remains_in_picture
from casework.redaction.pages import NotReadable, read_pages
from casework.redaction.seen_words import can_see
from tests.documents.foreign import a_scan
from tests.redaction import originals
from tests.redaction.copying import (
    every_byte,
    is_read_in,
    pdf_without,
    picture_without,
    pictures_in,
    text_by_pdfium,
    text_by_poppler,
    ways_of,
)
from tests.redaction.originals import KEPT, SECRET

PDFS: dict[str, Callable[[], bytes]] = {
    "plain": originals.plain,
    **{f"turned by {by}": partial(originals.turned, by) for by in (90, 180, 270)},
    "cropped": originals.cropped,
    "several pages": originals.several,
    "object streams": originals.in_object_streams,
    "everything": originals.with_everything,
    "earlier revision": originals.earlier_revision,
    "hidden layer": originals.on_a_hidden_layer,
    "under a rectangle": originals.under_a_rectangle,
    "white on white": originals.white_on_white,
    "under a picture": originals.under_a_picture,
    "form in a form": originals.in_a_form_within_a_form,
    "scan with words": originals.a_scan_with_words,
}
PICTURES: dict[str, Callable[[], bytes]] = {
    "png": originals.a_png,
    **{f"jpeg {way}": partial(originals.a_jpeg, way) for way in (1, 3, 6, 8)},
}


@pytest.fixture(params=sorted(PDFS), scope="module")
def copied(request: pytest.FixtureRequest) -> tuple[bytes, bytes]:
    original = PDFS[request.param]()
    copy, made = pdf_without(original, SECRET)
    assert what_remains_in_pdf(copy, made) == []
    return original, copy


def test_the_word_is_in_the_original(copied: tuple[bytes, bytes]) -> None:
    assert any(each in every_byte(copied[0]) for each in ways_of(SECRET))


def test_no_reader_of_text_finds_it(copied: tuple[bytes, bytes]) -> None:
    for read in (text_by_poppler, text_by_pdfium):
        assert SECRET not in read(copied[1])


def test_no_byte_of_the_file_or_of_a_stream_says_it(copied: tuple[bytes, bytes]) -> None:
    everything = every_byte(copied[1])
    assert [each for each in ways_of(SECRET) if each in everything] == []


def test_what_was_not_hidden_can_still_be_read_and_searched(copied: tuple[bytes, bytes]) -> None:
    assert KEPT in text_by_poppler(copied[1])
    assert KEPT in text_by_pdfium(copied[1])


@pytest.mark.skipif(not can_see(), reason="Tesseract is not installed")
def test_no_picture_in_it_shows_it(copied: tuple[bytes, bytes]) -> None:
    pictures = pictures_in(copied[1])
    assert pictures
    assert [each.size for each in pictures if is_read_in(each, SECRET)] == []


def test_nothing_but_pages_is_carried_over(copied: tuple[bytes, bytes]) -> None:
    with pikepdf.Pdf.open(BytesIO(copied[1])) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in pdf.trailer
        assert not pdf.attachments
        assert all("/Annots" not in page.obj for page in pdf.pages)
    assert copied[1].count(b"%%EOF") == 1


def test_a_copy_has_as_many_pages_as_its_original() -> None:
    copy, _ = pdf_without(originals.several(4), SECRET)
    with pikepdf.Pdf.open(BytesIO(copy)) as pdf:
        assert len(pdf.pages) == 4


def test_the_same_original_and_boxes_give_the_same_bytes() -> None:
    assert pdf_without(originals.plain(), SECRET) == pdf_without(originals.plain(), SECRET)


@pytest.mark.skipif(not can_see(), reason="Tesseract is not installed")
@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_keeps_neither_the_word_nor_anything_beside_its_pixels(name: str) -> None:
    original = PICTURES[name]()
    assert SECRET.encode() in original
    copy, made = picture_without(original, SECRET, photograph=name.startswith("jpeg"))
    assert len(made.covers) == 1
    assert what_remains_in_picture(copy, made) == []
    assert [each for each in ways_of(SECRET) if each in copy] == []
    with Image.open(BytesIO(copy)) as image:
        image.load()
        assert not image.getexif()
        assert {*image.info} <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert image.size == (900, 400)
        assert not is_read_in(image.convert("RGB"), SECRET)
        assert is_read_in(image.convert("RGB"), KEPT)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 and no more", "damaged"),
        (b"", "damaged"),
    ],
)
def test_what_cannot_be_drawn_is_not_copied(content: bytes, says: str) -> None:
    with pytest.raises(NotReadable, match=says):
        list(read_pages(content, True, pixels=True))


def test_a_locked_pdf_says_so() -> None:
    locked = BytesIO()
    with pikepdf.Pdf.open(BytesIO(originals.plain())) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(NotReadable, match="password"):
        list(read_pages(locked.getvalue(), True, pixels=True))


def test_a_photograph_of_a_page_is_copied_too() -> None:
    copy, made = pdf_without(a_scan((600, 800), (800, 600)), SECRET)
    assert what_remains_in_pdf(copy, made) == []
    assert [each.size for each in pictures_in(copy)] != []
