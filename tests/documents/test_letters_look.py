"""How letters fall on their pages, as somebody who opens the envelope sees them."""

from casework.documents.letters import print_letter
from tests.documents.reading import bare, words_on
from tests.documents.test_letters import WRITTEN

FORM = "DUTY-L09"  # its last page is a form to write on
SHORT = {"L-11", "L-22-LATE", "L-36", "L-37"}


def test_no_letter_ends_on_a_page_with_nothing_but_a_signature_or_what_is_enclosed() -> None:
    pages = {}
    for letter in WRITTEN:
        paper = print_letter(letter)
        pages[letter.code] = paper.pages
        if letter.code != FORM:
            last = words_on(paper.pdf, paper.pages)
            assert bare("Confidentiality and your information") in last, letter.code
            assert bare("Yours sincerely") in last, letter.code
    assert {code: pages[code] for code in SHORT} == dict.fromkeys(SHORT, 1)
