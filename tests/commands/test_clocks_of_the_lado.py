"""The LADO's procedures give an investigation less time: from its first day, or from later."""

from datetime import date, timedelta

from sqlmodel import select

from casework.case_file.clocks import explained
from casework.cases.stages import Stage
from casework.investigation.models import TermsOfReference
from tests.commands.test_clocks_of_the_stages import clock
from tests.suspending import begin, child_at_risk, due, lado
from tests.world import DAY, World


def test_an_investigation_that_the_lado_follows_has_less_time(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    child_at_risk(world, case)
    lado(world, case)
    begin(world, case, DAY)
    assert due(world, case) == {"T4-L": date(2026, 10, 19)}
    terms = select(TermsOfReference).where(TermsOfReference.case_id == case.id)
    assert world.session.exec(terms).one().due_on == date(2026, 10, 19)


def test_a_child_who_comes_into_it_later_gives_it_less_time_from_the_lado_on(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    begin(world, case, DAY - timedelta(5))
    usual = due(world, case)["T4"]
    lado(world, case)
    assert due(world, case) == {"T4": usual}, "advice was asked, and no child is at risk"
    child_at_risk(world, case)
    lado(world, case)
    assert due(world, case) == {"T4-L": date(2026, 10, 19)}
    assert explained(clock(world, case, "T4-L")).startswith("10 working days after Monday 5 Oct")


def test_the_lados_time_makes_no_investigation_longer(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    begin(world, case, DAY - timedelta(21))
    usual = due(world, case)["T4"]
    child_at_risk(world, case)
    lado(world, case)
    assert due(world, case) == {"T4": usual}
