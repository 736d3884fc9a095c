"""The year in counts, for whoever runs the trust; nobody else, and nobody in it."""

from datetime import timedelta

import pytest

from casework.allegations.models import Finding
from casework.cases.stages import Stage
from casework.insights.early_warning import academies_to_look_at
from casework.insights.feedback import feedback_of, unused
from casework.insights.overview import figures_of
from casework.insights.years import academic_year
from casework.outcomes.ladder import Sanction
from casework.timescales import SetTimescale
from tests.conftest import SignedInAs
from tests.documents.reading import bare, words_in
from tests.staging import outcome
from tests.world import DAY, World, at

YEAR = academic_year(DAY)
PLACE = f"/insights?year={YEAR.slug}"


def decided(world: World, cases: int, sanction: Sanction) -> None:
    for _ in range(cases):
        case = world.case(Stage.APPEAL)
        outcome(world, case, sanction)
        world.allegation(case, finding=Finding.UPHELD, reasons="The post is his.")


def cells(world: World, slug: str) -> dict[str, list[str]]:
    found = next(each for each in figures_of(world.session, YEAR) if each.slug == slug)
    return {row.label: [cell.shown for cell in row.cells] for row in found.rows}


def test_outcomes_are_counted_as_they_stand(world: World) -> None:
    decided(world, 6, Sanction.FIRST_WRITTEN_WARNING)
    told = cells(world, "outcomes")
    assert told["First written warning"][1] == "6"
    assert cells(world, "clauses")["3.3"] == ["6", "6"]
    assert cells(world, "ages")["Appeal"] != ["0", "0", "0", "0"]


def test_each_question_counts_what_it_says(world: World) -> None:
    for _ in range(6):
        case = world.case(Stage.APPEAL)
        outcome(world, case, Sanction.FIRST_WRITTEN_WARNING)
        for clause in ("3.3", "3.4"):
            world.allegation(case, clause)
    assert cells(world, "volumes")["Autumn term"][0] == "6"
    assert cells(world, "times")["Within 4 weeks"] == ["6"]
    kind = world.person(world.employee).worker_type.capitalize()
    assert cells(world, "posts")[kind] == ["6", "6"]
    assert sum(int(row[0]) for row in cells(world, "sources").values()) == 6
    by_slug = {each.slug: each for each in feedback_of(world.session, YEAR)}
    assert [(row.label, row.cells[0].shown) for row in by_slug["pairs"].rows] == [
        ("3.3 and 3.4", "6")
    ]
    never = {each.number for each in unused(world.session, DAY)}
    assert never
    assert not {"3.3", "3.4"} & never


def test_few_are_not_told_on_page_or_in_what_is_taken_away(
    world: World, signed_in_as: SignedInAs
) -> None:
    decided(world, 2, Sanction.FINAL_WRITTEN_WARNING)
    director = signed_in_as(world.hr_director)
    page = director.get(PLACE)
    assert page.status_code == 200
    assert "Fewer than 5" in page.text
    table = director.get(f"/insights/outcomes.csv?year={YEAR.slug}").text
    assert "Fewer than 5" in table
    assert '"2"' not in table
    for name in (world.employee.name, "SM26-0001", "O. Pryce"):
        assert name not in page.text


def test_the_paper_for_trustees_is_the_page_in_print(
    world: World, signed_in_as: SignedInAs
) -> None:
    decided(world, 5, Sanction.FIRST_WRITTEN_WARNING)
    paper = signed_in_as(world.chair_of_trustees).get(
        f"/insights/trustee-paper.pdf?year={YEAR.slug}"
    )
    assert paper.headers["content-type"] == "application/pdf"
    said = words_in(paper.content)
    for words in (f"Staff conduct on social media, {YEAR.label}", "First written warning"):
        assert bare(words) in said


def test_an_academy_is_named_from_the_threshold_on(world: World) -> None:
    for _ in range(5):
        world.case(Stage.TRIAGE)
    assert academies_to_look_at(world.session, DAY) == []
    told = {"key": "early_warning", "value": 2, "effective_from": DAY, "source": "Trustees"}
    SetTimescale.model_validate(told).perform(world.session, world.hr_director, at())
    found = academies_to_look_at(world.session, DAY)
    assert [each.reports for each in found] == [5], "never asked of fewer than five"
    assert academies_to_look_at(world.session, DAY + timedelta(120)) == []


def test_a_file_is_counted_and_not_kept(world: World, signed_in_as: SignedInAs) -> None:
    decided(world, 1, Sanction.FIRST_WRITTEN_WARNING)
    director = signed_in_as(world.hr_director)
    lines = ["staff_number,Sex", *(f"X{n},Female" for n in range(30))]
    file = {
        "file": (
            "split.csv",
            "\n".join([*lines, f"{world.person(world.employee).staff_number},Female"]),
        )
    }
    split = director.post(f"/insights/equality?year={YEAR.slug}", files=file).text
    assert "31" in split
    assert "Fewer than 5" in split
    assert "nothing of it was kept" in split


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "Choose a CSV file"),
        ("name,sex\nA,F\n", "The first line names staff_number"),
        ("staff_number,sex\nA\n", "Line 2 does not have as many cells"),
        ("staff_number,sex,sex\nA,F,F\n", "a name of its own"),
        ("staff_number,day\n" + "\n".join(f"{n},{n}" for n in range(30)), "more than 20"),
    ],
)
def test_a_file_that_cannot_be_counted_says_why(
    world: World, signed_in_as: SignedInAs, content: str, says: str
) -> None:
    answer = signed_in_as(world.hr_director).post(
        "/insights/equality", files={"file": ("split.csv", content)}
    )
    assert answer.status_code == 422
    assert says in answer.text


def test_it_is_for_whoever_runs_the_trust(world: World, signed_in_as: SignedInAs) -> None:
    addresses = (PLACE, "/insights/equality", "/insights/volumes.csv", "/insights/volumes.svg")
    for who in (world.case_manager, world.reporter, world.it_admin, world.employee):
        for each in (*addresses, "/insights/trustee-paper.pdf"):
            assert signed_in_as(who).get(each).status_code == 403
    director = signed_in_as(world.hr_director)
    assert director.get("/insights/volumes.svg").headers["content-type"] == "image/svg+xml"
    assert director.get("/insights/names.csv").status_code == 404


def test_a_closed_case_of_another_year_is_not_in_this_one(world: World) -> None:
    case = world.case(Stage.CLOSED)
    case.opened_at = case.closed_at = at() - timedelta(400)
    world.session.flush()
    assert cells(world, "volumes")["Autumn term"][2] == "0", "it was closed the year before"
