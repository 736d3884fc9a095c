"""Giving notice of a hearing, and recording that it was held."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from casework.access import Role
from casework.allegations.models import Allegation
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.documents.completeness import PaperIncomplete
from casework.documents.issuing import issued_on
from casework.hearings.commands import RecordHearingHeld
from casework.hearings.models import CompanionCategory, Hearing
from casework.hearings.notice import ScheduleHearing
from casework.hearings.queries import hearing_of
from casework.journal import JournalEntry
from casework.particulars import KeptParticular
from casework.storage import store
from casework.timescales import SetTimescale
from tests.refusing import breaches, wrong_answers
from tests.staging import hearing
from tests.world import DAY, World, at

IN_TEN_DAYS, IN_NINE = date(2026, 10, 19), date(2026, 10, 16)


def prepared(world: World, **parts: Any) -> tuple[Case, Allegation]:
    case = world.case(Stage.HEARING, **parts)
    return case, world.allegation(case)


def notify(world: World, case: Case, **told: Any) -> JournalEntry:
    whole = {
        "day": IN_TEN_DAYS,
        "starts": "10am",
        "place": "Room 4, Tansley House",
        "presenter_id": world.investigating_officer.id,
        "dismissal_possible": False,
        "served_how": "By e-mail and by first class post",
    }
    asked = ScheduleHearing.model_validate(whole | told)
    return world.perform(world.case_manager, case, asked)


def due(world: World, case: Case) -> dict[str, date]:
    found = world.session.exec(select(Deadline).where(Deadline.case_id == case.id))
    return {each.kind: each.due_on for each in found if each.met_at is None}


def booked(world: World, case: Case) -> Hearing:
    found = hearing_of(world.session, case.id)
    assert found
    return found


def test_a_notice_is_sent_kept_and_counted_from(world: World) -> None:
    case, allegation = prepared(world)
    entry = notify(world, case)
    assert entry.sentence == "sent the hearing notice, L1, for 19 October 2026"
    assert entry.facts["notice_days"] == 10
    assert allegation.notified_on == DAY
    notice = issued_on(world.session, case.id)[0]
    assert store().read(notice.key).startswith(b"%PDF-")
    assert due(world, case) == {
        "T7-P": date(2026, 10, 12),
        "T7": date(2026, 10, 14),
        "T5-H": IN_TEN_DAYS,
        "T5-N": IN_TEN_DAYS,
    }


def test_a_notice_that_only_moves_the_day_keeps_the_pack_that_was_issued(world: World) -> None:
    case, _ = prepared(world)
    notify(world, case)
    booked(world, case).pack_issued_on = DAY
    notify(world, case, day=date(2026, 10, 20))
    assert booked(world, case).pack_issued_on == DAY


def test_a_notice_of_something_new_wants_it_in_the_papers_of_both_sides(world: World) -> None:
    case, _ = prepared(world)
    hearing(world, case, pack_issued_on=DAY, on=IN_TEN_DAYS)
    world.allegation(case, "3.7")
    notify(world, case)
    assert booked(world, case).pack_issued_on is None
    assert due(world, case)["T7-P"] == date(2026, 10, 12)
    with breaches("G-PACK-1"):
        hold(world, case, IN_TEN_DAYS)


def test_shorter_notice_is_refused_unless_the_employee_agrees(world: World) -> None:
    case, _ = prepared(world)
    with breaches("G-NOT-2"):
        notify(world, case, day=IN_NINE)
    assert issued_on(world.session, case.id) == []
    notify(world, case, day=IN_NINE, shorter_notice_agreed="In an e-mail of 5 October 2026")
    assert booked(world, case).shorter_notice_agreed == "In an e-mail of 5 October 2026"


@pytest.mark.parametrize("day", [DAY, date(2026, 10, 2)])
def test_agreement_does_not_move_a_hearing_into_the_past(world: World, day: date) -> None:
    case, _ = prepared(world)
    with breaches("G-NOT-2"):
        notify(world, case, day=day, shorter_notice_agreed="He said so")


def test_the_trusts_own_period_of_notice_counts(world: World) -> None:
    SetTimescale(
        key="hearing_notice", value=5, effective_from=DAY, source="Our policy, section 8"
    ).perform(world.session, world.hr_director, at())
    case, _ = prepared(world)
    assert notify(world, case, day=date(2026, 10, 12)).facts["notice_days"] == 5


@pytest.mark.parametrize(
    ("without", "rule"), [("hearing_manager", "G-NOT-0"), ("note_taker", "G-NOT-3")]
)
def test_a_notice_names_who_hears_and_who_takes_notes(
    world: World, without: str, rule: str
) -> None:
    case, _ = prepared(world, **{without: None})
    with breaches(rule):
        notify(world, case)


def test_a_hearing_needs_an_allegation_that_goes_to_it(world: World) -> None:
    case, allegation = prepared(world)
    allegation.to_hearing = False
    with breaches("G-NOT-1"):
        notify(world, case)


@pytest.mark.parametrize("stage", [Stage.DECISION, Stage.OUTCOME])
def test_a_hearing_is_scheduled_at_its_stage(world: World, stage: Stage) -> None:
    case = world.case(stage)
    with breaches("G-STAGE"):
        notify(world, case)


def test_possible_dismissal_is_explained(world: World) -> None:
    case, _ = prepared(world)
    with wrong_answers("gross_misconduct_rule", "why_dismissal"):
        notify(world, case, dismissal_possible=True)


@pytest.mark.parametrize("missing", ["support", "adjustments", "privacy_notice"])
def test_a_notice_that_lacks_something_names_it_and_is_not_sent(world: World, missing: str) -> None:
    case, _ = prepared(world)
    world.session.delete(world.session.get_one(KeptParticular, missing))
    with pytest.raises(PaperIncomplete) as refused:
        notify(world, case)
    assert len(refused.value.missing) == 1
    assert hearing_of(world.session, case.id) is None


def test_a_second_notice_moves_the_hearing_and_keeps_the_first(world: World) -> None:
    case, _ = prepared(world)
    notify(world, case)
    notify(world, case, day=date(2026, 10, 26), starts="2.30pm")
    assert len(issued_on(world.session, case.id)) == 2
    assert len(world.session.exec(select(Hearing)).all()) == 1
    assert booked(world, case).starts_at.isoformat() == "2026-10-26T14:30:00+00:00"
    assert due(world, case)["T5-H"] == date(2026, 10, 26)


def hold(world: World, case: Case, day: date = DAY, **told: Any) -> JournalEntry:
    whole = {"attended": True, "companion_category": "nobody", "notes": "He answered."} | told
    asked = RecordHearingHeld.model_validate(whole)
    return world.perform(world.hearing_manager, case, asked, at(day, 15))


def to_hold(world: World, **told: Any) -> Case:
    case, _ = prepared(world)
    hearing(world, case, **({"pack_issued_on": DAY} | told))
    return case


def test_a_hearing_that_was_held_leads_to_an_outcome(world: World) -> None:
    case = to_hold(world)
    entry = hold(
        world, case, companion_category=CompanionCategory.FELLOW_WORKER, companion="Bea Holt"
    )
    assert entry.sentence == (
        "recorded that the hearing was held on 5 October 2026, with the employee present"
    )
    assert entry.facts["accompanied"] is True
    assert case.stage is Stage.OUTCOME
    assert due(world, case) == {"T8": date(2026, 10, 12)}


def test_a_hearing_in_absence_says_what_was_done_first(world: World) -> None:
    case = to_hold(world)
    with wrong_answers("why_absent"):
        hold(world, case, attended=False)
    with breaches("G-ABS-1", "G-ABS-2", "G-ABS-3", "G-ABS-4"):
        hold(world, case, attended=False, why_absent="We offered a second day.")


def test_a_companion_has_a_name(world: World) -> None:
    with wrong_answers("companion"):
        hold(world, to_hold(world), companion_category="union_employed_official")


def test_a_hearing_nobody_was_told_of_was_not_held(world: World) -> None:
    case, _ = prepared(world)
    with breaches("G-NOT-4", "G-PACK-1", "G-HRG-1"):
        hold(world, case)


def test_a_hearing_without_its_pack_was_not_held(world: World) -> None:
    case = to_hold(world, pack_issued_on=None)
    with breaches("G-PACK-1"):
        hold(world, case)


def test_a_hearing_is_not_held_before_its_day(world: World) -> None:
    case = to_hold(world, on=date(2026, 10, 6))
    with breaches("G-HRG-1"):
        hold(world, case)


def test_a_hearing_is_held_once(world: World) -> None:
    case = to_hold(world)
    hold(world, case)
    with breaches("G-STAGE"):
        hold(world, case)


def test_the_panel_is_named_in_the_notice(world: World) -> None:
    case, _ = prepared(world)
    world.part(case, world.chair_of_trustees, Role.PANEL_MEMBER)
    assert notify(world, case)
