"""A name that a pack hides is found however it is written, and an ordinary word is not."""

import pytest

from casework.cases.names import Registered
from casework.hearing_packs.sought import Text, sought

MAISIE = Registered(
    "Pupil A",
    "Maisiewren Holt",
    ("maisie_t09", "07700 900123", "12 March 2011", "m.holt@mail.example"),
)


def found(entry: Registered, words: str, *others: str) -> list[str]:
    return [*sought(entry, others).matches(Text.of(words))]


@pytest.mark.parametrize(
    "words",
    [
        "I saw Maisiewren Holt there",
        "MAISIEWREN HOLT",
        "Holt, Maisiewren (8B)",
        "M a i s i e w r e n   H o l t",
        "Maisie-\nwren Holt",
        "Maisiewren\nHolt",
        "Maisie\u00ad\nwren came",
        "Maisie\ufffe\r\nwren came",
        "Maisiewren’s mother",
        "that was maisiewren",
        "m a i s i e w r e n",
        "from: maisiewrenholt@school.example",
        "M Holt and M. Holt",
        "the Holt family",
        "Maisiewren H",
        "Máisiewren",
        "write to @maisie_t09 today",
        "ring 07700 900 123",
        "ring +44 7700 900123",
        "born 12.03.2011",
        "born 2011-03-12",
        "born on 12th March 2011",
        "born on March 12, 2011",
        "M.Holt@mail.example",
    ],
)
def test_a_hidden_name_is_found_however_it_is_written(words: str) -> None:
    assert found(MAISIE, words)


def test_ligatures_and_full_width_letters_hide_nothing() -> None:
    assert found(Registered("Pupil A", "Griffin Offler"), "Gri\ufb03n O\ufb04er")
    assert found(Registered("Pupil A", "Zadie Offler"), "\uff3a\uff21\uff24\uff29\uff25 was there")


@pytest.mark.parametrize(
    "words",
    [
        "Pupil A was there",
        "holtings and maisiewrens",
        "12 March 2012",
        "07700 900124",
        "M.H.",
    ],
)
def test_what_is_not_the_name_is_not_found(words: str) -> None:
    assert found(MAISIE, words) == []


def test_a_name_that_is_a_word_is_found_only_where_it_is_a_name() -> None:
    will = Registered("Pupil A", "Will Page")
    assert found(will, "You will find it on page 3. Will you? Page 4.") == []
    assert found(will, "She told Will to stop")
    assert found(will, "WILL PAGE")
    may = Registered("Pupil B", "May Olander")
    assert found(may, "on 3 May 2026, in May 2026, it may") == []
    assert found(may, "and then May said")


def test_a_short_name_needs_its_capital() -> None:
    zoe = Registered("Pupil A", "Zoe Olander")
    assert found(zoe, "and Zoe left")
    assert found(zoe, "and ZOE left")
    assert found(Registered("Pupil A", "Ed Olander"), "ed. by the trust") == []


def test_a_name_that_somebody_else_has_too_is_found_only_in_full() -> None:
    assert found(MAISIE, "Ms Holt signed it", "Jane Holt") == []
    assert found(MAISIE, "Maisiewren Holt signed it", "Jane Holt")
