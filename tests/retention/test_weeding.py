"""Papers that go before their case: due, held, agreed to by two, and what refuses it."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from casework.access import Actor
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.database.whose import every_case
from casework.errors import Breach, NotFound, NotPermitted, ProcedureBreach, WrongAnswer
from casework.evidence.commands import AdmitExhibit
from casework.retention.holding import PlaceHold
from casework.retention.models import HoldKind
from casework.retention.weed_reviewing import weeding_of
from casework.retention.weeding import KeepPaper, ProposeWeeding, StopWeeding
from casework.retention.weeding_models import Weed
from casework.retention.weeds import Paper, due_papers, papers_on
from tests.retention.weeded import DUE, LOOKED, approve, papers_case, proposed
from tests.world import DAY, World, at

DRAFTS = ProposeWeeding(kind=Weed.DRAFTS, reason="The report was issued.")


def rules(breaches: Iterable[Breach]) -> list[str]:
    return [each.rule for each in breaches]


def papers(world: World, case: Case) -> dict[str, Paper]:
    with every_case(world.session):
        return {each.label: each for each in papers_on(world.session, case.id, DUE)}


def test_only_what_nobody_relied_on_is_due_and_each_paper_says_why(world: World) -> None:
    case, _ = papers_case(world)
    found = papers(world, case)
    unused = next(each for label, each in found.items() if label.startswith("Item taken in"))
    assert unused.is_due(DUE)
    assert not unused.is_due(DUE - timedelta(1))
    assert unused.says == f"Nobody relies on it. It may go from {DUE:%-d %B %Y}."
    assert found["E1"].says == "An allegation rests on it. It goes with the case."
    assert found["Report, version 1"].is_due(DUE)
    with every_case(world.session):
        told = {each.kind: each.papers for each in due_papers(world.session, DUE, 50)}
    assert told == {Weed.EVIDENCE: 1, Weed.DRAFTS: 1}


def test_an_exhibit_of_a_case_that_never_had_a_pack_is_part_of_none(world: World) -> None:
    case, _ = papers_case(world)
    exhibit = world.exhibit(case, b"Another post")
    label = f"E{exhibit.number}"
    assert "hearing pack" in papers(world, case)[label].says, "one may still be made"
    case.stage, case.ending, case.closed_at = Stage.CLOSED, Ending.NO_CASE_TO_ANSWER, at()
    world.session.flush()
    assert papers(world, case)[label].is_due(DUE)


def test_two_different_people_agree_and_it_waits(world: World, dpo: Actor) -> None:
    case, _ = papers_case(world)
    row = proposed(world, case)
    assert [each["label"][:4] for each in row.manifest["items"]] == ["Item"]
    director = Actor(
        world.hr_director.id, world.hr_director.name, world.hr_director.roles, confirmed=True
    )
    with pytest.raises(NotPermitted):
        approve(world, case, row, world.case_manager)
    approve(world, case, row, dpo)
    assert row.waits_until == DUE + timedelta(14)
    with pytest.raises(ProcedureBreach) as again:
        approve(world, case, row, director)
    assert "G-WEED-6" in rules(again.value.breaches)


def test_whoever_proposed_it_does_not_approve_it(world: World) -> None:
    case, _ = papers_case(world)
    director = Actor(
        world.hr_director.id, world.hr_director.name, world.hr_director.roles, confirmed=True
    )
    world.perform(director, case, LOOKED, at(DUE))
    row = weeding_of(world.session, case.id, Weed.EVIDENCE)
    assert row
    with pytest.raises(ProcedureBreach) as same:
        approve(world, case, row, director)
    assert rules(same.value.breaches) == ["G-WEED-7"]


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        (LOOKED.model_copy(update={"looked_through": False}), "G-WEED-5"),
        (LOOKED.model_copy(update={"kind": Weed.PSEUDONYMS}), "G-WEED-1"),
    ],
)
def test_nothing_is_proposed_unseen_or_where_nothing_is_due(
    world: World, told: ProposeWeeding, rule: str
) -> None:
    case, _ = papers_case(world)
    with pytest.raises(ProcedureBreach) as refused:
        proposed(world, case, told)
    assert rule in rules(refused.value.breaches)


def test_where_a_child_is_concerned_the_safeguarding_lead_agreed(world: World) -> None:
    case, _ = papers_case(world)
    case.pupil_involved = True
    with pytest.raises(ProcedureBreach) as refused:
        proposed(world, case, LOOKED.model_copy(update={"safeguarding_agreed": None}))
    assert rules(refused.value.breaches) == ["G-WEED-4"]
    assert proposed(world, case).safeguarding_agreed


def test_a_hold_wins_before_and_after_the_proposal(world: World, dpo: Actor) -> None:
    case, _ = papers_case(world)
    row = proposed(world, case)
    hold = PlaceHold(kind=HoldKind.LEGAL_CLAIM, reason="A letter before claim came.")
    world.perform(world.case_manager, case, hold)
    with pytest.raises(ProcedureBreach) as refused:
        approve(world, case, row, dpo)
    assert rules(refused.value.breaches) == ["G-WEED-2"]
    with pytest.raises(ProcedureBreach) as held:
        proposed(world, case, DRAFTS)
    assert rules(held.value.breaches) == ["G-WEED-2"]


def test_what_somebody_relies_on_meanwhile_is_proposed_anew(world: World, dpo: Actor) -> None:
    case, unused = papers_case(world)
    row = proposed(world, case)
    admit = AdmitExhibit(
        capture_id=unused.id, title="A reply", description="Words", shows_pupil=False
    )
    world.perform(world.case_manager, case, admit, at(DUE))
    with pytest.raises(ProcedureBreach) as changed:
        approve(world, case, row, dpo)
    assert {"G-WEED-1", "G-WEED-8"} <= set(rules(changed.value.breaches))


def test_a_paper_is_kept_with_a_reason_and_a_weeding_stopped(world: World) -> None:
    case, unused = papers_case(world)
    row = proposed(world, case)
    stop = StopWeeding(weeding_id=row.id, reason="The employee asked for it.")
    world.perform(world.case_manager, case, stop, at(DUE))
    assert weeding_of(world.session, case.id, Weed.EVIDENCE) is None
    keep = KeepPaper(item_id=unused.id, reason="It may help her.")
    world.perform(world.case_manager, case, keep, at(DUE))
    kept = [each for each in papers(world, case).values() if each.id == unused.id]
    assert kept[0].says == "Somebody decided to keep it: It may help her. It goes with the case."
    with pytest.raises(WrongAnswer):
        world.perform(world.case_manager, case, keep, at(DUE))
    with pytest.raises(ProcedureBreach):
        proposed(world, case)


def test_nothing_is_due_while_a_reopened_case_is_investigated_again(world: World) -> None:
    case, unused = papers_case(world)
    case.stage = Stage.INVESTIGATION
    world.session.flush()
    (again,) = [each for each in papers(world, case).values() if each.id == unused.id]
    assert not again.is_due(DUE)
    assert again.says == "It is in use until the report is issued."


def test_a_paused_case_keeps_all_of_its_papers(world: World) -> None:
    case, _ = papers_case(world)
    case.paused_on = DAY
    with pytest.raises(ProcedureBreach) as held:
        proposed(world, case)
    assert rules(held.value.breaches) == ["G-WEED-2"]


def test_whoever_has_no_part_in_keeping_records_weeds_nothing(world: World) -> None:
    case, _ = papers_case(world)
    with pytest.raises(NotPermitted):
        world.perform(world.investigating_officer, case, LOOKED, at(DUE))
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, LOOKED, at(DUE))
