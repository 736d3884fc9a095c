"""What a finished pack is checked for before anybody gets it, and what is added to one."""

import io
from dataclasses import replace

import pikepdf
import pytest

from casework.documents.acting import unsafe_in
from casework.documents.contents import contents_of
from casework.documents.handpress import HandPress
from casework.documents.leaves import Leaf
from casework.documents.packs import PackUnsound, PdfPages
from casework.documents.soundness import Expected, require_sound
from tests.documents.foreign import a_pdf
from tests.documents.packed import an_item
from tests.documents.reading import bare, size_of, words_on
from tests.documents.test_packs import PLAN, SEEN_ON, assembled, links, only


def test_a_pack_that_is_not_what_its_index_says_is_not_handed_out() -> None:
    item = an_item("Exhibit CW/03", PdfPages(a_pdf("one", "two")))
    plan = only(item)
    pack = assembled(plan)
    contents = contents_of(HandPress(), plan, 1, [2])
    leaves = [Leaf(*size_of(pack.pdf, page), ()) for page in range(1, pack.pages + 1)]
    require_sound(io.BytesIO(pack.pdf), Expected(contents, leaves))
    for change, says in ((lose_a_page, "pages instead of"), (swap_pages, "is numbered")):
        with pytest.raises(PackUnsound, match=says):
            require_sound(io.BytesIO(change(pack.pdf)), Expected(contents, leaves))
    moved = replace(contents, lines=(replace(contents.lines[0], first_page=9),))
    with pytest.raises(PackUnsound, match="does not lead to page 9"):
        require_sound(io.BytesIO(pack.pdf), Expected(moved, leaves))


def lose_a_page(content: bytes) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        del pdf.pages[-1]
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def swap_pages(content: bytes) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        pdf.pages.reverse()
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def test_a_supplement_numbers_on_and_its_index_repeats_what_was_issued() -> None:
    pack = assembled(PLAN)
    late = an_item("Exhibit CW/08", PdfPages(a_pdf("late words", "their end")), day=SEEN_ON)
    plan = replace(only(late), draft=False, first_page=pack.pages + 1, earlier=pack.index)
    added = assembled(plan)
    begins = added.index[0].first_page - pack.pages
    assert begins == added.pages - 2, "two pages of it, and the last says what the file keeps to"
    assert bare("late words") in words_on(added.pdf, begins)
    assert words_on(added.pdf, added.pages).endswith(str(pack.pages + added.pages))
    printed = "".join(words_on(added.pdf, page) for page in range(2, begins))
    assert bare("Index of this supplement") in printed
    for line in pack.index:
        assert bare(line.title) in printed
    assert {each for each, _ in links(added, 2)} == {begins}


def with_action(named: bytes) -> bytes:
    """A file with something at its root, whose name is then spelt like this."""
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Held = pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"))])
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"/JavaScript" in out.getvalue()
    return out.getvalue().replace(b"/JavaScript", named)


@pytest.mark.parametrize(
    ("named", "found"),
    [
        (b"/JavaScript", ["/JavaScript"]),
        (b"/J#61vaScript", ["/JavaScript"]),
        (b"/JavaScripts", []),
        (b"(/JavaScript of the site)", []),
    ],
    ids=["as it is", "escaped", "another word", "in a sentence"],
)
def test_what_could_act_is_found_by_its_name_however_that_is_spelt(
    named: bytes, found: list[str]
) -> None:
    with pikepdf.Pdf.open(io.BytesIO(with_action(named))) as pdf:
        assert unsafe_in(pdf) == found
