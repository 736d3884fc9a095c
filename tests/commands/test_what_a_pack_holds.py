"""What goes into a pack and what never does, read from the plan that it is printed from."""

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.documents.packs import PackItem, PackPlan
from casework.documents.sheets import PeopleSheet
from casework.hearing_packs.commands import MakePack
from casework.hearing_packs.contents import Beside, plan
from casework.hearing_packs.queries import packs_of
from tests.staging import paper
from tests.world import World, at


def planned(world: World, case: Case, beside: Beside | None = None, **told: object) -> PackPlan:
    world.perform(world.case_manager, case, MakePack.model_validate(told), at(hour=13))
    pack = packs_of(world.session, case.id)[0]
    return plan(world.session, case, pack, beside or Beside(), at(hour=14))


def items(plan: PackPlan, letter: str) -> list[PackItem]:
    return [item for each in plan.sections if each.letter == letter for item in each.items]


def test_only_letters_to_the_employee_are_correspondence(world: World) -> None:
    case = world.case(Stage.HEARING)
    to_others = ("DUTY-KCSIE", "DUTY-L01", "DUTY-L27", "DUTY-L28", "L-08")
    sent = {code: paper(world, case, code).reference for code in ("L-05", "L-14", *to_others)}
    told = [each.called for each in items(planned(world, case), "G")]
    assert told == [sent["L-05"], sent["L-14"]]


def test_the_people_are_listed_but_for_who_reported_it_and_who_saw_it(world: World) -> None:
    case = world.case(Stage.HEARING)
    listed = [
        part
        for item in items(planned(world, case), "B")
        for part in item.parts
        if isinstance(part, PeopleSheet)
    ]
    (sheet,) = listed
    assert world.case_manager.name in {each.name for each in sheet.people}
    assert world.reporter.name not in {each.name for each in sheet.people}
