"""The last look at a finished pack: a name it hides is found wherever it stands in the file."""

import io
import logging
from collections.abc import Callable
from typing import Any

import img2pdf
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from casework.cases.names import Registered
from casework.hearing_packs import readers
from casework.hearing_packs.scanning import (
    Allowed,
    Looked,
    PackNames,
    PackNotRead,
    compared,
    require_nothing_hidden,
)
from casework.hearing_packs.sought import sought
from tests.documents.foreign import a_pdf, a_picture, kept

NAME = "Maisiewren Holt"
HIDDEN = [sought(Registered("Pupil A", NAME))]
Plant = Callable[[pikepdf.Pdf], None]


def looked(content: bytes, pages: int = 3, **told: object) -> Looked:
    return Looked(lambda: io.BytesIO(content), pages, len(content), **told)  # type: ignore[arg-type]


def drawn(pdf: pikepdf.Pdf, words: str) -> None:
    page = pdf.pages[1]
    page.obj.Contents = pdf.make_stream(f"BT /F1 14 Tf 20 700 Td {words} ET".encode())


def in_the_body(pdf: pikepdf.Pdf) -> None:
    drawn(pdf, f"(Then {NAME} came) Tj")


def over_two_lines(pdf: pikepdf.Pdf) -> None:
    drawn(pdf, "(Then Maisie-) Tj 0 -16 Td (wren Holt came) Tj")


def letter_by_letter(pdf: pikepdf.Pdf) -> None:
    drawn(pdf, " ".join(f"({each}) Tj 14 0 Td" for each in NAME))


def unseen(pdf: pikepdf.Pdf) -> None:
    drawn(pdf, f"3 Tr ({NAME}) Tj")


def beside_the_page(pdf: pikepdf.Pdf) -> None:
    drawn(pdf, f"2000 2000 Td ({NAME}) Tj")


def instead_of_what_is_drawn(pdf: pikepdf.Pdf) -> None:
    drawn(pdf, f"/Span <</ActualText ({NAME})>> BDC (A pupil came) Tj EMC")


def a_note(pdf: pikepdf.Pdf, **told: Any) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[10, 10, 30, 30], **told)
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(note)])


def in_a_note(pdf: pikepdf.Pdf) -> None:
    a_note(pdf, Contents=String(NAME))


def in_a_link(pdf: pikepdf.Pdf) -> None:
    a_note(pdf, A=Dictionary(S=Name.URI, URI=String("https://x.example/maisiewren.holt")))


def in_a_description(pdf: pikepdf.Pdf) -> None:
    figure = Dictionary(S=Name.Figure, Pg=pdf.pages[1].obj, Alt=String(f"A picture of {NAME}"))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=pdf.make_indirect(figure)))


def in_a_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"{NAME}, page 2", 1))


def from_a_camera(pdf: pikepdf.Pdf) -> None:
    picture = a_picture(40, 40, "JPEG")
    comment = NAME.encode()
    told = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
    with pikepdf.Pdf.open(io.BytesIO(img2pdf.convert(picture[:2] + told + picture[2:]))) as other:
        del pdf.pages[1]
        pdf.pages.insert(1, other.pages[0])


ON_THE_PAGE: list[Plant] = [
    in_the_body,
    over_two_lines,
    letter_by_letter,
    unseen,
    beside_the_page,
    instead_of_what_is_drawn,
    in_a_note,
    in_a_link,
    in_a_description,
    in_a_bookmark,
    from_a_camera,
]


def a_pack(plant: Plant | None = None) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(a_pdf("The first", "Pupil A", "The third"))) as pdf:
        if plant is not None:
            plant(pdf)
        return kept(pdf)


@pytest.mark.parametrize("plant", ON_THE_PAGE, ids=lambda plant: plant.__name__)
def test_a_name_is_found_wherever_it_stands_and_only_its_page_is_said(
    plant: Plant, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(PackNames) as refused:
        require_nothing_hidden(looked(a_pack(plant), called=[(2, 2, "EX-2")]), HIDDEN)
    assert "page 2 (EX-2)" in str(refused.value)
    for part in NAME.split():
        assert part not in str(refused.value)
        assert part not in caplog.text


def test_a_name_in_the_title_of_the_file_is_on_no_page() -> None:
    def titled(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata() as told:
            told["dc:title"] = f"About {NAME}"

    with pytest.raises(PackNames, match="the titles or descriptions of the file"):
        require_nothing_hidden(looked(a_pack(titled)), HIDDEN)


def test_a_pack_that_names_nobody_is_let_through() -> None:
    require_nothing_hidden(looked(a_pack()), HIDDEN)


def test_pages_are_called_by_the_numbers_that_are_printed_on_them() -> None:
    with pytest.raises(PackNames, match=r"page 42\b"):
        require_nothing_hidden(looked(a_pack(in_the_body), first=41), HIDDEN)


def test_what_somebody_decided_to_show_is_shown_on_those_pages_only() -> None:
    content = a_pack(in_the_body)
    require_nothing_hidden(looked(content, allowed=[Allowed(2, 2, {"Pupil A"})]), HIDDEN)
    left = Allowed(2, 2, words=compared([NAME, "Maisiewren", "Holt", "Maisiewren H"]))
    require_nothing_hidden(looked(content, allowed=[left]), HIDDEN)
    for other in (Allowed(3, 3, {"Pupil A"}), Allowed(2, 2, {"Pupil B"})):
        with pytest.raises(PackNames):
            require_nothing_hidden(looked(content, allowed=[other]), HIDDEN)
    with pytest.raises(PackNames):  # beside the page nothing was decided
        require_nothing_hidden(
            looked(a_pack(in_a_note), allowed=[Allowed(2, 2, {"Pupil A"})]), HIDDEN
        )


def test_what_a_reader_cannot_read_is_not_known_to_be_safe() -> None:
    content = a_pack()
    for broken in (content[: len(content) // 2], b"no pdf at all"):
        with pytest.raises(PackNotRead):
            require_nothing_hidden(looked(broken), HIDDEN)
    with pytest.raises(PackNotRead, match="number of pages"):
        require_nothing_hidden(looked(content, pages=4), HIDDEN)


def test_without_poppler_there_is_no_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(readers.SURROUNDINGS, "PATH", "/nowhere")
    with pytest.raises(PackNotRead, match="poppler"):
        require_nothing_hidden(looked(a_pack()), HIDDEN)


def test_letters_that_stand_for_nothing_are_not_read_as_nothing() -> None:
    with pytest.raises(readers.NotRead, match="page 2"):
        readers._legible("\ue001\ue002" * 20, 1)
