"""A copy of a pack says on each page whose it is, and is otherwise the pack."""

import io
import shutil
import subprocess
from datetime import date
from functools import cache

import pikepdf
import pypdfium2
import pytest

from casework.documents.joining import assemble
from casework.documents.leaves import Leaf
from casework.documents.packs import PackUnsound, PdfPages
from casework.documents.soundness import number_at_foot
from casework.documents.watermarks import Mark, in_stamps, marked, page_of
from tests.documents.foreign import a_pdf, a_picture
from tests.documents.packed import a_plan, an_exhibit, an_item

MARK = Mark(3, "Morwenna Pascoe", "Hearing manager")


@cache
def a_pack() -> bytes:
    wide = PdfPages(a_pdf("A wide page", "A turned one", rotate=90, size=(1200, 500)))
    tiny = PdfPages(a_pdf("A receipt", size=(200, 300)))
    plan = a_plan(
        an_exhibit("E1", a_picture(300, 400), "A post", date(2026, 10, 5)),
        an_item("E2", wide),
        an_item("E3", tiny),
        draft=False,
    )
    return assemble(plan, lambda *_: None).pdf


def copied(mark: Mark = MARK) -> bytes:
    return b"".join(marked(io.BytesIO(a_pack()), mark))


def words(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def test_every_page_says_the_number_of_the_copy_and_whose_it_is() -> None:
    pages = words(copied())
    assert len(pages) == len(words(a_pack()))
    for page in pages:
        assert "Copy 3 · Morwenna Pascoe, Hearing manager" in page
        assert page.count("Copy 3 · Morwenna Pascoe") == 2


def test_the_numbers_of_the_pages_stay_what_they_are() -> None:
    content = copied()
    with pypdfium2.PdfDocument(content) as pdf:
        for at, page in enumerate(pdf):
            leaf = Leaf(page.get_width(), page.get_height(), ())
            assert number_at_foot(pdf, at, leaf) == at + 1


def test_a_copy_is_otherwise_the_pack() -> None:
    with (
        pikepdf.Pdf.open(io.BytesIO(copied())) as copy,
        pikepdf.Pdf.open(io.BytesIO(a_pack())) as pack,
    ):
        assert copy.check_pdf_syntax() == []
        assert copy.get_warnings() == []
        assert len(copy.objects) == len(pack.objects)
        changed = sum(
            isinstance(ours, pikepdf.Stream) and ours.read_raw_bytes() != theirs.read_raw_bytes()
            for ours, theirs in zip(copy.objects, pack.objects, strict=True)
            if ours.get("/Type") != "/XRef"
        )
        assert changed == len(pack.pages)


def test_the_same_pack_and_the_same_mark_are_the_same_bytes() -> None:
    assert copied() == copied()
    assert copied(Mark(4, MARK.name, MARK.part)) != copied()


def test_poppler_reads_a_copy_like_the_pack() -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not installed")
    told = [
        subprocess.run(["pdftotext", "-", "-"], input=each, capture_output=True, check=True)
        for each in (copied(), a_pack())
    ]
    assert [each.stderr for each in told] == [b"", b""]
    assert told[0].stdout.count(b"\f") == told[1].stdout.count(b"\f")


def test_letters_that_a_stamp_lacks_lose_their_accents_or_are_dots() -> None:
    assert in_stamps("Łukasz Šťastný 王") == "·ukasz Stastny ·"
    content = copied(Mark(1, "Šťastný", "Panel member"))
    assert "Copy 1 · Stastny" in words(content)[0]


def test_one_page_is_the_page_of_the_copy_alone() -> None:
    alone = page_of(io.BytesIO(a_pack()), 2, MARK)
    (page,) = words(alone)
    assert "Copy 3 · Morwenna Pascoe" in page
    assert alone == page_of(io.BytesIO(a_pack()), 2, MARK)
    with pytest.raises(IndexError):
        page_of(io.BytesIO(a_pack()), 999, MARK)


@pytest.mark.parametrize("other", [b"no pdf", a_pdf("Somebody else’s")])
def test_only_packs_of_ours_are_copied(other: bytes) -> None:
    with pytest.raises(PackUnsound):
        b"".join(marked(io.BytesIO(other), MARK))
