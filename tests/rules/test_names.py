"""Finding registered names in words, and writing pseudonyms instead."""

import pytest

from casework.cases.names import Registered, names_in, places_of, spoken
from casework.cases.pseudonyms import Kind, next_label
from casework.redaction.places import Place, Word, around, is_hidden
from casework.redaction.suggestions import is_decided, suggested

MAISIE = Registered("Pupil A", "Maisie Thornton", ("Maze", "Mai-Mai"))
GRACE = Registered("Pupil B", "Grace Will")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Aw is that Maisie on the end", [(3, 3)]),
        ("Maisie’s song and MAISIE'S and maisie", [(0, 0), (3, 3), (5, 5)]),
        ("yes Maisie T stole the show", [(1, 2)]),
        ("Maisie Thornton, Year 4", [(0, 1)]),
        ("the Thornton girl", [(1, 1)]),
        ("M.T. was there and MT. and M. T. too", [(0, 0), (4, 4), (6, 7)]),
        ("Maze again", [(0, 0)]),
        ("Mai-Mai and @maisie_t09 and #maisiethornton", [(0, 0), (2, 2), (4, 4)]),
        ("Maizie and Malsie, read wrongly", [(0, 0), (2, 2)]),
        ("maisiet", [(0, 0)]),
        ("Thómton and Thornten", [(0, 0), (2, 2)]),
        ("The mt. and a thorn in May", []),
        ("", []),
    ],
)
def test_a_name_is_found_however_it_is_written(words: str, found: list[tuple[int, int]]) -> None:
    assert places_of(words.split(), MAISIE) == found


def test_a_given_name_that_is_a_word_is_one_only_with_its_capital() -> None:
    assert names_in("by the grace of it you will see", [GRACE]) == []
    assert names_in("Then Grace left", [GRACE]) == [("Grace", GRACE)]


def test_a_text_says_pseudonyms_instead() -> None:
    told = "Maisie Thornton, Maisie T and Maze; Maisie’s post. Thornton Road stays."
    said = "Pupil A, Pupil A and Pupil A; Pupil A’s post. Thornton Road stays."
    assert spoken(told, [MAISIE]) == said


def test_a_name_that_somebody_in_the_case_has_too_is_left_alone() -> None:
    told = "Grace Hall wrote that Grace Will sang"
    assert spoken(told, [GRACE], ["Grace Hall"]) == "Grace Hall wrote that Pupil B sang"


def test_pupils_have_letters_and_others_numbers() -> None:
    assert [next_label(Kind.PUPIL, at) for at in (0, 25, 26, 701, 702)] == [
        "Pupil A",
        "Pupil Z",
        "Pupil AA",
        "Pupil ZZ",
        "Pupil AAA",
    ]
    assert next_label(Kind.WITNESS, 1) == "Witness 2"


def _words(*texts: str) -> tuple[Word, ...]:
    return tuple(
        Word(each, Place(10 * at, 10, 8, 3), seen=each != "unseen", line=1)
        for at, each in enumerate(texts)
    )


def test_a_suggestion_is_decided_by_a_box_or_by_leaving_it() -> None:
    words = _words("Aw", "Maisie", "Thornton", "sang")
    (found,) = suggested(2, words, [MAISIE, Registered("Pupil C", "Maisie Abel")])
    assert (found.page, found.first, found.last, found.label) == (2, 1, 2, "Pupil A")
    assert not is_decided(found, words, [], set())
    assert not is_decided(found, words, [Place(10, 10, 8, 3)], set())
    assert is_decided(found, words, [Place(9, 9, 20, 5)], set())
    assert is_decided(found, words, [], {(2, 1, 2)})


def test_what_nobody_can_see_is_not_suggested() -> None:
    assert suggested(1, _words("unseen"), [Registered("Pupil A", "Unseen Kim")]) == []


def test_a_word_that_a_box_only_touches_stays() -> None:
    word = _words("Maisie")[0]
    assert not is_hidden(word, [Place(0, 9.9, 8, 0.2)])
    assert is_hidden(word, [Place(6, 9, 8, 5)])
    assert is_hidden(word, around([word]))
