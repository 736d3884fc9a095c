"""Every convention of packs has a place where it is kept: a test that fails without it."""

import ast
from datetime import date
from pathlib import Path

import pytest

from casework.case_file.rulebook import every_rule
from casework.documents.packs import IndexLine
from casework.hearing_packs.conventions import CONVENTIONS, Kept
from casework.hearing_packs.recipes import MAY_NARROW, MUST_HOLD, Filter, Holds, PackKind
from casework.hearing_packs.shape import HEAVY, Shape, advised, same_files, volumes_of
from casework.redaction.reasons import Reason

TESTS = Path(__file__).parent.parent
# Which test would fail if a convention were no longer kept.
PROVED: dict[str, tuple[str, ...]] = {
    "B-01": ("documents/test_packs.py::test_every_page_carries_its_pdf_page_number",),
    "B-02": (
        "documents/test_packs.py::test_each_index_line_links_to_its_page",
        "documents/test_packs.py::test_the_index_is_printed_with_section_date",
        "documents/test_packs.py::test_bookmarks_name_sections_and_items",
    ),
    "B-03": ("documents/test_linking.py::test_pages_say_what_they_are_to_whoever_cannot_see",),
    "B-04": (
        "documents/test_packs.py::test_a_turned_page_is_read_upright",
        "documents/test_packs.py::test_a_number_never_lies_over_the_words",
        "documents/test_packs.py::test_a_wide_picture_lies_on_a_landscape_page",
    ),
    "B-05": ("rules/test_conventions.py::test_what_is_odd_about_a_pack_is_said",),
    "B-06": ("web/test_pack_builder.py::test_documents_out_of_the_order_of_their_days",),
    "B-07": ("rules/test_conventions.py::test_what_is_odd_about_a_pack_is_said",),
    "B-08": ("documents/test_packs.py::test_every_page_carries_its_pdf_page_number",),
    "B-09": ("documents/test_packs.py::test_a_pack_is_saved_under_its_case_and_day",),
    "B-10": ("worker/test_building_kinds.py::test_a_supplement_holds_what_is_new",),
    "B-11": ("commands/test_pack_kinds.py::test_a_second_supplement_numbers_on",),
    "B-12": ("documents/test_packs.py::test_our_pages_are_a4_and_open_without",),
    "B-13": ("rules/test_conventions.py::test_a_volume_ends_with_a_document",),
    "B-14": ("documents/test_packs.py::test_the_cover_says_which_edition_it_is",),
    "B-15": ("rules/test_conventions.py::test_what_is_odd_about_a_pack_is_said",),
    "B-16": ("commands/test_packs.py::test_after_a_pack_is_issued_nobody_changes_it",),
    "RD-1": ("redaction/test_hidden_is_gone.py::test_no_byte_of_the_file",),
    "RD-2": (
        "commands/test_pseudonyms.py::test_papers_say_the_pseudonym",
        "commands/test_packs.py::test_a_pupil_is_shown_only_with_a_reason",
    ),
    "RD-3": ("redaction/test_redacting.py::test_words_that_are_picked_are_hidden",),
    "RD-4": (
        "rules/test_conventions.py::test_no_panel_gets_less_than_both_sides_rely_on",
        "web/test_recipes.py::test_what_must_be_in_a_pack_is_refused_by_its_name",
    ),
    "RD-5": ("worker/test_building_kinds.py::test_a_witness_who_asked_not_to_be_named",),
    "RD-6": ("commands/test_what_a_pack_holds.py::test_only_letters_to_the_employee",),
    "RD-7": ("commands/test_what_a_pack_holds.py::test_a_spent_warning_is_told_only_by_leave",),
    "RD-8": ("rules/test_conventions.py::test_there_are_seven_reason_codes",),
}
DAYS = (date(2026, 10, 2), date(2026, 9, 1))


def test_none_is_missing() -> None:
    wanted = [*(f"B-{n:02}" for n in range(1, 17)), *(f"RD-{n}" for n in range(1, 9))]
    assert [each.id for each in CONVENTIONS] == wanted
    assert sorted(PROVED) == sorted(wanted)


@pytest.mark.parametrize("id", sorted(PROVED))
def test_each_has_a_test_that_is_there(id: str) -> None:
    for proof in PROVED[id]:
        file, begins = proof.split("::")
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        names = [each.name for each in tree.body if isinstance(each, ast.FunctionDef)]
        assert any(name.startswith(begins) for name in names), proof


def test_what_blocks_is_a_rule_of_the_procedure() -> None:
    known = {rule.id for _, rule in every_rule()}
    for each in CONVENTIONS:
        assert (each.kept is Kept.BLOCKS) == bool(each.rules), each.id
        assert set(each.rules) <= known, each.id


def test_what_warns_is_said_by_its_page() -> None:
    odd = Shape(
        pages=900,
        size=HEAVY + 1,
        days=(("Correspondence", DAYS),),
        same_file=same_files([("E1", "a"), ("E2", "b"), ("E3", "a")]),
    )
    warned = {each.id for each in CONVENTIONS if each.kept is Kept.WARNS}
    assert {each.convention for each in advised(odd)} == warned


def test_what_is_odd_about_a_pack_is_said() -> None:
    assert list(advised(Shape(pages=300, size=HEAVY, days=(("A", DAYS[::-1]),)))) == []
    told = list(advised(Shape(pages=301, same_file=(("E1", "E3"),), size=HEAVY + 1)))
    assert [each.convention for each in told] == ["B-05", "B-07", "B-15"]
    assert "E1 and E3 are the same file" in told[1].says


@pytest.mark.parametrize(
    ("lengths", "volumes"),
    [
        ([], []),
        ([10, 20], [(1, 30)]),
        ([100, 100, 100], [(1, 200), (201, 300)]),
        ([10, 400, 10], [(1, 10), (11, 410), (411, 420)]),
        ([250, 1], [(1, 250), (251, 251)]),
    ],
)
def test_a_volume_ends_with_a_document(lengths: list[int], volumes: list[tuple[int, int]]) -> None:
    lines, first = [], 1
    for pages in lengths:
        lines.append(IndexLine("E", "A document", None, "", first, first + pages - 1))
        first += pages
    assert volumes_of(lines) == volumes


def test_no_panel_gets_less_than_both_sides_rely_on() -> None:
    for kind in (PackKind.MANAGEMENT, PackKind.APPEAL):
        both = {Holds.EXHIBITS, Holds.STATEMENTS, Holds.SUBMISSION, Holds.REPORT}
        assert both <= MUST_HOLD[kind]
        assert not MAY_NARROW[kind] & {Filter.RELIED_ON, Filter.UPHELD}


def test_there_are_seven_reason_codes() -> None:
    codes = "PUPIL THIRD_PARTY SPECIAL_CAT SAFEGUARD PRIVILEGE IRRELEVANT SECURITY"
    assert [each.value for each in Reason] == codes.split()
