"""Invented papers are PDFs whose words can be read by a machine, on as many pages as they need."""

import pypdfium2
import pytest

from casework.demo.papers import Email, Paper, RegisterCheck, SavedPage, Statement, print_paper
from casework.demo.post import Comment, Look, Post

LONG = "I posted the “first” picture – and then (after tea) the second, at a cost of £0. " * 12
POST = Post(
    look=Look.COMMUNITY,
    handle="town.chat",
    display_name="Town chat",
    caption="Nobody asks where the money goes.",
    shown_at="2 November 2026, 9:14pm",
    comments=(Comment("Kath B", "Which school is this?"),),
)
EMAIL = Email("A parent", "Office", "2 November 2026, 8:20am", "A picture", ("Take it down.",))
STATEMENT = Statement("Statement", "A. Person", "Teacher", "11 November 2026", (LONG,) * 6)
CHECK = RegisterCheck(
    "Digital media release slips",
    "Stonecroft",
    "4 November 2026",
    "P. Nair",
    (("Slip", "None"),),
    "An entry that was not found proves nothing.",
)
SAVED = SavedPage(POST, "https://community.example/1", "2 November 2026")


def text_of(pdf: bytes) -> tuple[int, str]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    return len(pages), " ".join(" ".join(pages).split())


@pytest.mark.parametrize(
    ("paper", "says"),
    [
        (EMAIL, "From: A parent"),
        (STATEMENT, "true to the best of my knowledge"),
        (CHECK, "An entry that was not found proves nothing."),
        (SAVED, "Kath B: Which school is this?"),
    ],
    ids=["email", "statement", "register check", "saved page"],
)
def test_a_paper_says_its_words_as_text(paper: Paper, says: str) -> None:
    assert says in text_of(print_paper(paper))[1]


def test_a_long_statement_runs_over_pages_that_are_numbered() -> None:
    pages, text = text_of(print_paper(STATEMENT))
    assert pages > 1
    assert f"Page {pages} of {pages}" in text


def test_quotation_marks_brackets_and_pounds_survive_printing() -> None:
    assert " ".join(LONG.split()) in text_of(print_paper(STATEMENT))[1]


def test_a_saved_page_shows_the_page_as_it_looked_as_well() -> None:
    document = pypdfium2.PdfDocument(print_paper(SAVED))
    assert len(document) == 2
    colours = document[1].render(scale=0.5).to_pil().convert("RGB").getcolors(1 << 20)
    assert colours is not None
    assert len(colours) > 20


def test_the_same_paper_is_always_the_same_bytes() -> None:
    assert print_paper(SAVED) == print_paper(SAVED)


def test_a_letter_that_cannot_be_printed_is_refused_rather_than_left_out() -> None:
    with pytest.raises(UnicodeEncodeError):
        print_paper(Email("A parent", "Office", "today", "Snow ☃", ()))
