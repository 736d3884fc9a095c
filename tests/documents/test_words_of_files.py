"""Files that hold words are in a pack as words: nothing of theirs runs, and nobody is misled."""

import io
import zipfile
from collections.abc import Callable

import pytest

from casework.documents.packs import ExhibitUnreadable, KeptPages, PrintedPack
from casework.documents.wordsheets import seen
from casework.evidence import apart
from casework.evidence.confined import words
from casework.evidence.confined.told import Declined
from casework.evidence.kinds import FileKind, recognise
from casework.evidence.linkable import unit_of
from tests.documents.packed import an_item
from tests.documents.reading import bare, words_on
from tests.documents.test_packs import assembled, only
from tests.hostile.corpus import CORPUS

MAIL = (
    b"From: Orla <orla@school.example>\r\nTo: head@school.example\r\nSubject: The trip\r\n"
    b"Date: Tue, 6 Oct 2026 09:00:00 +0100\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n'
    b"<p>He said <b>no</b>.</p><script>alert(1)</script><img src='http://x.example/p.png'>\r\n"
    b'--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="rota.pdf"'
    b"\r\n\r\n%PDF\r\n--x--\r\n"
)
SAVED = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/a\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="y"\r\n\r\n--y\r\n'
    b"Content-Type: text/html\r\n\r\n<h1>Headline</h1><ul><li>one<li>two</ul>\r\n--y--\r\n"
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, words_of_it in files.items():
            archive.writestr(name, words_of_it)
    return out.getvalue()


def a_document() -> bytes:
    p = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    removed = (
        "<w:p><w:del><w:r><w:t>taken out</w:t></w:r></w:del><w:r><w:t>left in</w:t></w:r></w:p>"
    )
    table = f"<w:tbl><w:tr><w:tc>{p.format('cell one')}</w:tc></w:tr></w:tbl>"
    body = f"{p.format('A minute of the meeting')}{removed}{table}"
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def a_workbook() -> bytes:
    sheets = '<sheet name="Hours" r:id="r1"/><sheet name="Notes" state="hidden" r:id="r2"/>'
    leads = (
        '<Relationship Id="r1" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/>'
    )
    sheet = f"<worksheet {S}><sheetData>{{}}</sheetData></worksheet>"
    row = '<row><c r="A1" t="s"><v>0</v></c><c r="C1"><f>1+1</f><v>2</v></c></row>'
    other = '<row><c r="A1" t="inlineStr"><is><t>not for anybody</t></is></c></row>'
    return zipped(
        {
            "xl/workbook.xml": f"<workbook {S} {R}><sheets>{sheets}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships>{leads}</Relationships>",
            "xl/sharedStrings.xml": f"<sst {S}><si><r><t>Mon</t></r><r><t>day</t></r></si></sst>",
            "xl/worksheets/sheet1.xml": sheet.format(row),
            "xl/worksheets/sheet2.xml": sheet.format(other),
        }
    )


FILES: dict[str, tuple[FileKind, str, bytes]] = {
    "text": (FileKind.TEXT, "chat.txt", "09:14 Callum: come round\n09:15 naïve 学校".encode()),
    "table": (FileKind.TABLE, "rota.csv", b'name;says\r\nOrla;"=HYPERLINK(1)"\r\n'),
    "page": (
        FileKind.WEB_PAGE,
        "a.html",
        b"<title>t</title><p>Posted <i>then</i></p><style>x</style>",
    ),
    "mail": (FileKind.MAIL, "a.eml", MAIL),
    "saved": (FileKind.SAVED_PAGE, "a.mhtml", SAVED),
    "document": (FileKind.WORD, "minute.docx", a_document()),
    "workbook": (FileKind.ZIP, "hours.xlsx", a_workbook()),
}
SAYS = {
    "text": ("callum: come round", "naïve", "utf-8"),
    "table": ("orla", "=hyperlink(1)", "printed as it stands"),
    "page": ("posted then", "layout are not printed"),
    "mail": ("orla@school.example", "the trip", "he said no.", "not printed here: rota.pdf"),
    "saved": ("https://news.example/a", "headline", "• two"),
    "document": ("a minute of the meeting", "left in", "cell one"),
    "workbook": ("hours", "monday", "hidden in the workbook", "not for anybody"),
}
NEVER = ("alert(1)", "x.example/p.png", "taken out", "%pdf")


@pytest.fixture(scope="module")
def pack() -> PrintedPack:
    """One pack with a file of each kind, each made a unit as it is at admission."""
    return assembled(only(*(an_item(name, kept(*file)) for name, file in FILES.items())))


def kept(kind: FileKind, name: str, content: bytes) -> KeptPages:
    with apart.held(content) as source, unit_of(source, kind, "E1", name) as unit:
        made = unit.read()
    return KeptPages("0" * 64, lambda: io.BytesIO(made), name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_words_is_in_the_pack_as_what_it_says(pack: PrintedPack, name: str) -> None:
    line = next(each for each in pack.index if each.title == name)
    said = words_on(pack.pdf, line.first_page)
    assert [each for each in SAYS[name] if bare(each) not in said] == []
    assert [each for each in NEVER if bare(each) in said] == []


def too_many_words() -> bytes:
    return b"word " * 200_000


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        ("text", too_many_words, "more words than 150 pages do"),
        ("csv", lambda: b"a\n" * 3_000, "too large to print"),
        ("word", lambda: b"PK\x03\x04", "save it as a PDF"),
        ("workbook", lambda: zipped({"xl/workbook.xml": "<!DOCTYPE x>"}), "save it as a PDF"),
    ],
)
def test_what_cannot_be_printed_says_why_and_what_to_do(
    kind: str, content: Callable[[], bytes], says: str
) -> None:
    with pytest.raises(Declined, match=says):
        words.read(content(), kind)


def test_a_refusal_names_the_exhibit() -> None:
    with (
        apart.held(too_many_words()) as source,
        pytest.raises(ExhibitUnreadable, match=r"^E4 cannot be put into the pack: it holds more"),
    ):
        unit_of(source, FileKind.TEXT, "E4", "long.txt")


def test_letters_that_nobody_sees_or_that_turn_others_round_are_said() -> None:
    assert seen("a\u202eb\u200bc\x00d\u200de\tf") == "a⟨U+202E⟩b⟨U+200B⟩c⟨U+0000⟩d\u200de\tf"


@pytest.mark.parametrize("name", ["H35", "H36"])
def test_a_hostile_mail_and_a_hostile_table_are_only_words(name: str) -> None:
    hostile = next(each for each in CORPUS if each.id == name)
    content = hostile.made()
    told = words.read(content, recognise(hostile.name, content[:4096]).kind.value)
    assert "cmd" in str(told) if name == "H36" else "form action" not in str(told)
