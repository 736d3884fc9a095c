"""A soak ends with an error where something failed or memory grew."""

import pytest

from tests.bench.working import Ask, faults


def test_a_soak_is_clean_when_nothing_failed_and_memory_stayed() -> None:
    assert faults(0, 1.05, 0.97) == []


@pytest.mark.parametrize(
    ("failures", "web", "worker", "told"),
    [
        (2, 1.0, 1.0, "2 requests failed"),
        (0, 1.051, 1.0, "the memory of the server at the end is 1.051 of what it was when warm"),
        (0, 1.0, 1.2, "the memory of the worker at the end is 1.200 of what it was when warm"),
    ],
)
def test_each_fault_is_named(failures: int, web: float, worker: float, told: str) -> None:
    assert faults(failures, web, worker) == [told]


def test_what_is_written_must_be_taken_and_what_is_looked_at_may_not_be_there() -> None:
    page, form = Ask("/cases/SM25-0000001"), Ask("/cases/SM25-0000001/plan-step", {"says": "x"})
    assert [page.went_well(each) for each in (200, 404, 422, 503)] == [True, True, False, False]
    assert [form.went_well(each) for each in (303, 404, 422, 503)] == [True, False, False, False]
