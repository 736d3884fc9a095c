"""A pack is linked: bytes of units as they are, of any size, and every reader agrees on it."""

import io
import re
import subprocess
import tracemalloc
from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from casework.documents.bookmarks import Bookmark
from casework.documents.handpress import HandPress
from casework.documents.linking import Binding, Part, linked
from casework.documents.press import Pressed
from casework.documents.units.foreign import unit_of_pdf, unit_of_picture
from casework.documents.units.form import unit_in
from casework.errors import Unsound
from tests.documents.foreign import a_pdf, a_picture, kept
from tests.documents.packed import SCHEDULE
from tests.documents.reading import bare, words_on

MADE = datetime(2026, 11, 16, 9, 5, tzinfo=UTC)
BINDING = Binding("Hearing pack SM26-0001, bundle A", "SM26-0001 · Bundle A ·", False, MADE)


def a_part(unit: bytes, shows: str = "A paper", caption: str = "") -> Part:
    made = Pressed.of(lambda: io.BytesIO(unit))
    return Part(made.unit, made.opens, shows, caption)


def own_part() -> Part:
    made = HandPress().own("pack/allegations.html", sheet=SCHEDULE, reference="S", in_pack=True)
    return Part(made.unit, made.opens, "Allegations")


def pack(*parts: Part, binding: Binding = BINDING) -> bytes:
    return b"".join(linked(parts, binding))


PDF = a_part(unit_of_pdf(a_pdf("first", "second"), "E1"), "A letter")
TURNED = a_part(unit_of_pdf(a_pdf("turned", rotate=270, size=(842, 595)), "E2"), "A table")
PICTURE = a_part(unit_of_picture(a_picture(300, 500), "E3"), "A post with two names", "E3 A post")


def test_every_reader_finds_the_same_pages_and_nothing_to_complain_of(tmp_path: Path) -> None:
    made = pack(own_part(), PDF, TURNED, PICTURE)
    place = tmp_path / "pack.pdf"
    place.write_bytes(made)
    with pikepdf.Pdf.open(io.BytesIO(made)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []
        pages = len(pdf.pages)
    with pypdfium2.PdfDocument(made) as pdf:
        assert len(pdf) == pages
    told = subprocess.run(
        ["pdftotext", str(place), "-"], capture_output=True, text=True, check=True
    )
    assert told.stderr == ""
    read = [bare(page) for page in told.stdout.split("\f")[:-1]]
    assert len(read) == pages
    for number, words in enumerate(read, start=1):
        assert sorted(words) == sorted(words_on(made, number))


def test_the_bytes_of_a_unit_are_in_the_pack_as_they_are_but_for_its_numbers() -> None:
    made, zeros = pack(PDF, PICTURE), re.compile(rb"\d{7}")
    for part in (PDF, PICTURE):
        with part.opens() as source:
            source.seek(part.unit.begins)
            copied = source.read()
        assert zeros.sub(b"", copied) in zeros.sub(b"", made)


def test_a_picture_is_in_the_pack_to_the_last_byte() -> None:
    jpeg = a_picture(800, 600, "JPEG")
    assert jpeg in pack(a_part(unit_of_picture(jpeg, "E3")))


def test_the_same_units_give_the_same_bytes_and_another_word_gives_others() -> None:
    assert pack(PDF, PICTURE) == pack(PDF, PICTURE)
    assert pack(PDF, PICTURE) != pack(PICTURE, PDF)
    assert pack(PDF) != pack(PDF, binding=replace(BINDING, draft=True))
    letter = a_pdf("first", "second")
    once, again = (a_part(unit_of_pdf(letter, "E1")) for _ in range(2))
    assert pack(once) == pack(again)


def test_numbers_that_lie_across_two_pieces_are_moved_too(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pack(own_part(), PDF, PICTURE)
    for piece in (64, 101, 4096):
        monkeypatch.setattr("casework.documents.linking.PIECE", piece)
        assert pack(own_part(), PDF, PICTURE) == whole


def test_pages_say_what_they_are_to_whoever_cannot_see_them() -> None:
    with pikepdf.Pdf.open(io.BytesIO(pack(own_part(), PDF, PICTURE))) as pdf:
        root = pdf.Root.StructTreeRoot
        assert pdf.Root.MarkInfo.Marked
        own, text, picture = root.K[0].K
        assert own.S == "/Part"
        assert all(each.S == pikepdf.Name.P for each in text.K), "its words are read, not described"
        assert str(picture.K[0].Alt) == "A post with two names"
        for number, page in enumerate(pdf.pages, start=1):
            named = _named(root.ParentTree)[int(page.obj.StructParents)]
            assert all(each.Pg.objgen == page.obj.objgen for each in named), number


def _named(tree: pikepdf.Object) -> dict[int, pikepdf.Array]:
    pairs = [pair for leaf in tree.Kids for pair in _pairs(list(leaf.Nums))]
    assert [key for key, _ in pairs] == sorted(key for key, _ in pairs)
    return dict(pairs)


def _pairs(told: list[object]) -> Iterator[tuple[int, pikepdf.Array]]:
    for key, value in zip(told[::2], told[1::2], strict=True):
        yield int(str(key)), value  # type: ignore[misc]


def test_cells_of_two_tables_are_told_apart() -> None:
    with pikepdf.Pdf.open(io.BytesIO(pack(own_part(), own_sheet("people")))) as pdf:
        named = [str(each.ID) for each in pdf.objects if _is_named(each)]
    assert len(named) == len(set(named)) > 2


def own_sheet(name: str) -> Part:
    from tests.documents.packed import PEOPLE

    made = HandPress().own(f"pack/{name}.html", sheet=PEOPLE, reference="S", in_pack=True)
    return Part(made.unit, made.opens, name)


def _is_named(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and "/ID" in thing


def test_a_pack_that_numbers_on_says_so_in_print_and_to_its_reader() -> None:
    marks = (Bookmark("A letter, page 48", 48),)
    made = pack(PDF, PICTURE, binding=replace(BINDING, first=48, bookmarks=marks))
    assert words_on(made, 3).endswith("50")
    with pikepdf.Pdf.open(io.BytesIO(made)) as pdf:
        assert [str(page.label) for page in pdf.pages] == ["48", "49", "50"]
    with pypdfium2.PdfDocument(made) as read:
        assert [mark.get_dest().get_index() for mark in read.get_toc()] == [0]


def test_a_caption_stands_below_its_picture_and_never_under_the_number() -> None:
    made = pack(replace(PICTURE, caption="E3 " + "A long line of words " * 14))
    assert bare("A long line of words A long line") in words_on(made, 1)
    with pypdfium2.PdfDocument(made) as pdf:
        foot = pdf[0].get_textpage().get_text_bounded(0, 0, 595, PICTURE.unit.pages[0].leaf.foot)
    assert "long" not in foot


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 not a unit at all", b"CWUNIT\x00\x02" * 9])
def test_what_is_not_a_unit_is_not_linked(content: bytes) -> None:
    with pytest.raises(Unsound):
        unit_in(io.BytesIO(content))


def test_linking_takes_the_same_memory_whatever_the_size(tmp_path: Path) -> None:
    """The largest exhibit is copied a piece at a time, never held whole."""
    unit = unit_of_pdf(with_a_weight(24 << 20), "E1")
    place = tmp_path / "unit"
    place.write_bytes(unit)
    del unit
    made = Pressed.of(lambda: place.open("rb"))
    parts = [Part(made.unit, made.opens, "A film of pictures")] * 8
    tracemalloc.start()
    written = sum(len(piece) for piece in linked(parts, BINDING))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert written > 8 * (24 << 20)
    assert most < 8 << 20


def with_a_weight(size: int) -> bytes:
    """A PDF whose one page draws a picture of so many bytes that nothing makes smaller."""
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("words"))) as pdf:
        wide = size // 3 // 1000
        image = pdf.make_stream(
            bytes(bytearray(array("B", [7]) * (wide * 1000 * 3))),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=1000,
            Height=wide,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.ASCIIHexDecode,
        )
        pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(X=image)
        as_it_is = pikepdf.StreamDecodeLevel.none
        return kept(pdf, compress_streams=False, stream_decode_level=as_it_is)
