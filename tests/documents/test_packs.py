"""A hearing pack: one PDF whose index, numbers, links and bookmarks agree."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest

from casework.documents.joining import assemble, fingerprint
from casework.documents.leaves import MM, Leaf
from casework.documents.packs import (
    ImagePage,
    PackItem,
    PackPlan,
    PdfPages,
    PrintedPack,
    pack_filename,
)
from casework.documents.progress import Making, Told, unwatched
from casework.documents.spelling import moment_with_zone
from tests.documents.foreign import a_pdf, a_picture
from tests.documents.packed import a_plan, an_exhibit, an_item
from tests.documents.reading import bare, size_of, words_on, words_within

SEEN_ON = date(2026, 10, 3)
JPEG = a_picture(1600, 900, "JPEG")
PLAN = a_plan(
    an_exhibit("CW/01", a_picture(1080, 2200), "Post on Instagram", SEEN_ON),
    an_item("Exhibit CW/02", ImagePage(JPEG, "Screen of a laptop"), day=SEEN_ON),
    an_item("Exhibit CW/03", PdfPages(a_pdf("first words", "second words")), day=SEEN_ON),
    an_item("Exhibit CW/04", PdfPages(a_pdf("turned words", rotate=90))),
    an_item("Exhibit CW/05", PdfPages(a_pdf("small words", size=(150, 200)))),
)
PLAN = replace(PLAN, cover=replace(PLAN.cover, made_with="Casework 0.9"))


@pytest.fixture(scope="module")
def pack() -> PrintedPack:
    return assembled(PLAN)


def assembled(plan: PackPlan) -> PrintedPack:
    return assemble(plan, unwatched)


def line(pack: PrintedPack, title: str) -> int:
    """The first page of an item, as its index line says."""
    return next(each.first_page for each in pack.index if each.title == title)


def test_every_page_carries_its_pdf_page_number_at_the_bottom_right(pack: PrintedPack) -> None:
    for page in range(1, pack.pages + 1):
        wide, high = size_of(pack.pdf, page)
        scale = min(wide, high) / (210 * MM)
        corner = (wide - 24 * MM * scale, 0, wide, 11 * MM * max(0.35, scale))
        assert words_within(pack.pdf, page, corner).split()[-1] == str(page)
        assert bare("TVLT-2026-014 · Bundle A · Draft 2") in words_on(pack.pdf, page)


def test_the_cover_says_which_edition_it_is_and_when_and_with_what_it_was_made(
    pack: PrintedPack,
) -> None:
    cover = words_on(pack.pdf, 1)
    for told in (PLAN.cover.edition, fingerprint(PLAN), moment_with_zone(PLAN.cover.made_at)):
        assert bare(told) in cover
    assert bare("Casework 0.9") in cover


def test_our_pages_are_a4_and_open_without_a_password(pack: PrintedPack) -> None:
    wide, high = size_of(pack.pdf, 1)
    assert (round(wide / MM), round(high / MM)) == (210, 297)
    with pikepdf.Pdf.open(io.BytesIO(pack.pdf)) as pdf:
        assert not pdf.is_encrypted


def test_index_lines_say_where_things_are(pack: PrintedPack) -> None:
    for title, words in (
        ("Allegations", "Each clause is quoted as it was worded on the day"),
        ("Exhibit CW/03", "first words"),
        ("Exhibit CW/05", "small words"),
        ("Procedural notes", "The employee agreed in writing to an earlier day."),
    ):
        assert bare(words) in words_on(pack.pdf, line(pack, title))
    spans = [(each.first_page, each.last_page) for each in pack.index]
    following = [first for first, _ in spans[1:]] + [pack.pages]  # what is said of the file
    assert [last + 1 for _, last in spans] == following


def test_the_index_is_printed_with_section_date_description_and_pages(pack: PrintedPack) -> None:
    printed = words_on(pack.pdf, 2)
    for each in pack.index:
        assert bare(each.title + each.description) in printed
    assert bare("E1 3 Oct 2026 CW/01 Post on Instagram") in printed
    assert bare("Statements") not in printed, "a section without items is left out"


def links(pack: PrintedPack, page: int) -> Iterator[tuple[int, str]]:
    with pikepdf.Pdf.open(io.BytesIO(pack.pdf)) as pdf:
        numbers = {each.obj.objgen: number for number, each in enumerate(pdf.pages, start=1)}
        for link in pdf.pages[page - 1].obj.get("/Annots", ()):
            target = link.Dest[0].objgen
            box = tuple(float(each) for each in link.Rect)
            yield numbers[target], words_within(pack.pdf, page, box)  # type: ignore[arg-type]


def test_each_index_line_links_to_its_page(pack: PrintedPack) -> None:
    found = list(links(pack, 2))
    for each in pack.index:
        assert any(t == each.first_page and bare(each.title) in bare(words) for t, words in found)
        number = str(each.first_page)
        said = [words for t, words in found if t == each.first_page]
        assert any(words.strip().split("–")[0] == number for words in said)


def test_bookmarks_name_sections_and_items_with_their_pages(pack: PrintedPack) -> None:
    with pypdfium2.PdfDocument(pack.pdf) as pdf:
        marks = {
            mark.get_title(): mark.get_dest().get_index() + 1 for mark in pdf.get_toc(max_depth=3)
        }
    assert marks["Cover, page 1"] == 1
    first = line(pack, "CW/01 Post on Instagram")
    assert marks[f"E. Evidence, page {first}"] == first
    assert marks[f"E1. CW/01 Post on Instagram, page {first}"] == first
    assert marks[f"About this file, page {pack.pages}"] == pack.pages
    assert len(marks) == 3 + len({each.section for each in pack.index}) + len(pack.index)


def test_the_file_says_its_language_and_numbers_and_nobodys_name(pack: PrintedPack) -> None:
    with pikepdf.Pdf.open(io.BytesIO(pack.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert [str(each.label) for each in pdf.pages] == [str(n) for n in range(1, pack.pages + 1)]
        facts = " ".join(str(value) for value in pdf.docinfo.values())
        assert "TVLT-2026-014" in facts
        assert "Wexford" not in facts
        told = pdf.Root.Metadata.read_bytes().decode()
        assert "Hearing pack TVLT-2026-014" in told
        assert "Wexford" not in told
        assert "pdfuaid" not in told.split("<dc:title>")[1], "it holds pages of others"


def test_a_turned_page_is_read_upright_and_its_number_is_too(pack: PrintedPack) -> None:
    page = line(pack, "Exhibit CW/04")
    wide, high = size_of(pack.pdf, page)
    assert (round(wide), round(high)) == (842, 595)
    # Its words stood at the bottom left of a page that is turned a quarter to the right.
    assert bare("turned words") in bare(words_within(pack.pdf, page, (0, high / 2, 60, high)))


def test_a_number_never_lies_over_the_words_of_a_joined_page(pack: PrintedPack) -> None:
    for title, words in (("Exhibit CW/03", "first words"), ("Exhibit CW/05", "small words")):
        page = line(pack, title)
        wide, high = size_of(pack.pdf, page)
        foot = Leaf(wide, high, ()).foot
        assert bare(words) in bare(words_within(pack.pdf, page, (0, foot, wide, high)))
        assert bare(words) not in bare(words_within(pack.pdf, page, (0, 0, wide, foot)))


def test_a_wide_picture_lies_on_a_landscape_page_with_its_bytes_untouched(
    pack: PrintedPack,
) -> None:
    page = line(pack, "Exhibit CW/02")
    wide, high = size_of(pack.pdf, page)
    assert (round(wide), round(high)) == (842, 595)
    assert bare("Screen of a laptop") in words_on(pack.pdf, page)
    with pikepdf.Pdf.open(io.BytesIO(pack.pdf)) as pdf:
        images = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        raw = [each.read_raw_bytes() for each in images if each.get("/Filter") == "/DCTDecode"]
    assert raw == [JPEG]


def test_a_capture_sheet_goes_before_its_exhibit(pack: PrintedPack) -> None:
    page = line(pack, "CW/01 Post on Instagram")
    assert bare("What it does not prove") in words_on(pack.pdf, page)
    assert bare("Exhibit CW/01. Post on Instagram.") in words_on(pack.pdf, page + 1)


def test_a_screen_captured_while_scrolling_continues_on_further_pages() -> None:
    tall = an_item("Exhibit CW/09", ImagePage(a_picture(400, 4000), "Comments"))
    pack = assembled(only(tall))
    assert pack.pages > 4
    last = pack.pages - 1
    assert bare(f"Comments (part {last - 2} of {last - 2})") in words_on(pack.pdf, last)


def test_only_a_draft_says_that_it_is_one(pack: PrintedPack) -> None:
    item = an_item("Exhibit CW/03", PdfPages(a_pdf("words")))
    issued = assembled(replace(only(item), draft=False))
    # Once across the page, and once in the edition beside the number.
    assert words_on(pack.pdf, pack.pages).count("draft") == 2
    assert words_on(issued.pdf, issued.pages).count("draft") == 1
    assert bare("This is a draft.") in words_on(pack.pdf, 1)
    assert bare("This is a draft.") not in words_on(issued.pdf, 1)


def test_the_same_plan_gives_the_same_bytes_and_progress_only_grows() -> None:
    told: list[Told] = []
    item = an_item("Exhibit CW/03", PdfPages(a_pdf("words")))
    first = assemble(only(item), told.append)
    assert first.sha256 == assembled(only(item)).sha256
    said = [each.percent for each in told]
    assert said == sorted(said)
    assert (said[-1], told[-1].stage) == (100, Making.DONE)
    assert told[-1].pages == first.pages


def test_an_index_of_several_pages_counts_itself() -> None:
    items = [an_item(f"Exhibit CW/{n:02}", PdfPages(a_pdf(f"words {n}"))) for n in range(1, 61)]
    pack = assembled(only(*items))
    assert pack.index[0].first_page > 3
    assert bare("words 60") in words_on(pack.pdf, pack.index[-1].first_page)


def only(*items: PackItem) -> PackPlan:
    """A pack of nothing but these items."""
    evidence = next(each for each in PLAN.sections if each.letter == "E")
    return replace(PLAN, sections=(replace(evidence, items=items),))


def test_a_pack_is_saved_under_its_case_and_day_and_nobodys_name() -> None:
    assert pack_filename("ELT-2026-014", "A", date(2026, 12, 3)) == (
        "ELT-2026-014_Bundle-A_20261203.pdf"
    )
    assert pack_filename("../x y", "B", date(2026, 12, 3)) == "x-y_Bundle-B_20261203.pdf"
