"""An equality split in which nobody is found, whoever chooses the groups of the file."""

from datetime import date, timedelta

from casework.cases.stages import Stage
from casework.insights.equality import equality_split
from casework.insights.figures import HIDDEN, KEPT_BACK
from casework.insights.years import AcademicYear, academic_year
from tests.refusing import wrong_answers
from tests.trust import NUMBERS
from tests.world import DAY, World, at

YEAR = academic_year(DAY)
BEFORE = AcademicYear(YEAR.began - 1)
REPORTED = ("employee", "reporter", "principal", "dsl", "note_taker", "stranger", "panel_member")
OTHERS = [f"X{n}" for n in range(12)]


def counted(
    world: World, *rows: str, year: AcademicYear = YEAR, day: date = DAY
) -> dict[str, list[str]]:
    """What is told of a file with these rows under two columns, by the labels of its groups."""
    content = "\n".join(["staff_number,Sex,Age", *rows]).encode()
    split = equality_split(world.session, world.hr_director, year, content, at(day))
    return {
        f"{each.title} {row.label}": [cell.shown for cell in row.cells]
        for each in split
        for row in each.rows
    }


def report(world: World) -> list[str]:
    """Seven people of the trust are reported; the numbers they have."""
    for each in REPORTED:
        who = getattr(world, each)
        world.case(Stage.TRIAGE, employee=who, reporter=world.colleague)
    return [NUMBERS[each] for each in REPORTED]


def test_none_is_not_told_from_a_few_and_more_are_rounded(world: World) -> None:
    numbers = report(world)
    told = counted(
        world, *(f"{each},Many,A" for each in numbers + OTHERS[:5]), *(
            f"Y{each},None,B" for each in OTHERS
        )
    )  # fmt: skip
    assert told["Sex Many"] == ["12", "About 5", HIDDEN]
    assert told["Sex None"] == ["12", HIDDEN, HIDDEN]


def test_a_group_of_fewer_than_ten_is_not_told_whoever_is_in_it(world: World) -> None:
    numbers = report(world)
    told = counted(world, *(f"{each},Few,A" for each in numbers), *(f"{n},Else,A" for n in OTHERS))
    assert told["Sex Few"] == ["7", KEPT_BACK, KEPT_BACK]


def test_two_groups_that_differ_in_one_person_are_not_both_told(world: World) -> None:
    numbers = report(world)
    rows = [f"{each},All,{'B' if each == numbers[0] else 'A'}" for each in numbers + OTHERS]
    told = counted(world, *rows)
    assert told["Sex All"][1] == "About 5"
    assert told["Age A"] == ["18", KEPT_BACK, KEPT_BACK]


def test_another_file_about_the_year_waits_and_the_same_may_be_counted_again(world: World) -> None:
    rows = [f"{each},A,B" for each in OTHERS]
    first = counted(world, *rows)
    assert counted(world, *rows) == first
    with wrong_answers("file"):
        counted(world, *rows, "X12,A,B")
    assert counted(world, *rows, "X12,A,B", year=BEFORE)
    assert counted(world, *rows, "X12,A,B", day=DAY + timedelta(28))
