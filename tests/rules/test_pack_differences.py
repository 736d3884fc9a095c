"""What is different between two editions of a pack."""

from dataclasses import replace

from casework.documents.packs import IndexLine
from casework.hearing_packs.differences import Change, Difference, differences

LETTER = IndexLine("G", "A letter", None, "as sent", 9, 10, "Letters", "paper 1", "a" * 64)
POST = IndexLine("E", "E1 A post", None, "", 4, 5, "Exhibits", "exhibit 1", "b" * 64)


def test_the_same_edition_is_not_different() -> None:
    assert differences([LETTER, POST], [LETTER, POST]) == []


def test_what_was_added_left_out_changed_and_moved_is_said() -> None:
    told = differences(
        [LETTER, POST, replace(POST, title="E2 A film", what="exhibit 2", first_page=6)],
        [
            replace(LETTER, first_page=12, last_page=13),
            replace(POST, sha256="c" * 64),
            replace(POST, title="E3 A photograph", what="exhibit 3"),
        ],
    )
    assert [(each.change, each.title) for each in told] == [
        (Change.MOVED, "A letter"),
        (Change.CHANGED, "E1 A post"),
        (Change.ADDED, "E3 A photograph"),
        (Change.LEFT_OUT, "E2 A film"),
    ]
    assert told[0] == Difference(Change.MOVED, "A letter", (9, 10), (12, 13))


def test_editions_of_an_earlier_version_are_compared_by_their_pages() -> None:
    old = replace(POST, what="", sha256="")
    assert differences([old], [replace(old, sha256="c" * 64)]) == []
    assert [each.change for each in differences([old], [replace(old, last_page=6)])] == [
        Change.MOVED
    ]
