"""What other people's PDFs may bring into a pack, and what has to stay behind."""

import io

import pikepdf
import pytest

from casework.documents.acting import unsafe_in
from casework.documents.packs import ExhibitUnreadable, PdfPages
from casework.documents.safe_pages import opened_safely
from tests.documents.foreign import a_pdf, kept
from tests.documents.packed import an_item
from tests.documents.reading import bare, words_on
from tests.documents.test_packs import assembled, only

EXHIBIT = "Exhibit CW/07"


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


def nested(times: int, deep: int) -> bytes:
    """A page that draws a form, which draws the next one `times` over, and so on."""
    name = pikepdf.Name
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("harmless words"))) as pdf:
        within = pdf.make_stream(b"0 0 m 1 1 l S", Subtype=name.Form, BBox=[0, 0, 9, 9])
        for _ in range(deep):
            held = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=within))
            within = pdf.make_stream(
                b"/X Do " * times, Subtype=name.Form, BBox=[0, 0, 9, 9], Resources=held
            )
        page = pdf.pages[0]
        page.add_resource(within, name.XObject, name.X)
        page.contents_add(b"/X Do")
        return kept(pdf)


@pytest.mark.parametrize(("times", "deep"), [(10, 9), (1_500, 2), (1, 60)])
def test_a_page_that_asks_for_endless_drawing_is_refused_by_name(times: int, deep: int) -> None:
    with pytest.raises(ExhibitUnreadable, match=f"{EXHIBIT} .* more than any reader can draw"):
        opened_safely(nested(times, deep), EXHIBIT)


@pytest.mark.parametrize(("times", "deep"), [(20, 2), (1, 9), (300, 1)])
def test_forms_that_hold_forms_are_printed(times: int, deep: int) -> None:
    pack = assembled(only(an_item(EXHIBIT, PdfPages(nested(times, deep)))))
    assert bare("harmless words") in words_on(pack.pdf, 3)


def test_a_form_that_holds_itself_ends() -> None:
    name = pikepdf.Name
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("harmless words"))) as pdf:
        itself = pdf.make_stream(b"/X Do " * 50, Subtype=name.Form, BBox=[0, 0, 9, 9])
        itself.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=itself))
        pdf.pages[0].add_resource(itself, name.XObject, name.X)
        pdf.pages[0].contents_add(b"/X Do " * 50)
        content = kept(pdf)
    assert len(opened_safely(content, EXHIBIT).pages) == 1
