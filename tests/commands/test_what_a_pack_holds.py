"""What goes into a pack and what never does, read from the plan that it is printed from."""

from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

import pytest

from casework.allegations.queries import allegations_on
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.documents.packs import PackItem, PackPlan
from casework.documents.sheets import AllegationSchedule, PeopleSheet, PolicySheet, WarningsSheet
from casework.hearing_packs.beside import Beside, Submitted
from casework.hearing_packs.commands import MakePack
from casework.hearing_packs.contents import plan
from casework.hearing_packs.queries import pack_facts, packs_of
from casework.hearing_packs.recipes import PackKind
from casework.people.models import Person
from casework.people.warnings import FormalWarning, WarningLevel
from casework.registers.commands import AcknowledgePolicy
from tests.documents.foreign import a_pdf
from tests.packing import J_COMPARATORS, approved, handed_in
from tests.refusing import breaches
from tests.staging import paper
from tests.told import CONDUCT_ON
from tests.world import DAY, World, at

Sheet = TypeVar("Sheet")


def planned(world: World, case: Case, beside: Beside | None = None, **told: object) -> PackPlan:
    world.perform(world.case_manager, case, MakePack.model_validate(told), at(hour=13))
    pack = packs_of(world.session, case.id)[0]
    return plan(world.session, case, pack, beside or Beside(), at(hour=14))


def items(plan: PackPlan, letter: str) -> list[PackItem]:
    return [item for each in plan.sections if each.letter == letter for item in each.items]


def sheet_of(plan: PackPlan, letter: str, kind: type[Sheet]) -> Sheet:
    parts = [part for item in items(plan, letter) for part in item.parts]
    (sheet,) = [part for part in parts if isinstance(part, kind)]
    return sheet


def submitted(capture_id: UUID, title: str, **told: Any) -> Submitted:
    return Submitted(capture_id, title, "Statement", DAY, **told)


def test_only_letters_to_the_employee_are_correspondence(world: World) -> None:
    case = world.case(Stage.HEARING)
    to_others = ("DUTY-KCSIE", "DUTY-L01", "DUTY-L27", "DUTY-L28", "L-08")
    sent = {code: paper(world, case, code).reference for code in ("L-05", "L-14", *to_others)}
    told = [each.called for each in items(planned(world, case), "G")]
    assert told == [sent["L-05"], sent["L-14"]]


def test_the_people_are_listed_but_for_who_reported_it_and_who_saw_it(world: World) -> None:
    case = world.case(Stage.HEARING)
    sheet = sheet_of(planned(world, case), "B", PeopleSheet)
    assert world.case_manager.name in {each.name for each in sheet.people}
    assert world.reporter.name not in {each.name for each in sheet.people}


def test_what_the_employee_sent_is_in_the_pack_once(world: World) -> None:
    case = world.case(Stage.HEARING)
    kept, exhibit = world.capture(case, a_pdf("My side"), "mine.pdf"), world.exhibit(case)
    sent = [
        submitted(kept.id, "My side", exhibit=""),
        submitted(exhibit.capture_id, "A screenshot of mine", exhibit=exhibit.reference),
        submitted(kept.id, "For the appeal", for_appeal=True),
    ]
    (mine, again) = items(planned(world, case, Beside(submitted=sent)), "I")
    assert (mine.title, mine.capture_id, len(mine.parts)) == ("My side", kept.id, 2)
    assert (again.description, again.capture_id, len(again.parts)) == (
        "from the employee, see E1",
        None,
        1,
    )


def test_an_employees_pack_holds_what_they_sent_and_what_is_alleged(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.allegation(case)
    with breaches("G-PACK-14"):
        planned(world, case, kind="employee")
    for_them = handed_in(world, case)
    beside = Beside(submitted=[submitted(for_them, "My side")])
    made = planned(world, case, beside, kind="employee")
    assert [each.letter for each in made.sections if each.items] == ["A", "B"]
    assert [each.title for each in items(made, "B")] == ["My side"]


def test_a_paper_nobody_looked_at_stops_the_final_pack(world: World) -> None:
    case = world.case(Stage.HEARING)
    handed_in(world, case)
    facts = pack_facts(world.session, case, check_originals=False)
    assert facts.papers_not_looked_at == 1


def test_a_spent_warning_is_told_only_by_leave(world: World) -> None:
    case, earlier = world.case(Stage.HEARING), world.case(Stage.CLOSED)
    world.allegation(case)
    world.session.add(
        FormalWarning(
            case_id=earlier.id,
            person_id=world.employee.id,
            level=WarningLevel.FIRST_WRITTEN,
            about="Lateness",
            given_on=CONDUCT_ON - timedelta(days=800),
            live_months=12,
            spent_on=CONDUCT_ON - timedelta(days=400),
            dispose_on=CONDUCT_ON + timedelta(days=9),
        )
    )
    without, by_leave = (
        sheet_of(planned(world, case, beside), "H", WarningsSheet)
        for beside in (Beside(), Beside(why_spent="It was the same act"))
    )
    assert (without.warnings, without.spent) == ((), ())
    assert [each.about for each in by_leave.spent] == ["Lateness"]


def test_comparators_are_in_a_pack_only_where_the_trust_put_them(world: World) -> None:
    case = world.case(Stage.APPEAL)
    paper(world, case, "L-21")
    ended = Beside(comparators=[("Clauses", "3.3"), ("Dismissal with notice", "Fewer than five")])
    told = [
        item.title
        for each in planned(world, case, ended, kind="appeal").sections
        for item in each.items
    ]
    assert "How earlier cases ended" not in told
    approved(world, PackKind.APPEAL, J_COMPARATORS)
    (only,) = items(planned(world, case, ended, kind="appeal"), "J")
    assert only.title == "How earlier cases ended"
    assert "Fewer than five" in str(only.parts)


def every_sheet(plan: PackPlan, kind: type[Sheet]) -> list[Sheet]:
    parts = [part for each in plan.sections for item in each.items for part in item.parts]
    return [part for part in parts if isinstance(part, kind)]


@pytest.mark.parametrize(
    ("read", "filed", "says"),
    [
        (timedelta(-7), None, "{version}, acknowledged on 14 September 2026"),
        (
            timedelta(7),
            None,
            "{version}, acknowledged on 28 September 2026, after the alleged conduct",
        ),
        (
            None,
            timedelta(-7),
            "the staff file says acknowledged on 14 September 2026, and not which version",
        ),
        (None, timedelta(7), ""),
        (None, None, ""),
    ],
)
def test_a_pack_says_whether_the_employee_had_acknowledged_the_version_relied_on(
    world: World, read: timedelta | None, filed: timedelta | None, says: str
) -> None:
    case = world.case(Stage.HEARING)
    world.allegation(case)
    alleged = allegations_on(world.session, case.id)[0]
    person = world.session.get_one(Person, world.employee.id)
    person.acknowledged_policy_on = CONDUCT_ON + filed if filed else None
    if read:
        told = {"version_id": alleged.version.id, "acknowledged_on": CONDUCT_ON + read}
        asked = AcknowledgePolicy.model_validate(told)
        asked.perform(world.session, world.employee, at())
    shown = says.format(version=alleged.version.named)
    whole = planned(world, case)
    (schedule,) = every_sheet(whole, AllegationSchedule)
    assert [each.version_shown for each in schedule.allegations] == [shown]
    (policy,) = every_sheet(whole, PolicySheet)
    assert policy.acknowledgements == ((shown,) if shown else ())
