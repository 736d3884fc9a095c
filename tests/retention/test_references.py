"""What may be said of somebody on a day: computed, explained, and looked at by one office only."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlmodel import col, select

from casework.case_file.reference_rules import Decided, GivenWarning, spent, to_remove, told_of
from casework.case_file.references import reference_for
from casework.cases.independence import Conflict, Ground
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted, ProcedureBreach
from casework.journal import JournalEntry
from casework.people.warnings import FormalWarning, WarningLevel
from casework.reports.tracks import SafeguardingConclusion, SafeguardingOutcome
from casework.retention.personnel import RemoveFromPersonnelFile
from casework.working_days import add_months
from tests.conftest import SignedInAs
from tests.staging import paper
from tests.world import DAY, World, at

GIVEN = date(2026, 3, 2)
REMOVE = RemoveFromPersonnelFile(consents=False, done_on=DAY, how="Out of the folder.")


def warned(**told: object) -> GivenWarning:
    whole = {
        "label": "First written warning",
        "given_on": GIVEN,
        "spent_on": add_months(GIVEN, 6),
        "withdrawn": False,
        "live": True,
    }
    return GivenWarning(**(whole | told))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (Decided("SM1", False, safeguarding="substantiated", in_references=True), True),
        (Decided("SM1", False, safeguarding="substantiated"), False),
        (Decided("SM1", False, safeguarding="unsubstantiated"), False),
        (Decided("SM1", False, safeguarding="unfounded"), False),
        (Decided("SM1", False, safeguarding="false"), False),
        (Decided("SM1", False, safeguarding="malicious"), False),
        (Decided("SM1", False, warnings=(warned(),)), True),
        (Decided("SM1", False, warnings=(warned(),), safeguarding="unfounded"), False),
        (Decided("SM1", True), False),
        (Decided("SM1", False, dismissed="Dismissal with notice", ended_on=DAY), True),
        (
            Decided("SM1", False, dismissed="Dismissal", ended_on=DAY, appeal_open=True),
            False,
        ),
        (Decided("SM1", False, resigned_on=DAY), False),
    ],
)
def test_only_what_was_decided_and_counts_is_said(case: Decided, said: bool) -> None:
    told = told_of([case], DAY)
    assert any(each.said for each in told) is said
    assert all(each.why and each.source for each in told)


def test_a_spent_warning_is_counted_and_never_told() -> None:
    cases = [Decided("SM1", False, warnings=(warned(live=False),))]
    assert told_of(cases, DAY) == []
    assert spent(cases) == 1
    assert spent([Decided("SM1", False, warnings=(warned(live=False, withdrawn=True),))]) == 0


def test_what_was_malicious_comes_off_the_file_and_is_not_even_named_then() -> None:
    before = Decided("SM1", False, safeguarding="malicious")
    assert to_remove([before]) == ["SM1"]
    after = Decided("SM1", False, safeguarding="malicious", off_the_file=True)
    assert to_remove([after]) == []
    assert told_of([after], DAY) == []


def give_warning(world: World, case: Case) -> FormalWarning:
    warning = FormalWarning(
        case_id=case.id,
        person_id=world.employee.id,
        level=WarningLevel.FIRST_WRITTEN,
        about="A post",
        given_on=GIVEN,
        live_months=6,
        spent_on=add_months(GIVEN, 6),
        dispose_on=add_months(GIVEN, 18),
    )
    world.session.add(warning)
    world.session.flush()
    return warning


def concluded(world: World, case: Case, outcome: SafeguardingOutcome) -> None:
    world.session.add(
        SafeguardingConclusion(
            case_id=case.id,
            outcome=outcome,
            summary="A message",
            followed_up="With the LADO",
            action_taken="None",
            copy_to_person="Given",
            in_references=outcome is SafeguardingOutcome.SUBSTANTIATED,
            document_id=paper(world, case, "SAFE").id,
            concluded_by=world.case_manager.id,
            concluded_at=at(),
        )
    )
    world.session.flush()


def said(world: World, on: date) -> list[str]:
    found = reference_for(world.session, world.hr_director, world.employee.id, on)
    return [each.says for each in found.said]


def test_a_warning_is_said_from_its_day_until_it_is_spent(world: World) -> None:
    give_warning(world, world.case(Stage.CLOSED))
    assert said(world, GIVEN - timedelta(1)) == []
    assert said(world, GIVEN) == ["First written warning, given on 2 March 2026"]
    assert said(world, add_months(GIVEN, 6) - timedelta(1))
    assert said(world, add_months(GIVEN, 6)) == []


def test_a_record_that_is_being_deleted_gives_nothing(world: World) -> None:
    case = world.case(Stage.CLOSED)
    give_warning(world, case)
    case.disposing_since = at()
    world.session.flush()
    assert said(world, GIVEN) == []


def test_who_looked_is_recorded_before_it_is_shown(world: World, signed_in_as: SignedInAs) -> None:
    give_warning(world, world.case(Stage.CLOSED))
    page = signed_in_as(world.hr_director).get(f"/references/{world.employee.id}?on=2026-03-02")
    assert "First written warning, given on 2 March 2026" in page.text
    assert "Acas Code" in page.text
    read = select(JournalEntry).where(JournalEntry.kind == "ReferenceRead")
    (entry,) = world.session.exec(read.order_by(col(JournalEntry.id))).all()
    assert entry.facts["person_id"] == str(world.employee.id)


def test_it_is_closed_to_whoever_does_not_answer_for_the_trust(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    place = f"/references/{world.employee.id}"
    for who in (world.case_manager, world.stranger):
        assert signed_in_as(who).get(place).status_code == 403
        assert signed_in_as(who).get("/references").status_code == 403
        assert api_as(who).get(f"/api/v1{place}").status_code == 403
    director = signed_in_as(world.hr_director)
    assert director.get(f"/references/{uuid4()}").status_code == 404
    assert director.get(f"/references/{world.hr_director.id}").status_code == 403
    told = api_as(world.hr_director).get(f"/api/v1{place}").json()
    assert (told["said"], told["spent"]) == ([], 0)


def test_a_director_with_a_conflict_learns_nothing(world: World) -> None:
    case = world.case(Stage.CLOSED)
    give_warning(world, case)
    assert said(world, GIVEN)
    world.session.add(
        Conflict(
            case_id=case.id,
            person_id=world.hr_director.id,
            ground=next(iter(Ground)),
            reason="They are related.",
            recorded_by=world.case_manager.id,
            recorded_at=at(),
        )
    )
    world.session.flush()
    with pytest.raises(NotPermitted):
        said(world, GIVEN)


def test_a_bad_day_keeps_what_was_typed(world: World, signed_in_as: SignedInAs) -> None:
    page = signed_in_as(world.hr_director).get(f"/references/{world.employee.id}?on=31/31/2026")
    assert page.status_code == 422
    assert "Enter a real day" in page.text
    assert "31/31/2026" in page.text


def test_people_are_found_by_name_and_the_name_is_in_no_address(
    world: World, signed_in_as: SignedInAs
) -> None:
    director = signed_in_as(world.hr_director)
    found = director.post("/references", data={"q": world.employee.name})
    assert f"/references/{world.employee.id}" in found.text
    assert "Nobody found" in director.post("/references", data={"q": "Xyzzy"}).text


def test_only_what_was_malicious_or_false_leaves_the_personnel_file(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.CLOSED)
    with pytest.raises(ProcedureBreach) as refused:
        world.perform(world.case_manager, case, REMOVE)
    assert [each.rule for each in refused.value.breaches] == ["G-FILE-1"]
    concluded(world, case, SafeguardingOutcome.FALSE)
    found = reference_for(world.session, world.hr_director, world.employee.id, DAY)
    assert found.to_remove == [case.reference]
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, case, REMOVE)
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, REMOVE)
    world.perform(world.case_manager, case, REMOVE)
    found = reference_for(world.session, world.hr_director, world.employee.id, DAY)
    assert (found.to_remove, found.told) == ([], [])
    with pytest.raises(ProcedureBreach) as again:
        world.perform(world.case_manager, case, REMOVE)
    assert [each.rule for each in again.value.breaches] == ["G-FILE-2"]
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}/weeding").text
    assert "was taken off the personnel file" in page


def test_the_employee_may_agree_that_it_stays(world: World) -> None:
    case = world.case(Stage.CLOSED)
    concluded(world, case, SafeguardingOutcome.MALICIOUS)
    kept = REMOVE.model_copy(update={"consents": True})
    world.perform(world.case_manager, case, kept)
    found = reference_for(world.session, world.hr_director, world.employee.id, DAY)
    assert found.to_remove == []
    assert [each.said for each in found.told] == [False]
