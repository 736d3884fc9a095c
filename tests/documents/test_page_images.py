"""Pages of PDFs that somebody sent, drawn in a process that can be killed."""

import io

import pikepdf
import pytest
from PIL import Image

from casework.evidence.confined.pdfs import HIGHEST, WIDEST
from casework.evidence.page_images import MOST_BYTES, PagesNotShown, page_count, page_image
from tests.documents.foreign import a_pdf, kept


def drawn(pdf: bytes, number: int = 1) -> Image.Image:
    return Image.open(io.BytesIO(page_image(pdf, number)))


def locked() -> bytes:
    with pikepdf.open(io.BytesIO(a_pdf("A secret"))) as pdf:
        return kept(pdf, encryption=pikepdf.Encryption(owner="ours", user="theirs"))


def endless() -> bytes:
    """A page that draws a form ten times, which draws a form ten times, eight deep."""
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    form = None
    for _ in range(9):
        outer = pdf.make_stream(b"/F Do " * 10)
        outer.Type, outer.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        outer.BBox = pikepdf.Array([0, 0, 595, 842])
        if form is not None:
            outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        form = outer
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    page.obj.Contents = pdf.make_stream(b"/F Do")
    return kept(pdf)


def test_pages_are_counted_and_drawn() -> None:
    pdf = a_pdf("One", "Two")
    assert page_count(pdf) == 2
    first, second = drawn(pdf), drawn(pdf, 2)
    assert first.size == second.size == (1190, 1684)
    assert first.tobytes() != second.tobytes()
    assert first.convert("L").getextrema() == (0, 255)


def test_what_a_form_was_filled_in_with_is_drawn() -> None:
    """A statement is often a form: without its answers it would say something else."""
    pdf = pikepdf.open(io.BytesIO(a_pdf("")))
    appearance = pdf.make_stream(b"0 0 0 rg 0 0 200 50 re f")
    appearance.Type, appearance.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    appearance.BBox = pikepdf.Array([0, 0, 200, 50])
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Tx,
        F=4,
        T=pikepdf.String("answer"),
        V=pikepdf.String("Yes"),
        Rect=pikepdf.Array([100, 400, 300, 450]),
        AP=pikepdf.Dictionary(N=appearance),
    )
    filled = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = pikepdf.Array([filled])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([filled]))
    assert drawn(kept(pdf)).convert("L").getpixel((400, 834)) == 0


@pytest.mark.parametrize(("size"), [(14400, 14400), (3, 14400), (14400, 3)])
def test_a_giant_page_is_drawn_no_larger_than_a_screen_needs(size: tuple[int, int]) -> None:
    wide, high = drawn(a_pdf("Big", size=size)).size
    assert 1 <= wide <= WIDEST
    assert 1 <= high <= HIGHEST


@pytest.mark.parametrize(
    ("pdf", "says"),
    [
        (b"%PDF-1.7 and no more", "damaged"),
        (b"", "damaged"),
        (locked(), "locked with a password"),
        (bytes(MOST_BYTES + 1), "too large"),
    ],
    ids=["damaged", "empty", "locked", "large"],
)
def test_what_cannot_be_drawn_says_why(pdf: bytes, says: str) -> None:
    with pytest.raises(PagesNotShown, match=says):
        page_count(pdf)


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(PagesNotShown, match="no such page"):
        page_image(a_pdf("One"), 2)


def test_a_page_that_would_never_end_is_killed_and_the_next_one_is_drawn() -> None:
    hostile = endless()
    assert page_count(hostile) == 1
    for _ in range(3):  # more than are drawn at once: a killed one leaves no place taken
        with pytest.raises(PagesNotShown, match="too much time or memory"):
            page_image(hostile, 1, seconds=1)
    assert page_count(a_pdf("One")) == 1
