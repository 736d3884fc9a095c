"""What other people's files may bring into a pack, and what makes a pack impossible."""

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from casework.documents.joining import leaves_of
from casework.documents.packs import ExhibitUnreadable, ImagePage, PackItem, PdfPages
from casework.documents.safe_pages import unsafe_in
from tests.documents.foreign import a_pdf, a_picture, kept
from tests.documents.packed import an_item
from tests.documents.reading import bare, words_on
from tests.documents.test_packs import assembled, only

EXHIBIT = "Exhibit CW/07"


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


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (locked, "locked with a password"),
        (locked_against_changes, "locked with a password"),
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
        leaves_of(an_item(EXHIBIT, PdfPages(made())), "TVLT-2026-014")
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
        leaves_of(an_item(EXHIBIT, ImagePage(made(), "A picture")), "TVLT-2026-014")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_pictures_of_every_common_kind_can_be_printed(kind: str) -> None:
    item = an_item(EXHIBIT, ImagePage(a_picture(300, 500, kind), "A picture"))
    assert len(leaves_of(item, "TVLT-2026-014")) == 1


def test_a_see_through_picture_can_be_printed() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (200, 300), (20, 85, 95, 120)).save(out, "WEBP")
    assert leaves_of(an_item(EXHIBIT, ImagePage(out.getvalue(), "")), "TVLT-2026-014")


def test_a_phone_photograph_is_turned_the_way_its_camera_was_held() -> None:
    out, turned = io.BytesIO(), Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (800, 600), "white").save(out, "JPEG", exif=turned)
    leaf = leaves_of(an_item(EXHIBIT, ImagePage(out.getvalue(), "")), "TVLT-2026-014")[0]
    assert leaf.height > leaf.width


def hostile() -> bytes:
    """A PDF that would run a script, start a program, hand over a file and open a file."""
    name, text = pikepdf.Name, pikepdf.String
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("harmless words"))) as pdf:
        script = pikepdf.Dictionary(S=name.JavaScript, JS=text("app.alert('x')"))
        page = pdf.pages[0].obj
        page.AA = pikepdf.Dictionary(O=script)
        page.Annots = pikepdf.Array(
            [
                a_link(pikepdf.Dictionary(S=name.Launch, F=text("calc.exe"))),
                a_link(pikepdf.Dictionary(S=name.URI, URI=text("file:///etc/hostname"))),
                a_link(script),
                a_link(pikepdf.Dictionary(S=name.URI, URI=text("https://news.example/a"))),
            ]
        )
        pdf.Root.OpenAction = script
        pdf.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([text("x"), script]))
        )
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array([]), XFA=pdf.make_stream(b"<xdp/>")
        )
        pdf.attachments["malware.exe"] = b"MZ"
        return kept(pdf)


def a_link(action: pikepdf.Dictionary) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=pikepdf.Array([10, 10, 90, 30]),
        A=action,
    )


def test_a_hostile_pdf_leaves_only_its_pages_in_the_pack() -> None:
    with pikepdf.Pdf.open(io.BytesIO(hostile())) as before:
        assert {"/JavaScript", "/Launch", "/EmbeddedFiles", "/XFA"} <= set(unsafe_in(before))
    pack = assembled(only(an_item(EXHIBIT, PdfPages(hostile()))))
    assert bare("harmless words") in words_on(pack.pdf, 3)
    with pikepdf.Pdf.open(io.BytesIO(pack.pdf)) as after:
        assert unsafe_in(after) == []
        assert "/Names" not in after.Root
        addresses = [str(each.A.URI) for each in after.pages[2].obj.Annots]
    assert addresses == ["https://news.example/a"]
    assert b"calc.exe" not in pack.pdf


def test_a_file_attached_to_a_picture_stays_behind() -> None:
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("harmless words"))) as pdf:
        attached = pikepdf.Dictionary(EF=pikepdf.Dictionary(F=pdf.make_stream(b"MZ")))
        pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(
            X1=pdf.make_stream(
                b"",
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=pikepdf.Array([0, 0, 1, 1]),
                AF=pikepdf.Array([attached]),
            )
        )
        content = kept(pdf)
    pack = assembled(only(an_item(EXHIBIT, PdfPages(content))))
    assert bare("harmless words") in words_on(pack.pdf, 3)


def test_a_layer_that_was_switched_off_stays_off() -> None:
    pack = assembled(only(an_item(EXHIBIT, PdfPages(with_a_hidden_layer()))))
    with pikepdf.Pdf.open(io.BytesIO(pack.pdf)) as pdf:
        off = pdf.Root.OCProperties.D.OFF
        drawn = pdf.pages[2].obj.Resources.XObject.CwLayer0.Resources.Properties.L1
        assert [str(each.Name) for each in off] == ["Answers"]
        assert off[0].objgen == drawn.objgen


def with_a_hidden_layer() -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("seen"))) as pdf:
        layer = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Answers"))
        )
        page = pdf.pages[0].obj
        page.Resources.Properties = pikepdf.Dictionary(L1=layer)
        shown = page.Contents.read_bytes()
        hidden = b" /OC /L1 BDC BT /F1 14 Tf 20 200 Td (hidden) Tj ET EMC"
        page.Contents = pdf.make_stream(shown + hidden)
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
        )
        return kept(pdf)


def test_what_was_filled_into_a_form_is_still_there() -> None:
    with pikepdf.Pdf.open(io.BytesIO(a_form("Tuesday morning"))) as before:
        assert "/AcroForm" in before.Root
    pack = assembled(only(an_item(EXHIBIT, PdfPages(a_form("Tuesday morning")))))
    assert bare("Tuesday morning") in words_on(pack.pdf, 3)


def a_form(answer: str) -> bytes:
    name, text = pikepdf.Name, pikepdf.String
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("When?"))) as pdf:
        fonts = pdf.pages[0].obj.Resources.Font
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=name.Annot,
                Subtype=name.Widget,
                FT=name.Tx,
                T=text("when"),
                V=text(answer),
                DA=text("/F1 12 Tf 0 g"),
                F=4,
                Rect=pikepdf.Array([100, 400, 400, 430]),
            )
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array([field]),
            DA=text("/F1 12 Tf 0 g"),
            DR=pikepdf.Dictionary(Font=fonts),
            NeedAppearances=True,
        )
        return kept(pdf)


def test_a_label_gets_white_around_it_so_that_its_number_can_be_read() -> None:
    pack = assembled(only(an_item(EXHIBIT, PdfPages(a_pdf("", size=(20, 600))))))
    assert words_on(pack.pdf, 3).endswith("3")


def test_every_item_of_a_plan_has_pages() -> None:
    with pytest.raises(ExhibitUnreadable, match="no pages"):
        leaves_of(PackItem(called=EXHIBIT, title="", description="", parts=()), "TVLT-2026-014")
