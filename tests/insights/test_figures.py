"""A figure tells counts in which nobody can be found."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from casework.insights.as_csv import figure_csv
from casework.insights.as_svg import figure_svg
from casework.insights.counting import by_number
from casework.insights.figures import FEWEST, HIDDEN, KEPT_BACK, Figure, figure
from casework.insights.years import academic_year, offered


def of(counts: list[int]) -> Figure:
    rows = {str(at): {"Cases": count} for at, count in enumerate(counts)}
    return figure("a", "A", "", "Row", rows, ("Cases",), rows)


def shown(counts: list[int]) -> list[str]:
    return [row.cells[0].shown for row in of(counts).rows]


def test_one_to_four_is_never_told_and_none_is() -> None:
    assert shown([0, 1, 4, 5]) == ["0", HIDDEN, HIDDEN, "5"]


def test_where_one_alone_is_left_out_the_next_smallest_is_too() -> None:
    assert shown([3, 9, 7, 0]) == [HIDDEN, "9", KEPT_BACK, "0"]


@given(some.lists(some.integers(0, 40), max_size=12))
def test_nobody_who_knows_the_sum_can_work_out_a_small_number(counts: list[int]) -> None:
    cells = shown(counts)
    assert not {str(n) for n in range(1, FEWEST)} & set(cells)
    left_out = [count for count, cell in zip(counts, cells, strict=True) if not cell.isdigit()]
    assert len(left_out) != 1 or len([c for c in counts if c]) == 1


def test_a_year_runs_from_september_and_its_terms_fill_it() -> None:
    year = academic_year(date(2026, 8, 31))
    assert (year.label, year.slug) == ("2025/26", "2025-26")
    assert academic_year(date(2026, 9, 1)).label == "2026/27"
    ends = [year.span.first, *(each.after for each in year.terms)]
    assert ends == [year.terms[0].first, *(each.first for each in year.terms[1:]), year.span.after]


def test_a_year_that_is_not_offered_gives_the_one_that_runs() -> None:
    chosen, every = offered(date(2026, 10, 1), "1890-91")
    assert chosen.label == "2026/27"
    assert [each.label for each in every] == ["2026/27", "2025/26", "2024/25", "2023/24"]


def test_clauses_come_in_the_order_of_the_policy() -> None:
    assert by_number(["2.10", "2.4b", "3.1", "2.4a"]) == ["2.4a", "2.4b", "2.10", "3.1"]


def test_what_is_taken_away_says_no_more_than_the_page() -> None:
    told = of([3, 9, 7])
    table, drawing = figure_csv(told, "2025/26").decode(), figure_svg(told, "2025/26").decode()
    for each in (table, drawing):
        assert HIDDEN in each
        assert KEPT_BACK in each
        assert ">3<" not in each
        assert '"3"' not in each
