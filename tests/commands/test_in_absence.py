"""Going on without the employee, and everything that comes before it (Acas Code para 25)."""

from datetime import date

from casework.documents.issuing import issued_on
from casework.hearings.absence import RecordNonAttendance, SendAbsenceNotice
from casework.hearings.commands import RecordHearingHeld
from casework.hearings.postponing import MoveHearing
from tests.commands.arranging import HEARING_ON, by_chair, by_hr, notified
from tests.refusing import breaches, wrong_answers
from tests.world import World, at

HELD = {"companion_category": "nobody", "notes": "It was gone through."}
IN_ABSENCE = {
    "day": date(2026, 11, 2),
    "starts": "10am",
    "adjustments": "A remote hearing was offered.",
    "health": "Occupational health sees no obstacle.",
    "why": "It was arranged twice.",
    "served_how": "by post",
    "offered": ["written", "remote", "companion"],
}
MISSED = {"asked": "We rang twice.", "reason": "He did not answer.", "good_reason": False}
ABSENT = {"attended": False, "why_absent": "Two dates were arranged.", **HELD}


def test_nobody_is_heard_in_absence_the_first_time(world: World) -> None:
    case = notified(world)
    with breaches("G-ABS-1", "G-ABS-2", "G-ABS-3", "G-ABS-4"):
        by_chair(world, case, RecordHearingHeld, at(HEARING_ON, 12), **ABSENT)
    with breaches("G-ABS-1"):
        by_hr(world, case, SendAbsenceNotice, **IN_ABSENCE)


def test_the_notice_offers_every_other_way_to_take_part(world: World) -> None:
    case = notified(world)
    by_chair(world, case, RecordNonAttendance, at(HEARING_ON, 11), **MISSED)
    with breaches("G-ABS-3"):
        told = IN_ABSENCE | {"offered": ["written"]}
        by_hr(world, case, SendAbsenceNotice, at(HEARING_ON, 12), **told)


def test_a_hearing_goes_on_without_them_on_the_very_day_of_the_notice(world: World) -> None:
    case = notified(world)
    by_chair(world, case, RecordNonAttendance, at(HEARING_ON, 11), **MISSED)
    with wrong_answers("form"):
        by_chair(world, case, RecordNonAttendance, at(HEARING_ON, 12), **MISSED)
    entry = by_hr(world, case, SendAbsenceNotice, at(HEARING_ON, 12), **IN_ABSENCE)
    assert entry.sentence.endswith("L2, for 2 November 2026")
    assert issued_on(world.session, case.id)[-1].code == "L-15"
    by_hr(
        world,
        case,
        MoveHearing,
        at(date(2026, 10, 30)),
        day=date(2026, 11, 3),
        starts="10am",
        reasons="The room is taken.",
    )
    with breaches("G-ABS-4"):
        by_chair(world, case, RecordHearingHeld, at(date(2026, 11, 3), 12), **ABSENT)
    by_hr(
        world,
        case,
        SendAbsenceNotice,
        at(date(2026, 11, 3), 12),
        **(IN_ABSENCE | {"day": date(2026, 11, 9)}),
    )
    held = by_chair(world, case, RecordHearingHeld, at(date(2026, 11, 9), 12), **ABSENT)
    assert held.sentence.endswith("in the employee’s absence")


def test_nobody_missed_a_hearing_that_is_still_to_come(world: World) -> None:
    with wrong_answers("form"):
        by_chair(world, notified(world), RecordNonAttendance, **MISSED)
