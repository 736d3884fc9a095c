"""A policy says the same from plain text, Word and PDF; what cannot be read in full is refused."""

from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
import weasyprint
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, Phase, given, settings
from PIL import Image

from casework.policies.parsing import ParsedPolicy, PolicyUnreadable, parse_policy
from casework.policies.reading import read_policy
from tests.rules.written_policies import DIGEST, EXAMPLE, WORDINGS, lines_of, policies

PAGE_MARKS = """\
@page { size: A5; @top-left { content: "Staff policy – version 3" }
        @bottom-left { content: "Page " counter(page) " of " counter(pages) } }
"""
FEW = settings(
    deadline=None,
    max_examples=10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
OUTLINE_NUMBERING = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="77">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
"""


def printed(markup: str) -> bytes:
    return bytes(weasyprint.HTML(string=markup).write_pdf())


def as_pdf(lines: list[str], style: str = "") -> bytes:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return printed(f"<style>{style}</style>{paragraphs}")


def typed_in_word(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def numbered_by_word(policy: ParsedPolicy) -> bytes:
    """As most policies are written: Word draws “2.4” and the bullets, and keeps only the words."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(OUTLINE_NUMBERING))
    list_id = numbering.add_num(77).numId
    for section in policy.sections:
        _outlined(document, section.heading, list_id, 0)
        for clause in section.clauses:
            _outlined(document, clause.text, list_id, 1)
            for bullet in clause.bullets:
                document.add_paragraph(bullet.text, style="List Bullet")
    return saved(document)


def _outlined(document: Any, words: str, list_id: int, depth: int) -> None:
    place = document.add_paragraph(words)._p.get_or_add_pPr().get_or_add_numPr()
    place.get_or_add_numId().val = list_id
    place.get_or_add_ilvl().val = depth


def saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return read_policy(path)


def refusal(folder: Path, name: str, content: bytes) -> str:
    with pytest.raises(PolicyUnreadable) as refused:
        read(folder, name, content)
    assert len(refused.value.problems) == 1
    return str(refused.value)


@given(policies())
@FEW
def test_a_policy_is_the_same_from_every_kind_of_file(tmp_path: Path, policy: ParsedPolicy) -> None:
    lines = lines_of(policy)
    for name, content in {
        "plain.txt": "\n".join(lines).encode(),
        "typed.docx": typed_in_word(lines),
        "numbered.docx": numbered_by_word(policy),
        "printed.pdf": as_pdf(lines),
    }.items():
        assert parse_policy(read(tmp_path, name, content)) == policy, name


@WORDINGS
def test_the_whole_policy_survives_word_and_several_printed_pages(
    tmp_path: Path, path: Path
) -> None:
    policy = parse_policy(read_policy(path))
    pdf = as_pdf(lines_of(policy), PAGE_MARKS)
    with pikepdf.open(BytesIO(pdf)) as pages:
        assert len(pages.pages) > 2
    assert parse_policy(read(tmp_path, "printed.pdf", pdf)) == policy
    assert parse_policy(read(tmp_path, "numbered.docx", numbered_by_word(policy))) == policy


def test_plain_text_may_be_utf_16_and_hold_page_breaks(tmp_path: Path) -> None:
    pages = EXAMPLE.replace("\n2. Pupils", "1\n\f2. Pupils") + "2\n\f"
    for encoding in ("utf-8", "utf-16"):
        content = pages.encode(encoding)
        assert parse_policy(read(tmp_path, "policy.txt", content)) == parse_policy(EXAMPLE)


def test_words_in_a_table_of_a_word_document_are_not_lost(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ("1. Pupils", "1.1 Employees must not post about:"):
        document.add_paragraph(line)
    document.add_table(rows=1, cols=1).cell(0, 0).text = "· pupils"
    policy = parse_policy(read(tmp_path, "table.docx", saved(document)))
    assert policy.clauses[0].bullets[0].text == "pupils"


def test_tracked_changes_are_not_read_as_if_they_were_decided(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("1. Pupils")
    paragraph._p.append(
        parse_xml(f"<w:ins {nsdecls('w')} w:id='1'><w:r><w:t> and staff</w:t></w:r></w:ins>")
    )
    assert "tracked changes" in refusal(tmp_path, "draft.docx", saved(document))


def test_a_list_that_word_starts_again_is_counted_again(tmp_path: Path) -> None:
    policy = parse_policy(EXAMPLE)
    document = docx.Document(BytesIO(numbered_by_word(policy)))
    numbering = document.part.numbering_part.element
    again = numbering.add_num(77)
    again.add_lvlOverride(ilvl=0).add_startOverride(1)
    _outlined(document, "Appendix", again.numId, 0)
    lines = read(tmp_path, "again.docx", saved(document)).splitlines()
    assert lines[-1] == "1. Appendix"


def encrypted() -> bytes:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(as_pdf(["1. Pupils", "1.1 Words."]))) as document:
        document.save(buffer, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return buffer.getvalue()


def scanned() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (200, 300), "white").save(buffer, "PDF")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("policy.doc", b"words", "is not a .txt, .docx or .pdf file"),
        ("policy", b"words", "is not a .txt, .docx or .pdf file"),
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b"\xef\xbb\xbf \n", "holds no words"),
        ("old.txt", "Pupils’ names".encode("cp1252"), "is not in UTF-8"),
        ("not.docx", b"words", "cannot be opened"),
        ("blank.docx", saved(docx.Document()), "holds no words"),
        ("not.pdf", b"words", "is damaged or not a PDF"),
        ("locked.pdf", encrypted(), "is protected by a password"),
        ("scan.pdf", scanned(), "holds a picture of words on page 1"),
        ("blank.pdf", printed("<p></p>"), "holds no words"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence_that_names_it(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    said = refusal(tmp_path, name, content)
    assert said.startswith(f"{name} {says}")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyUnreadable, match=r"gone\.txt is not there"):
        read_policy(tmp_path / "gone.txt")


def test_a_file_too_large_to_be_a_policy_is_refused(tmp_path: Path) -> None:
    assert "is over 20 MB" in refusal(tmp_path, "large.txt", b"1" * (20 * 1024 * 1024 + 1))


def test_the_digest_is_read_from_its_file() -> None:
    assert len(parse_policy(read_policy(DIGEST)).sections) == 5
