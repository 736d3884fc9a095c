"""Files such as other people make: PDFs, pictures and scans."""

import io

import img2pdf
import pikepdf
from PIL import Image, ImageDraw


def a_pdf(*texts: str, rotate: int = 0, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF with a line of text on each page, as another program would write it."""
    pdf = pikepdf.Pdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for text in texts:
        page = pdf.add_blank_page(page_size=size)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        words = f"BT /F1 14 Tf 20 12 Td ({text}) Tj ET".encode()
        page.obj.Contents = pdf.make_stream(words)
        page.obj.Rotate = rotate
    return kept(pdf)


def kept(pdf: pikepdf.Pdf, **how: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def a_picture(wide: int, high: int, kind: str = "PNG") -> bytes:
    """A drawn screen: a bar, a grey picture, and lines where words would be."""
    image = Image.new("RGB", (wide, high), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, wide, high // 14), fill="#14555f")
    draw.rectangle((wide // 12, high // 8, wide - wide // 12, high // 2), fill="#c9c4b8")
    for line in range(6):
        top = high * 0.56 + line * high / 20
        draw.rectangle((wide // 12, top, wide * 0.8, top + high / 60), fill="#5c6972")
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def a_scan(*pages: tuple[int, int]) -> bytes:
    scan: bytes = img2pdf.convert([a_picture(*size, "JPEG") for size in pages], nodate=True)
    return scan
