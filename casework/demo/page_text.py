"""Plain PDF pages of real text in Helvetica; a picture, if any, has a page of its own."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from PIL import Image

from casework.demo.helvetica import encoded, wrapped

PAGE_WIDTH, PAGE_HEIGHT = 595, 842
MARGIN = 62
LINE_WIDTH = PAGE_WIDTH - 2 * MARGIN


@dataclass(frozen=True)
class Line:
    """A paragraph in one size, and the space that follows it."""

    text: str
    size: float
    bold: bool
    grey: float
    after: float


def heading(text: str) -> Line:
    return Line(text, 16, True, 0.1, 10)


def body(text: str) -> Line:
    return Line(text, 11, False, 0.1, 9)


def note(text: str) -> Line:
    return Line(text, 9.5, False, 0.35, 4)


@dataclass(frozen=True)
class Placed:
    """One printed line, and how far down its page it stands."""

    text: str
    style: Line
    baseline: float


def pdf_of(lines: list[Line], picture: bytes | None = None) -> bytes:
    """The paragraphs set on as many A4 pages as they need, the same bytes every time."""
    with pikepdf.new() as pdf:
        pages = set_on_pages(lines)
        total = len(pages) + (picture is not None)
        for number, page in enumerate(pages, 1):
            add_text_page(pdf, page, f"Page {number} of {total}")
        if picture is not None:
            add_picture_page(pdf, picture, f"Page {total} of {total}")
        file = BytesIO()
        pdf.save(file, deterministic_id=True, compress_streams=True)
    return file.getvalue()


def set_on_pages(lines: list[Line]) -> list[list[Placed]]:
    """Break paragraphs into lines and lines into pages."""
    pages: list[list[Placed]] = [[]]
    top = float(PAGE_HEIGHT - MARGIN)
    for line in lines:
        for text in wrapped(line.text, line.size, LINE_WIDTH, line.bold):
            if top < MARGIN + line.size * 2:
                pages.append([])
                top = float(PAGE_HEIGHT - MARGIN)
            top -= line.size * 1.4
            pages[-1].append(Placed(text, line, top))
        top -= line.after
    return pages


def add_text_page(pdf: pikepdf.Pdf, page: list[Placed], footer: str) -> None:
    placed = [*page, Placed(footer, note(footer), MARGIN / 2)]
    content = b"\n".join(show(line) for line in placed)
    add_page(pdf, content, pikepdf.Dictionary())


def show(line: Placed) -> bytes:
    """One line of text as PDF operators."""
    style = line.style
    font = "F2" if style.bold else "F1"
    opening = f"BT {style.grey} g /{font} {style.size} Tf {MARGIN} {line.baseline:.1f} Td "
    return opening.encode() + encoded(line.text) + b" Tj ET"


def add_picture_page(pdf: pikepdf.Pdf, picture: bytes, footer: str) -> None:
    image, width, height = embedded(pdf, picture)
    scale = min(LINE_WIDTH / width, (PAGE_HEIGHT - 2 * MARGIN) / height)
    wide, high = width * scale, height * scale
    left, low = (PAGE_WIDTH - wide) / 2, (PAGE_HEIGHT - high) / 2
    content = f"q {wide:.2f} 0 0 {high:.2f} {left:.2f} {low:.2f} cm /Im Do Q\n".encode()
    content += show(Placed(footer, note(footer), MARGIN / 2))
    add_page(pdf, content, pikepdf.Dictionary(Im=image))


def embedded(pdf: pikepdf.Pdf, picture: bytes) -> tuple[pikepdf.Stream, int, int]:
    with Image.open(BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    stream = pdf.make_stream(
        image.tobytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
    )
    return stream, image.width, image.height


def add_page(pdf: pikepdf.Pdf, content: bytes, pictures: pikepdf.Dictionary) -> None:
    fonts = pikepdf.Dictionary(F1=font(pdf, "Helvetica"), F2=font(pdf, "Helvetica-Bold"))
    pdf.add_blank_page(page_size=(PAGE_WIDTH, PAGE_HEIGHT))
    page = pdf.pages[-1]
    page.Resources = pikepdf.Dictionary(Font=fonts, XObject=pictures)
    page.Contents = pdf.make_stream(content)


def font(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name(f"/{name}"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
