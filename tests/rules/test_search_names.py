"""What people type for a reference, a name and a clause, and what it is taken for."""

import pytest

from casework.case_file.search_names import alike, clause_in, same_reference, words_of

AS_TYPED = ("SM26-0142", "sm26-0142", "SM26 142", "sm26-142", "SM260142", "26-0142", "142", "0142")


@pytest.mark.parametrize("typed", AS_TYPED)
def test_a_reference_without_its_dash_noughts_letters_or_year(typed: str) -> None:
    assert same_reference(typed, "SM26-0142")


@pytest.mark.parametrize("typed", ["SM26-0143", "R26-0142", "SM25-0142", "14", "SM", "", "1420"])
def test_another_reference_is_another(typed: str) -> None:
    assert not same_reference(typed, "SM26-0142")


def score(typed: str, name: str) -> float:
    return alike(words_of(typed), words_of(name))


@pytest.mark.parametrize(
    "typed", ["Owen Pryce", "pryce owen", "pryse", "O Pryce", "owne pryce", "pry", "o.p.", "OP"]
)
def test_a_name_with_a_typing_error_or_by_its_initials(typed: str) -> None:
    assert score(typed, "Owen Pryce") > 0


@pytest.mark.parametrize("typed", ["Owens Bryan", "price tag", "x", "owen smith", "", "%"])
def test_another_name_is_another(typed: str) -> None:
    assert score(typed, "Owen Pryce") == 0


def test_accents_and_apostrophes_are_no_difference() -> None:
    assert score("zoe obrien", "Zoë O’Brien") == 1.0


def test_a_name_as_it_is_written_comes_before_one_that_is_nearly_it() -> None:
    assert score("pryce", "Owen Pryce") > score("pryce", "Rhys Pryse") > 0


@pytest.mark.parametrize(
    ("typed", "clause"),
    [("2.6", "2.6"), ("4.1e", "4.1e"), ("clause 4.1 (E)", "4.1e"), ("pupil", None), ("26", None)],
)
def test_the_number_of_a_clause(typed: str, clause: str | None) -> None:
    assert clause_in(typed) == clause
