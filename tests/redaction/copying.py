"""Making a copy of bytes straight away, and looking for a word in it in every way there is."""

import re
import subprocess
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Pdf, Stream
from PIL import Image

from casework.redaction.flattening import FlatPdf, PageMade, flat_picture, page_made
from casework.redaction.pages import Page, read_pages
from casework.redaction.painting import Cover
from casework.redaction.places import Place, Word, around
from casework.redaction.seen_words import besides, words_in

WHOLE = Place(0, 0, 100, 100)


def words_of(page: Page) -> list[Word]:
    if page.image is None or not (page.pictured or not page.words):
        return list(page.words)
    return besides(page.words, words_in(page.image))


def hiding(words: list[Word], secret: str) -> list[Cover]:
    """A box over each place where a word is seen."""
    found = [each for each in words if each.seen and secret in each.text]
    return [Cover(place, "Pupil A") for each in found for place in around([each])]


def pdf_without(content: bytes, secret: str) -> tuple[bytes, list[PageMade]]:
    flat, made = FlatPdf(), []
    for page in read_pages(content, True, pixels=True):
        words = words_of(page)
        made.append(page_made(page, words, hiding(words, secret)))
        flat.add(page, made[-1])
    return flat.finished(), made


def picture_without(content: bytes, secret: str, *, photograph: bool) -> tuple[bytes, PageMade]:
    page = next(iter(read_pages(content, False, pixels=True)))
    words = words_of(page)
    made = page_made(page, words, hiding(words, secret))
    assert page.image is not None
    return flat_picture(page.image, made, photograph=photograph), made


def text_by_poppler(content: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True
    )
    return done.stdout.decode()


def text_by_pdfium(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def every_byte(content: bytes) -> bytes:
    """The file, and each of its streams inflated, together."""
    found = [content]
    with Pdf.open(BytesIO(content)) as pdf:
        for each in pdf.objects:
            if isinstance(each, Stream):
                found += [each.read_raw_bytes(), _inflated(each)]
            found.append(repr(each).encode())
    return b"\n".join(found)


def _inflated(stream: Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""  # a JPEG: its bytes were taken as they are


def pictures_in(content: bytes) -> list[Image.Image]:
    with Pdf.open(BytesIO(content)) as pdf:
        return [
            pikepdf.PdfImage(each).as_pil_image().convert("RGB")
            for each in pdf.objects
            if isinstance(each, Stream) and each.get("/Subtype") == "/Image"
        ]


def ways_of(secret: str) -> list[bytes]:
    """A word as bytes, as UTF-16 either way, and as the digits of a PDF string."""
    wide = secret.encode("utf-16-be")
    return [
        secret.encode(),
        secret.lower().encode(),
        wide,
        secret.encode("utf-16-le"),
        wide.hex().encode(),
        secret.encode().hex().encode(),
    ]


def is_read_in(image: Image.Image, secret: str) -> bool:
    """Whether a machine that reads pictures still reads it."""
    told = "".join(each.text for each in words_in(image))
    return re.sub(r"\W", "", secret).casefold() in re.sub(r"\W", "", told).casefold()
