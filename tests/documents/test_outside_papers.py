"""A paper for somebody outside says everything it must, or it is not printed."""

from dataclasses import replace
from typing import Any

import pytest

from casework.documents.completeness import demanded
from casework.documents.outside_papers import (
    OUTSIDE,
    OutsidePaper,
    OutsidePaperIncomplete,
    print_outside,
)
from tests.documents.reading import bare, words_in
from tests.documents.written_outside import OUTSIDE_WRITTEN


def test_every_paper_there_is_was_written() -> None:
    assert {each.code for each in OUTSIDE_WRITTEN} == set(OUTSIDE)
    assert not any(code.startswith("L-") for code in OUTSIDE)  # those tell the employee


@pytest.mark.parametrize("paper", OUTSIDE_WRITTEN, ids=lambda each: each.code)
def test_a_paper_prints_every_part(paper: OutsidePaper) -> None:
    words = words_in(print_outside(paper).pdf)
    for heading, told in paper.parts:
        assert bare(heading) in words
        assert bare(told) in words


@pytest.mark.parametrize("paper", OUTSIDE_WRITTEN, ids=lambda each: each.code)
def test_a_part_left_blank_is_named(paper: OutsidePaper) -> None:
    for field, demand in demanded(paper):
        if isinstance(getattr(paper, field.name), str):
            blank: dict[str, Any] = {field.name: " "}
            with pytest.raises(OutsidePaperIncomplete) as refused:
                print_outside(replace(paper, **blank))
            assert [each.says for each in refused.value.missing] == [demand.says]
