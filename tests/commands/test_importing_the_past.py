"""Old cases come in from another system: shown first, kept whole, counted as others are."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from casework.cases.gateway import perform
from casework.cases.imported import ImportedCase
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.errors import NotFound, NotPermitted, ProcedureBreach, WrongAnswer
from casework.interruptions.reopening import ReopenCase
from casework.outcomes.comparators import comparators
from casework.outcomes.ladder import Sanction
from casework.past.columns import SAYS, columns, example
from casework.past.importing import dry_run, import_past
from casework.past.reading import PastFileRefused
from casework.past.rows import NAMES
from casework.people.warnings import live_warnings, warnings_of
from casework.retention.clocks import case_due
from casework.retention.periods import lengths_on
from tests.staging import held
from tests.trust import NUMBERS, TITLE, VERSION
from tests.world import DAY, World, at

ORIGIN = "Old HR system"
WARNED = {
    "old_reference": "HR/26/1",
    "staff_number": NUMBERS["employee"],
    "opened_on": "2026-02-02",
    "closed_on": "2026-04-30",
    "ending": "outcome_given",
    "summary": "Posts about a colleague",
    "concerns_child": "no",
    "severity": "serious",
    "policy": TITLE,
    "policy_version": VERSION,
    "clauses": "3.3",
    "sanction": "first_written_warning",
    "decided_on": "2026-03-16",
    "decided_by": "Ruth Calder",
    "warning_months": "12",
}


def csv_of(*rows: dict[str, str]) -> str:
    lines = [",".join(f'"{row.get(name, "")}"' for name in NAMES) for row in rows]
    return "\n".join([",".join(NAMES), *lines])


def imported(world: World, *rows: dict[str, str]) -> list[Case]:
    import_past(world.session, world.hr_director, ORIGIN, csv_of(*rows), at())
    found = world.session.exec(select(Case).join(ImportedCase).order_by(Case.reference))
    return list(found)


def problems(world: World, *rows: dict[str, str]) -> list[str]:
    with pytest.raises(PastFileRefused) as refused:
        import_past(world.session, world.hr_director, ORIGIN, csv_of(*rows), at())
    assert world.session.exec(select(ImportedCase)).first() is None
    return refused.value.problems


def test_an_old_warning_counts_by_its_days_as_any_other(world: World) -> None:
    (case,) = imported(world, WARNED)
    assert (case.stage, case.ending) == (Stage.CLOSED, Ending.OUTCOME_GIVEN)
    (warning,) = warnings_of(world.session, world.employee.id)
    assert warning.case_id == case.id
    assert (warning.given_on, warning.spent_on) == (date(2026, 3, 16), date(2027, 3, 16))
    assert live_warnings(world.session, world.employee.id, DAY) == [warning]
    assert live_warnings(world.session, world.employee.id, date(2027, 3, 16)) == []
    assert f"as recorded in {ORIGIN}" in warning.live_on(DAY).says
    assert warning.origin == f"Imported from {ORIGIN} on 5 October 2026"


def test_its_record_is_kept_as_the_schedule_says(world: World) -> None:
    (case,) = imported(world, WARNED)
    due = case_due(world.session, case, lengths_on(world.session, DAY))
    assert due
    assert (due.code, due.due_on) == ("R-12", date(2027, 12, 16))  # nine months after it is spent


def test_where_a_child_was_concerned_it_is_kept_for_the_sake_of_the_child(world: World) -> None:
    (case,) = imported(world, WARNED | {"concerns_child": "yes"})
    due = case_due(world.session, case, lengths_on(world.session, DAY))
    assert due
    assert due.code in ("R-02", "R-09")
    assert due.due_on
    assert due.due_on >= date(2036, 2, 2)


def test_a_dismissal_is_counted_from_the_end_of_the_employment(world: World) -> None:
    gone = {
        "sanction": "dismissal_with_notice",
        "warning_months": "",
        "employment_ended_on": "2026-05-31",
    }
    (case,) = imported(world, WARNED | gone)
    due = case_due(world.session, case, lengths_on(world.session, DAY))
    assert due
    assert (due.code, due.starts_on) == ("R-11", date(2026, 5, 31))


def test_a_resignation_is_counted_from_its_last_day(world: World) -> None:
    left = {"ending": "resigned", "employment_ended_on": "2026-04-30"}
    blank = dict.fromkeys(("sanction", "decided_on", "warning_months"), "")
    (case,) = imported(world, WARNED | blank | left)
    due = case_due(world.session, case, lengths_on(world.session, DAY))
    assert due
    assert (due.code, due.starts_on) == ("R-11", date(2026, 4, 30))


def test_later_cases_are_compared_with_it(world: World) -> None:
    rows = [
        WARNED | {"old_reference": f"HR/26/{each}", "staff_number": NUMBERS["stranger"]}
        for each in range(5)
    ]
    imported(world, *rows)
    case = world.case(Stage.OUTCOME)
    held(world, case)
    world.found(case)
    found = comparators(world.session, case)
    assert "3.3" in found.clauses
    told = {each.sanction: each.cases for each in found.ended}
    assert told[Sanction.FIRST_WRITTEN_WARNING] == 5


def test_importing_again_adds_nothing(world: World) -> None:
    imported(world, WARNED)
    again = import_past(world.session, world.hr_director, ORIGIN, csv_of(WARNED), at())
    assert (again.cases, again.known_before) == (0, 1)
    assert len(warnings_of(world.session, world.employee.id)) == 1


def test_other_facts_under_the_same_reference_are_refused(world: World) -> None:
    imported(world, WARNED)
    changed = WARNED | {"summary": "Something else"}
    with pytest.raises(PastFileRefused, match="Line 2, old_reference: It was imported before"):
        import_past(world.session, world.hr_director, ORIGIN, csv_of(changed), at())


def test_what_was_deleted_does_not_come_back(world: World) -> None:
    (case,) = imported(world, WARNED)
    row = world.session.exec(select(ImportedCase).where(ImportedCase.case_id == case.id)).one()
    world.session.delete(row)  # as a deletion by the schedule leaves it
    world.session.flush()
    with pytest.raises(PastFileRefused, match="It does not come back"):
        import_past(world.session, world.hr_director, ORIGIN, csv_of(WARNED), at())


def test_a_dry_run_shows_what_would_be_and_keeps_nothing(world: World) -> None:
    old = WARNED | {"old_reference": "HR/19/1", "opened_on": "2019-01-07"}
    old |= {"closed_on": "2019-03-01", "decided_on": "2019-02-01"}
    would = dry_run(world.session, world.hr_director, ORIGIN, csv_of(WARNED, old), at())
    assert [each.line for each in would.would_be] == [2, 3]
    assert (would.warnings, would.live, would.known_before) == (2, 1, 0)
    assert [each.is_overdue(DAY) for each in would.would_be] == [False, True]
    assert world.session.exec(select(ImportedCase)).first() is None
    assert warnings_of(world.session, world.employee.id) == []


def test_each_wrong_cell_is_named_by_line_and_column(world: World) -> None:
    rows = [
        WARNED | {"staff_number": "999"},
        WARNED | {"old_reference": "2", "closed_on": "soon"},
        WARNED | {"old_reference": "3", "clauses": "9.9", "concerns_child": "perhaps"},
        WARNED | {"old_reference": "4", "sanction": ""},
        WARNED | {"old_reference": "5", "closed_on": str(DAY + timedelta(1))},
        WARNED | {"old_reference": "5"},
    ]
    said = problems(world, *rows)
    assert [each.partition(":")[0] for each in said] == [
        "Line 3, closed_on",
        "Line 4, concerns_child",
        "Line 5, sanction",
        "Line 5, warning_months",
        "Line 6, closed_on",
        "Line 7, old_reference",
    ]
    assert problems(world, rows[0]) == ["Line 2, staff_number: 999 is nobody’s staff number"]
    assert problems(world, WARNED | {"clauses": "9.9"}) == [
        "Line 2, clauses: That version has no clause 9.9"
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("old_reference,colour\n1,red", "Line 1: the heading lacks"),
        (",".join((*NAMES, "sanction")), "Line 1: the heading has more than once: sanction"),
        (",".join(NAMES), "Line 2: the file has a heading and no cases"),
        (",".join(NAMES) + "\none,two", "does not have as many cells"),
        (",".join(NAMES) + '\n"open', "this is not CSV"),
        ("", "Line 1: the heading lacks"),
    ],
)
def test_a_file_that_is_none_is_refused(world: World, text: str, says: str) -> None:
    with pytest.raises(PastFileRefused, match=says):
        dry_run(world.session, world.hr_director, ORIGIN, text, at())


def test_somebody_imports_no_case_about_themselves(world: World) -> None:
    said = problems(world, WARNED | {"staff_number": NUMBERS["hr_director"]})
    assert said == [
        "Line 2, staff_number: This is about whoever imports it. Somebody else must do it"
    ]


def test_only_the_director_of_hr_imports(world: World) -> None:
    for who in (world.case_manager, world.it_admin, world.stranger):
        with pytest.raises(NotPermitted):
            import_past(world.session, who, ORIGIN, csv_of(WARNED), at())
    with pytest.raises(WrongAnswer):
        import_past(world.session, world.hr_director, "  ", csv_of(WARNED), at())


def test_an_imported_case_is_read_and_not_changed(world: World) -> None:
    (case,) = imported(world, WARNED | {"case_manager": NUMBERS["case_manager"]})
    reopen = ReopenCase(reason="New facts")
    with pytest.raises(ProcedureBreach) as refused:
        perform(world.session, world.case_manager, case.reference, reopen, at())
    assert [each.rule for each in refused.value.breaches] == ["G-PAST-1"]
    assert case.stage is Stage.CLOSED


def test_nobody_sees_more_of_it_than_of_another_case(world: World) -> None:
    (case,) = imported(world, WARNED | {"case_manager": NUMBERS["case_manager"]})
    reopen = ReopenCase(reason="New facts")
    for who in (world.employee, world.colleague, world.principal, world.it_admin, world.stranger):
        with pytest.raises(NotFound):
            perform(world.session, who, case.reference, reopen, at())


def test_every_column_is_described_and_the_example_is_right(world: World) -> None:
    assert set(SAYS) == set(NAMES)
    assert {name for name, _, needed in columns() if needed} >= {"old_reference", "closed_on"}
    assert dry_run(world.session, world.hr_director, ORIGIN, example(), at()).warnings == 1
