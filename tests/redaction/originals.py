"""Originals with something to hide, written as other programs write them, and worse."""

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

SECRET = "Maisiewren"
KEPT = "Thursday"
LINE = f"Today {SECRET} sang on {KEPT} evening"
SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def page_of(
    pdf: Pdf, content: bytes, size: tuple[float, float] = (595, 842), **more: Any
) -> pikepdf.Page:
    """One page that draws what it is told with Helvetica."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = pdf.add_blank_page(page_size=size)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(content)
    for name, value in more.items():
        page.obj[Name(f"/{name}")] = value
    return page


def said(line: str = LINE, left: float = 60, bottom: float = 700, size: float = 18) -> bytes:
    return f"BT /F1 {size} Tf {left} {bottom} Td ({line}) Tj ET\n".encode()


def saved(pdf: Pdf, **how: Any) -> bytes:
    out = BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def plain(**more: Any) -> bytes:
    pdf = Pdf.new()
    page_of(pdf, said(), **more)
    return saved(pdf)


def turned(by: int) -> bytes:
    return plain(Rotate=by)


def cropped() -> bytes:
    """Boxes that start elsewhere than at nought, and a page that shows a part of itself."""
    pdf = Pdf.new()
    page = page_of(pdf, said(left=260, bottom=900) + said(line=f"{SECRET} again", left=2, bottom=2))
    page.obj.MediaBox = Array([-50, -30, 900, 1200])
    page.obj.CropBox = Array([200, 700, 700, 1100])
    return saved(pdf)


def several(pages: int = 3) -> bytes:
    pdf = Pdf.new()
    for _ in range(pages):
        page_of(pdf, said())
    return saved(pdf)


def in_object_streams() -> bytes:
    pdf = Pdf.new()
    page_of(pdf, said())
    pdf.docinfo["/Subject"] = SECRET
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def with_everything() -> bytes:
    """Information, metadata, a bookmark, a comment, a link, a file, a script, a form, alt text."""
    pdf = Pdf.new()
    page = page_of(pdf, said())
    pdf.docinfo["/Title"] = f"About {SECRET}"
    with pdf.open_metadata() as told:
        told["dc:title"] = SECRET
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem(SECRET, 0))
    comment = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=[10, 10, 30, 30], Contents=f"Ask {SECRET}"
    )
    address = Dictionary(S=Name.URI, URI=f"https://example.org/{SECRET}")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[60, 690, 300, 720], A=address)
    page.obj.Annots = Array([pdf.make_indirect(comment), pdf.make_indirect(link)])
    pdf.attachments[f"{SECRET}.txt"] = SECRET.encode()
    pdf.Root.OpenAction = SCRIPT
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, Alt=SECRET))
    page.obj.PieceInfo = Dictionary(Private=pikepdf.String(SECRET))
    return saved(pdf)


def earlier_revision() -> bytes:
    """A later revision draws other words; the first stands in the file before it, whole."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1"
        b" /BaseFont /Helvetica >> >> >> >>",
        _stream(said()),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % each for each in places)
    first = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\n" % table
    out += b"startxref\n%d\n%%%%EOF\n" % first
    later = len(out)
    out += b"4 0 obj\n%s\nendobj\n" % _stream(said(f"Today nobody sang on {KEPT}"))
    again = len(out)
    out += b"xref\n4 1\n%010d 00000 n \n" % later
    out += b"trailer\n<< /Size 5 /Root 1 0 R /Prev %d >>\n" % first
    return out + b"startxref\n%d\n%%%%EOF\n" % again


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def on_a_hidden_layer() -> bytes:
    pdf = Pdf.new()
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("Hidden")))
    page = page_of(pdf, said(f"On {KEPT}") + b"/OC /L BDC " + said(SECRET, bottom=500) + b" EMC")
    page.obj.Resources.Properties = Dictionary(L=group)
    config = Dictionary(OFF=Array([group]), Order=Array([group]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=config)
    return saved(pdf)


def under_a_rectangle() -> bytes:
    """Somebody’s own attempt: the word is covered and still there."""
    pdf = Pdf.new()
    page_of(pdf, said(f"On {KEPT}") + said(SECRET, bottom=500) + b"0 g 50 490 300 40 re f")
    return saved(pdf)


def white_on_white() -> bytes:
    pdf = Pdf.new()
    page_of(pdf, said(f"On {KEPT}") + b"1 1 1 rg " + said(SECRET, bottom=500))
    return saved(pdf)


def under_a_picture() -> bytes:
    pdf = Pdf.new()
    page = page_of(
        pdf, said(f"On {KEPT}") + said(SECRET, bottom=500) + b"q 300 0 0 60 50 480 cm /P Do Q"
    )
    noise = Image.effect_noise((300, 60), 80)
    stream = pdf.make_stream(
        noise.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=300, Height=60,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
    page.obj.Resources.XObject = Dictionary(P=stream)
    return saved(pdf)


def in_a_form_within_a_form() -> bytes:
    pdf = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    box: dict[str, Any] = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": [0, 0, 595, 842]}
    inner = pdf.make_stream(said(), Resources=Dictionary(Font=Dictionary(F1=font)), **box)
    outer = pdf.make_stream(b"/I Do", Resources=Dictionary(XObject=Dictionary(I=inner)), **box)
    page = page_of(pdf, b"/O Do")
    page.obj.Resources.XObject = Dictionary(O=outer)
    return saved(pdf)


def drawn(line: str = LINE, size: tuple[int, int] = (900, 400)) -> Image.Image:
    """A picture of writing, as a screenshot has it."""
    image = Image.new("RGB", size, "white")
    font = ImageFont.load_default(36)
    ImageDraw.Draw(image).text((60, 150), line, fill="black", font=font)
    return image


def a_png() -> bytes:
    told, out = PngInfo(), BytesIO()
    told.add_text("Comment", SECRET)
    told.add_itxt("Author", SECRET)
    drawn().save(out, "PNG", pnginfo=told)
    return out.getvalue() + SECRET.encode()


def a_jpeg(orientation: int = 1) -> bytes:
    exif, out = Image.Exif(), BytesIO()
    exif[0x010E], exif[0x0112], exif[0x013B] = SECRET, orientation, SECRET
    turned = {1: 0, 3: 180, 6: 90, 8: 270}[orientation]
    drawn().rotate(turned, expand=True).save(
        out, "JPEG", exif=exif, comment=SECRET.encode(), quality=95
    )
    return out.getvalue()


def a_scan_with_words() -> bytes:
    """A picture of a page with unseen words over it, as scanners write them."""
    pdf = Pdf.new()
    image = drawn()
    picture = pdf.make_stream(
        image.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=900, Height=400,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
    )  # fmt: skip
    words = f"BT 3 Tr /F1 24 Tf 116 Tz 30 157 Td ({LINE}) Tj ET".encode()
    page = page_of(pdf, b"q 450 0 0 200 0 100 cm /P Do Q " + words, (450, 400))
    page.obj.Resources.XObject = Dictionary(P=picture)
    return saved(pdf)
