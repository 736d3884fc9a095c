"""Expecting a refusal, and nothing but that refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from casework.errors import ProcedureBreach, WrongAnswer
from casework.sources import SOURCES


@contextmanager
def breaches(*rules: str) -> Iterator[None]:
    """The procedure refuses by exactly these rules, each with a source that is known."""
    with pytest.raises(ProcedureBreach) as refused:
        yield
    assert [each.rule for each in refused.value.breaches] == list(rules)
    assert all(each.source in SOURCES and each.says for each in refused.value.breaches)


@contextmanager
def wrong_answers(*fields: str) -> Iterator[None]:
    """These answers, and no others, cannot be right; each says what to do."""
    with pytest.raises(WrongAnswer) as refused:
        yield
    assert set(refused.value.answers) == set(fields)
    assert all(refused.value.answers.values())
