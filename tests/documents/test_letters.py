"""A letter says everything it must, or it is not printed."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from casework.documents.completeness import demanded, missing
from casework.documents.filling import ON_THE_FORM, filled_in_at
from casework.documents.letterhead import Letter
from casework.documents.letters import (
    LETTERS,
    FinalWrittenWarning,
    LetterIncomplete,
    NoActionLetter,
    print_letter,
)
from casework.documents.spelling import plain_day
from casework.errors import ProcedureBreach
from casework.sources import SOURCES
from tests.documents.reading import bare, words_in
from tests.documents.written import WRITTEN as DECIDED
from tests.documents.written_appeals import WRITTEN_ON_APPEAL
from tests.documents.written_early import WRITTEN_EARLY
from tests.documents.written_interruptions import WRITTEN_ON_INTERRUPTION
from tests.documents.written_outward import WRITTEN_OUTWARD
from tests.documents.written_procedure import PROCEDURE

WRITTEN = (
    *DECIDED,
    *PROCEDURE,
    *WRITTEN_EARLY,
    *WRITTEN_ON_APPEAL,
    *WRITTEN_ON_INTERRUPTION,
    *WRITTEN_OUTWARD,
)
Path = tuple[str | int, ...]
EMPTY: dict[type, Any] = {str: " ", tuple: ()}


def said_by(paper: Any) -> Iterator[str]:
    """Every word and day that a letter was filled in with."""
    for field in fields(paper):
        yield from _said(getattr(paper, field.name))


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, date):
        yield plain_day(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _said(each)
    elif is_dataclass(value):
        yield from said_by(value)


def needed_in(paper: Any) -> Iterator[Path]:
    """The way to every field of a letter that may not be blank."""
    for field, demand in demanded(paper):
        if demand.when(paper):
            yield (field.name,)
        value = getattr(paper, field.name)
        parts = list(enumerate(value)) if isinstance(value, tuple) else []
        if is_dataclass(value):
            yield from ((field.name, *rest) for rest in needed_in(value))
        for index, part in parts[:1]:
            if is_dataclass(part):
                yield from ((field.name, index, *rest) for rest in needed_in(part))


def without(paper: Any, path: Path) -> Any:
    """The same letter with one thing left blank."""
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*paper[:step], without(paper[step], rest), *paper[step + 1 :])
    value = getattr(paper, step)
    return replace(paper, **{step: without(value, rest) if rest else EMPTY.get(type(value))})


BLANKS = [(letter, path) for letter in WRITTEN for path in needed_in(letter)]
NAMES = [f"{letter.code} {'.'.join(map(str, path))}" for letter, path in BLANKS]


def test_every_letter_there_is_was_written() -> None:
    assert {letter.code for letter in WRITTEN} == set(LETTERS)


@pytest.mark.parametrize("letter", WRITTEN, ids=lambda letter: letter.code)
def test_a_letter_prints_every_word_it_was_given(letter: Letter) -> None:
    printed = print_letter(letter)
    words = words_in(printed.pdf)
    absent = [said for said in said_by(letter) if bare(said) not in words]
    assert absent == []
    assert f"page1of{printed.pages}" in words
    assert len(printed.template_version) == 12


@pytest.mark.parametrize(("letter", "path"), BLANKS, ids=NAMES)
def test_a_letter_with_something_missing_is_refused_and_names_it(
    letter: Letter, path: Path
) -> None:
    with pytest.raises(LetterIncomplete) as refused:
        print_letter(without(letter, path))
    named = [each.field for each in refused.value.missing]
    assert named == [".".join(map(str, path)).replace(".0", "[0]")]
    breach = refused.value.breaches[0]
    where = filled_in_at(named[0])
    at = "" if where == ON_THE_FORM else f". Fill it in: {where}"
    assert breach.says.endswith(f" is missing{at}")
    assert breach.source in SOURCES


def test_a_refused_letter_is_a_breach_of_the_procedure_in_plain_words() -> None:
    letter = without(written("L-12"), ("allegations", 0, "particulars"))
    with pytest.raises(ProcedureBreach) as refused:
        print_letter(letter)
    breach = refused.value.breaches[0]
    assert breach.says == (
        "Allegation 1: what is said to have happened is missing. "
        "Fill it in: the allegations of the case"
    )
    assert (breach.rule, breach.source) == ("G-NOT-1", "ACAS-09a")


def test_a_warning_that_lasts_longer_than_usual_needs_its_reason() -> None:
    letter = written("L-17")
    assert isinstance(letter, FinalWrittenWarning)
    with pytest.raises(LetterIncomplete, match="live for longer than usual is missing"):
        print_letter(replace(letter, why_longer=""))
    assert missing(replace(letter, why_longer="", live_months=12)) == []


def test_a_decision_in_absence_needs_its_reason() -> None:
    letter = written("L-16")
    absent = replace(letter, hearing=replace(letter.hearing, employee_attended=False))
    assert [each.field for each in missing(absent)] == ["hearing.why_in_absence"]


def test_something_upheld_can_be_appealed_even_without_a_sanction() -> None:
    letter = written("L-20")
    assert isinstance(letter, NoActionLetter)
    upheld = replace(letter.findings[0], upheld=True, finding="Upheld")
    assert [each.field for each in missing(replace(letter, findings=(upheld,)))] == ["appeal"]


def test_a_notice_says_who_may_accompany_and_whether_dismissal_is_possible() -> None:
    warning, dismissal = (words_in(print_letter(written(code)).pdf) for code in ("L-12", "L-13"))
    for companion in ("a fellow worker", "employed by a trade union", "certified in writing"):
        assert bare(companion) in warning
        assert bare(companion) in dismissal
    assert bare("Dismissal is not a possible outcome") in warning
    assert bare("could end in your dismissal without notice") in dismissal


def test_the_same_letter_is_the_same_bytes() -> None:
    assert print_letter(written("L-16")).sha256 == print_letter(written("L-16")).sha256


def test_what_was_typed_is_printed_as_words_and_never_fetched() -> None:
    typed = "<img src='https://tracker.example/a.png'> & <b>bold</b>"
    printed = print_letter(replace(written("L-10"), informal_advice=typed))
    assert bare(typed) in words_in(printed.pdf)


def written(code: str) -> Any:
    return next(letter for letter in WRITTEN if letter.code == code)
