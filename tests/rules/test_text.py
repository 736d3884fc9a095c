"""What people type: which words can be kept, how days are read, how a refusal is put."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casework.reports.answers import Decision
from casework.text import (
    MOST_WORDS,
    Day,
    Line,
    OptionalDay,
    OptionalLine,
    OptionalProse,
    Prose,
    plainly,
    storable,
    unseen,
)


class Letter(BaseModel):
    """A form with one field of each kind."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    words: Prose = Field(default="said", title="the words")
    line: Line = Field(default="said", title="the heading")
    day: Day = Field(default=date(2026, 1, 1), title="the day")
    perhaps: OptionalProse = Field(default=None, title="anything else")
    maybe: OptionalLine = None
    someday: OptionalDay = None
    choice: Decision = Field(default=Decision.FORMAL, title="what to do")


def refused(**answers: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as wrong:
        Letter.model_validate(answers)
    return plainly(Letter, wrong.value)


@pytest.mark.parametrize(
    "typed", ["a\x00b", "\x1b[31m", "half \ud83d", "\udc00", "\x07", "bell \x85 next"]
)
@pytest.mark.parametrize("field", ["words", "line", "perhaps", "maybe"])
def test_characters_that_cannot_be_stored_are_refused(typed: str, field: str) -> None:
    said = refused(**{field: typed})
    assert list(said) == [field]
    assert said[field].startswith("Remove the characters that cannot be stored from")


@pytest.mark.parametrize("typed", ["🙂", "Siân O’Neill", "שלום", "один", "a\tb", "ﬁ", "e\u0301"])
def test_words_of_any_language_are_kept_as_they_are(typed: str) -> None:
    assert Letter(words=typed).words == typed


def test_line_ends_are_made_the_same() -> None:
    assert Letter(words="one\r\ntwo\rthree\nfour").words == "one\ntwo\nthree\nfour"
    assert Letter(line="one\n  two").line == "one two"


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "\u00a0"])
def test_blank_is_no_answer(typed: str) -> None:
    assert refused(words=typed) == {"words": "Enter the words"}
    assert refused(line=typed) == {"line": "Enter the heading"}
    assert Letter(perhaps=typed, maybe=typed, someday=typed) == Letter()


def test_enormous_words_are_refused_with_the_limit() -> None:
    assert len(Letter(words="x" * MOST_WORDS).words) == MOST_WORDS
    said = refused(words="x" * (MOST_WORDS + 1), line="x" * 301)
    assert said == {
        "words": "Shorten the words to 20000 characters or fewer",
        "line": "Shorten the heading to 300 characters or fewer",
    }


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-23",
        "23/11/2026",
        "23/11/26",
        "23.11.2026",
        "23-11-2026",
        "23 Nov 2026",
        "23 November 2026",
        " 23  nov 26 ",
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert Letter.model_validate({"day": typed}).day == date(2026, 11, 23)


@pytest.mark.parametrize("typed", ["31/02/2026", "yesterday", "11/23/2026", "2026", "23/11"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    assert refused(day=typed) == {"day": "Enter the day as a date, like 23 Nov 2026"}
    assert refused(someday=typed) == {"someday": "Enter someday as a date, like 23 Nov 2026"}


def test_a_choice_that_is_not_offered_is_refused() -> None:
    assert refused(choice="dismiss") == {"choice": "Choose what to do"}


def test_a_field_nobody_declared_is_refused() -> None:
    assert refused(sanction="x") == {"sanction": "“sanction” is not part of this form"}


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))))
def test_whatever_has_no_control_characters_can_be_stored(typed: str) -> None:
    assert storable(typed)


@given(st.text(max_size=50), st.sampled_from(["\x00", "\x1f", "\x7f", "\ud800", "\udfff"]))
def test_one_bad_character_anywhere_is_found(typed: str, bad: str) -> None:
    assert not storable(typed + bad + typed)


@pytest.mark.parametrize(
    "name", ["Siân O’Neill-Brontë", "D'Arcy", "نازنین‌زهرا", "क्‍ष", "José García", "李 明", "Žižek"]
)
def test_a_name_keeps_what_shapes_its_letters(name: str) -> None:
    assert unseen(name) is None


@pytest.mark.parametrize("name", ["A\u200dda", "\u200cAda", "Ada\ufeff", "\u202eadA", "Ad\u2060a"])
def test_what_nobody_sees_is_found_in_a_name(name: str) -> None:
    assert unseen(name)
