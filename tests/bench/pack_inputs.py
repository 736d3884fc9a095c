"""Exhibits to measure packs with: letters, scans, photographs and screens, all invented."""

import io
import os
from pathlib import Path
from random import Random

import img2pdf
import pikepdf
from PIL import Image

from casework.documents.units.foreign import unit_of_pdf, unit_of_picture

# Of ten pages: five of words, three scanned, a photograph and a screen: about 200 KB a page.
WORDS, SCANS = 5, 3
WIDE, HIGH = 1240, 1754
LINES = 46
SAID = (
    "the meeting began at nine and notes were taken by hand ",
    "she said that the post was seen by parents ",
    "on the evening of the third ",
    "policy clause four applies ",
)


def a_letter(chance: Random, pages: int) -> bytes:
    """Pages of words, with a face of each PDF's own as other programs write them."""
    pdf = pikepdf.Pdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        drawn = ["BT /F1 8 Tf 60 790 Td 16 TL"]
        drawn += [f"({''.join(chance.choices(SAID, k=2))}) Tj T*" for _ in range(LINES)]
        page.obj.Contents = pdf.make_stream("\n".join([*drawn, "ET"]).encode())
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def a_photograph(chance: Random, kilobytes: int) -> bytes:
    """A grey picture whose grain no compression removes, about as large as is asked for."""
    side = int((kilobytes * 1100) ** 0.5)
    grain = Image.frombytes("L", (side, side), chance.randbytes(side * side))
    out = io.BytesIO()
    grain.resize((WIDE, HIGH)).save(out, "JPEG", quality=60)
    return out.getvalue()


def exhibits(pages: int, kilobytes: int) -> list[tuple[str, bytes]]:
    """So many pages: kind and bytes of each file. The same figures give the same files."""
    chance, found, done = Random(4), [], 0
    while done < pages:
        found.append(("pdf", a_letter(chance, WORDS)))
        scans = [a_photograph(chance, kilobytes) for _ in range(SCANS)]
        found.append(("pdf", bytes(img2pdf.convert(scans, nodate=True))))
        found.append(("picture", a_photograph(chance, kilobytes)))
        found.append(("picture", a_screen(chance)))
        done += WORDS + SCANS + 2
    return found


def a_screen(chance: Random) -> bytes:
    screen = Image.new("RGB", (1080, 1920), "white")
    screen.paste(Image.frombytes("RGB", (300, 300), chance.randbytes(270_000)), (200, 400))
    out = io.BytesIO()
    screen.save(out, "PNG")
    return out.getvalue()


def put_into(folder: Path, pages: int, kilobytes: int) -> int:
    """Each exhibit as a PDF for the others and as a unit, in a folder; how many there are."""
    made = exhibits(pages, kilobytes)
    for at, (kind, content) in enumerate(made):
        unit = (unit_of_pdf if kind == "pdf" else unit_of_picture)(content, f"E{at + 1}")
        pdf = content if kind == "pdf" else bytes(img2pdf.convert(content, nodate=True))
        (folder / f"{at:04}.pdf-in").write_bytes(pdf)
        (folder / f"{at:04}.unit").write_bytes(unit)
    os.sync()
    return len(made)
