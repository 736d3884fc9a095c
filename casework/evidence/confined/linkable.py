"""Making what somebody sent linkable, here where nothing of it can do harm."""

import io

import pikepdf
from PIL import Image

from casework.documents.packs import ExhibitUnreadable
from casework.documents.units.foreign import unit_of_pdf, unit_of_picture
from casework.evidence.confined import images
from casework.evidence.confined.told import Declined


def pdf(content: bytes) -> bytes:
    """The pages of a PDF as a unit. Raises Declined with the reason, in words."""
    try:
        return unit_of_pdf(content, "")
    except ExhibitUnreadable as refused:
        raise Declined(refused.reason) from refused


def picture(content: bytes, heic: bool) -> bytes:
    """A picture as a unit; no PDF can hold a HEIC, so its pixels become a JPEG of full size."""
    try:
        return unit_of_picture(images.picture(content, 1, paper=True) if heic else content, "")
    except ExhibitUnreadable as refused:
        raise Declined(refused.reason) from refused


def warm() -> None:
    """Load every part of the libraries now: later nothing more can be opened."""
    form = pikepdf.Pdf.new()
    form.add_blank_page(page_size=(72, 72))
    form.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]))
    out = io.BytesIO()
    form.save(out)
    pdf(out.getvalue())
    for kind in ("PNG", "JPEG", "WEBP", "GIF", "TIFF"):
        out = io.BytesIO()
        Image.new("RGB", (8, 8)).save(out, kind)
        picture(out.getvalue(), heic=False)
