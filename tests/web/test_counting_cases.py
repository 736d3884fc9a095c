"""The navigation, the list and My work say the same number of cases."""

import re

from casework.cases.gateway import begin
from casework.cases.stages import Stage
from tests.conftest import SignedInAs
from tests.world import World, at


def test_cases_are_counted_one_way_wherever_their_number_stands(
    world: World, signed_in_as: SignedInAs
) -> None:
    for stage in (Stage.TRIAGE, Stage.INVESTIGATION, Stage.CLOSED):
        world.case(stage)
    for hour in (9, 10):
        begin(world.session, world.reporter, world.told(), at(hour=hour))
    world.session.flush()
    for who in (world.case_manager, world.hr_director, world.dsl, world.investigating_officer):
        browser = signed_in_as(who)
        page = browser.get("/cases").text
        many = int(found[1]) if (found := re.search(r">(\d+) cases?<", page)) else 0
        beside = re.search(r'href="/cases" data-nav="cases".*?</a>', page, re.DOTALL)
        assert beside, who.name
        number = re.search(r'class="n">(\d+)<', beside[0])
        assert (int(number[1]) if number else 0) == many, who.name
        if who == world.case_manager:
            assert many == 4, "closed ones are not counted, new reports are"
            assert ">4<" in browser.get("/work").text.partition('id="stages"')[2][:600]
