"""Exhibits that cannot be read make a pack impossible; the others are printed as they are."""

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from casework.documents.handpress import HandPress
from casework.documents.joining import parts_of
from casework.documents.linking import Part
from casework.documents.packs import ExhibitUnreadable, ImagePage, PackItem, PdfPages
from casework.documents.units.form import UnitPage
from tests.documents.foreign import a_pdf, a_picture, kept
from tests.documents.packed import an_item
from tests.documents.reading import words_on
from tests.documents.test_packs import assembled, only

EXHIBIT = "Exhibit CW/07"


def pages_of(item: PackItem) -> list[UnitPage]:
    parts: list[Part] = parts_of(item, "TVLT-2026-014", HandPress())
    return [page for part in parts for page in part.unit.pages]


def locked() -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("secret"))) as pdf:
        return kept(pdf, encryption=pikepdf.Encryption(owner="one", user="two"))


def locked_against_changes() -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("secret"))) as pdf:
        return kept(pdf, encryption=pikepdf.Encryption(owner="one", user=""))


def cut_short() -> bytes:
    whole = a_pdf(*("words" for _ in range(20)))
    return whole[: len(whole) // 2]


def with_a_broken_page() -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("words"))) as pdf:
        packed = zlib.compress(b"BT (words) Tj ET" * 99)[:20] + b"broken"
        page = pdf.make_stream(packed, Filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].obj.Contents = page
        as_it_is = pikepdf.StreamDecodeLevel.none
        return kept(pdf, compress_streams=False, stream_decode_level=as_it_is)


def without_pages() -> bytes:
    return kept(pikepdf.Pdf.new())


def too_many_pixels() -> bytes:
    out = io.BytesIO()
    Image.new("1", (9000, 8000)).save(out, "PNG")
    return out.getvalue()


def far_too_many_pixels() -> bytes:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


def a_scan_of_too_many_pages() -> bytes:
    page, out = Image.new("1", (8, 8)), io.BytesIO()
    page.save(out, "TIFF", save_all=True, append_images=[page] * 200)
    return out.getvalue()


def half_a_picture() -> bytes:
    whole = a_picture(800, 600, "JPEG")
    return whole[: len(whole) // 2]


def test_a_pdf_that_is_only_locked_against_changes_is_joined() -> None:
    item = an_item(EXHIBIT, PdfPages(locked_against_changes()))
    assert len(pages_of(item)) == 1
    pack = assembled(only(item))
    assert "secret" in words_on(pack.pdf, pack.index[0].last_page)


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (locked, "locked with a password"),
        (cut_short, "damaged"),
        (with_a_broken_page, "damaged"),
        (without_pages, "no pages"),
        (lambda: a_pdf(*[""] * 2_001), "2,001 pages"),
        (lambda: b"not a PDF at all", "damaged"),
        (lambda: b"", "damaged"),
    ],
)
def test_a_pdf_that_cannot_be_read_whole_is_refused_by_its_name(
    made: Callable[[], bytes], says: str
) -> None:
    with pytest.raises(ExhibitUnreadable, match=f"^{EXHIBIT} cannot .*{says}") as refused:
        pages_of(an_item(EXHIBIT, PdfPages(made())))
    assert refused.value.exhibit == EXHIBIT


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (too_many_pixels, "64 million pixels"),
        (far_too_many_pixels, "64 million pixels"),
        (a_scan_of_too_many_pages, "more than 200 pages"),
        (half_a_picture, "damaged"),
        (lambda: b"<svg/>", "unknown kind"),
        (lambda: b"", "unknown kind"),
    ],
)
def test_a_picture_that_cannot_be_read_whole_is_refused_by_its_name(
    made: Callable[[], bytes], says: str
) -> None:
    with pytest.raises(ExhibitUnreadable, match=f"^{EXHIBIT} cannot .*{says}"):
        pages_of(an_item(EXHIBIT, ImagePage(made(), "A picture")))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_pictures_of_every_common_kind_can_be_printed(kind: str) -> None:
    item = an_item(EXHIBIT, ImagePage(a_picture(300, 500, kind), "A picture"))
    assert len(pages_of(item)) == 1


def test_a_see_through_picture_can_be_printed() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (200, 300), (20, 85, 95, 120)).save(out, "WEBP")
    assert pages_of(an_item(EXHIBIT, ImagePage(out.getvalue(), "")))


def test_a_phone_photograph_is_turned_the_way_its_camera_was_held() -> None:
    out, turned = io.BytesIO(), Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (800, 600), "white").save(out, "JPEG", exif=turned)
    leaf = pages_of(an_item(EXHIBIT, ImagePage(out.getvalue(), "")))[0]
    assert leaf.height > leaf.width


def test_a_label_gets_white_around_it_so_that_its_number_can_be_read() -> None:
    pack = assembled(only(an_item(EXHIBIT, PdfPages(a_pdf("", size=(20, 600))))))
    assert words_on(pack.pdf, 3).endswith("3")


def test_every_item_of_a_plan_has_pages() -> None:
    with pytest.raises(ExhibitUnreadable, match="no pages"):
        pages_of(PackItem(called=EXHIBIT, title="", description="", parts=()))


@pytest.mark.parametrize("size", [(1080, 1920), (1240, 1754), (1170, 2532), (750, 1334)])
def test_a_screen_that_fits_a_page_takes_one(size: tuple[int, int]) -> None:
    assert len(pages_of(an_item(EXHIBIT, ImagePage(a_picture(*size), "A screen")))) == 1
