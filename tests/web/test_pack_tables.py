"""The index and the chronology as CSV: who takes them, and that nothing in them is a formula."""

import csv
import io

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.hearing_packs.as_csv import CHRONOLOGY, INDEX
from casework.hearing_packs.models import PackStatus
from casework.spreadsheets import plain
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.staging import pack
from tests.web.test_packs import line
from tests.world import World


def rows(browser: Browser, address: str) -> list[list[str]]:
    answer = browser.get(address)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def drafted(world: World) -> Case:
    case = world.case(Stage.HEARING)
    world.allegation(case)
    made = pack(world, case, PackStatus.DRAFT)
    made.contents = [line("=HYPERLINK(“x”)", 4), line("A letter", 5)]
    world.session.flush()
    return case


def test_the_index_is_taken_as_a_table_in_which_nothing_is_a_formula(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    case = drafted(world)
    for told in (
        rows(
            signed_in_as(world.case_manager), f"/cases/{case.reference}/hearing/packs/1/index.csv"
        ),
        rows(api_as(world.case_manager), f"/api/v1/cases/{case.reference}/packs/1/index.csv"),
    ):
        assert told[0] == list(INDEX)
        assert [each[3] for each in told[1:]] == ["'=HYPERLINK(“x”)", "A letter"]
        assert [each[5] for each in told[1:]] == ["4", "5"]


def test_the_chronology_is_taken_as_a_table(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    place = f"/cases/{drafted(world).reference}"
    page = rows(signed_in_as(world.case_manager), f"{place}/hearing/chronology.csv")
    assert page[0] == list(CHRONOLOGY)
    assert "Alleged conduct" in [each[2] for each in page]
    assert page == rows(api_as(world.case_manager), f"/api/v1{place}/chronology.csv")


@pytest.mark.parametrize("table", ["packs/1/index.csv", "chronology.csv"])
def test_a_table_is_refused_to_whoever_reads_no_drafts(
    world: World, signed_in_as: SignedInAs, table: str
) -> None:
    case = drafted(world)
    place = f"/cases/{case.reference}/hearing/{table}"
    assert signed_in_as(world.hearing_manager).get(place).status_code == 403
    assert signed_in_as(world.stranger).get(place).status_code == 404


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "  =1", "\r=1"])
def test_words_that_a_spreadsheet_would_run_are_only_words(cell: str) -> None:
    assert plain(cell) == f"'{cell}"
    assert plain("A+B") == "A+B"
