"""Moving a hearing, refusing to, and going on without the employee."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from casework.cases.models import Case, Deadline
from casework.documents.issuing import issued_on
from casework.errors import NotFound, NotPermitted
from casework.hearings.commands import RecordHearingHeld
from casework.hearings.notice import ScheduleHearing
from casework.hearings.postponing import (
    AskToMove,
    AskToMoveMine,
    DecidePostponement,
    MoveHearing,
    SignOffRefusal,
    requests_on,
)
from casework.timescales import SetTimescale
from tests.commands.arranging import (
    BY_LETTER,
    HEARING_ON,
    booked,
    by_chair,
    by_employee,
    by_hr,
    notified,
)
from tests.refusing import breaches, wrong_answers
from tests.world import DAY, World, at

FIFTH, SIXTH = date(2026, 10, 26), date(2026, 10, 27)
HELD = {"companion_category": "nobody", "notes": "It was gone through."}


def asked(world: World, case: Case, day: date | None, because: str = "companion") -> str:
    told = {"because": because, "wanted_day": day, "words": "She is away."}
    return str(by_employee(world, case, AskToMoveMine, **told).facts["request_id"])


def due(world: World, case: Case) -> dict[str, date]:
    found = world.session.exec(select(Deadline).where(Deadline.case_id == case.id))
    return {each.kind: each.due_on for each in found if each.met_at is None}


def test_the_last_day_of_right_is_the_fifth_working_day_after_the_hearing(world: World) -> None:
    case = notified(world)
    asked(world, case, FIFTH)
    request = requests_on(world.session, case.id)[0]
    assert request.latest_on == FIFTH
    assert request.is_of_right


def test_a_trusts_shorter_number_does_not_shorten_the_law(world: World) -> None:
    told = {"key": "companion", "value": 2, "effective_from": DAY, "source": "Our policy"}
    SetTimescale(**told).perform(world.session, world.hr_director, at())
    case = notified(world)
    asked(world, case, FIFTH)
    assert requests_on(world.session, case.id)[0].latest_on == FIFTH


@pytest.mark.parametrize("who", [by_hr, by_chair])
def test_a_day_of_right_cannot_be_refused(world: World, who: Any) -> None:
    case = notified(world)
    request = asked(world, case, FIFTH)
    with breaches("G-POST-1") if who is by_chair else breaches("G-POST-1", "G-POST-2"):
        who(world, case, DecidePostponement, request_id=request, granted=False, reasons="Too late.")


def test_a_day_of_right_moves_the_hearing_its_letter_and_its_clocks(world: World) -> None:
    case = notified(world)
    request = asked(world, case, FIFTH)
    with wrong_answers("day"):
        by_hr(
            world,
            case,
            DecidePostponement,
            request_id=request,
            granted=True,
            day=SIXTH,
            reasons="We prefer Tuesday.",
        )
    entry = by_hr(
        world, case, DecidePostponement, request_id=request, granted=True, reasons="She is away."
    )
    assert entry.sentence == "moved the hearing to 26 October 2026 and said so in L2"
    assert issued_on(world.session, case.id)[-1].code == "L-14"
    # The clocks went back on 25 October: ten in the morning is ten in UTC again.
    assert booked(world, case).starts_at.isoformat() == "2026-10-26T10:00:00+00:00"
    assert due(world, case) == {"T7": date(2026, 10, 21), "T5-H": FIFTH}


def test_a_later_day_is_refused_by_the_chair_and_signed_off_by_hr(world: World) -> None:
    case = notified(world)
    request = asked(world, case, SIXTH)
    told = {"request_id": request, "granted": False, "reasons": "It has moved before."}
    with breaches("G-POST-2"):
        by_hr(world, case, DecidePostponement, **told)
    entry = by_chair(world, case, DecidePostponement, **told)
    assert "waits for HR" in entry.sentence
    assert len(issued_on(world.session, case.id)) == 1
    with breaches("G-POST-3"):
        by_chair(world, case, RecordHearingHeld, at(HEARING_ON, 12), attended=True, **HELD)
    by_hr(world, case, SignOffRefusal, request_id=request, words="A second companion was offered.")
    assert issued_on(world.session, case.id)[-1].code == "L-14"
    by_chair(world, case, RecordHearingHeld, at(HEARING_ON, 12), attended=True, **HELD)


def test_a_refusal_is_signed_off_once_and_only_where_it_must_be(world: World) -> None:
    case = notified(world)
    request = asked(world, case, SIXTH, because="illness")
    told = {"request_id": request, "granted": False, "reasons": "Fit to attend, the doctor says."}
    entry = by_hr(world, case, DecidePostponement, **told)
    assert entry.sentence.startswith("refused to move the hearing, with reasons, in L2")
    with wrong_answers("request_id"):
        by_hr(world, case, SignOffRefusal, request_id=request, words="Yes.")
    with wrong_answers("request_id"):
        by_hr(world, case, DecidePostponement, **told)


def test_a_later_day_can_be_granted(world: World) -> None:
    case = notified(world)
    request = asked(world, case, SIXTH)
    by_hr(world, case, DecidePostponement, request_id=request, granted=True, reasons="It is fair.")
    assert due(world, case)["T5-H"] == SIXTH


@pytest.mark.parametrize("day", [HEARING_ON, DAY])
def test_another_day_is_after_the_hearing_day(world: World, day: date) -> None:
    case = notified(world)
    with wrong_answers("wanted_day"):
        asked(world, case, day)


def test_a_request_without_a_day_needs_one_to_be_granted(world: World) -> None:
    case = notified(world)
    request = asked(world, case, None, because="illness")
    told = {"request_id": request, "granted": True, "reasons": "He is ill."}
    with wrong_answers("day"):
        by_hr(world, case, DecidePostponement, **told)
    by_hr(world, case, DecidePostponement, **told, day=date(2026, 11, 2), starts="2pm")
    assert booked(world, case).starts_at.isoformat() == "2026-11-02T14:00:00+00:00"


def test_a_request_on_paper_counts_as_much(world: World) -> None:
    case = notified(world)
    told = {"because": "companion", "wanted_day": FIFTH, "words": "She is away."}
    by_hr(world, case, AskToMove, **told, **BY_LETTER)
    assert requests_on(world.session, case.id)[0].given_how == "by letter"


def test_a_time_that_the_clocks_skip_is_no_time(world: World) -> None:
    case = notified(world)
    told = {"day": date(2027, 3, 28), "reasons": "The chair is ill."}
    with wrong_answers("starts"):
        by_hr(world, case, MoveHearing, **told, starts="1:30am")
    by_hr(world, case, MoveHearing, **told, starts="10am")
    assert booked(world, case).starts_at.isoformat() == "2027-03-28T09:00:00+00:00"


def test_a_hearing_moves_only_forward_from_today(world: World) -> None:
    with wrong_answers("day"):
        by_hr(world, notified(world), MoveHearing, day=DAY, starts="5pm", reasons="Sooner.")


def test_a_first_notice_on_the_day_the_clocks_change_says_the_right_time(world: World) -> None:
    case = notified(world)
    told = {
        "day": date(2026, 10, 25),
        "starts": "10am",
        "place": "Room 4",
        "presenter_id": world.investigating_officer.id,
        "dismissal_possible": False,
        "served_how": "by post",
    }
    by_hr(world, case, ScheduleHearing, **told)
    assert booked(world, case).starts_at.isoformat() == "2026-10-25T10:00:00+00:00"


def test_the_employee_does_not_answer_their_own_request(world: World) -> None:
    case = notified(world)
    request = asked(world, case, FIFTH)
    told = {"request_id": request, "granted": True, "reasons": "Yes."}
    with pytest.raises(NotPermitted):
        by_employee(world, case, DecidePostponement, **told)
    command = DecidePostponement.model_validate(told)
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, command)
