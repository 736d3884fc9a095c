"""How a file was come by decides whether it is taken in at all."""

from typing import Any

import pytest

from casework.errors import ProcedureBreach
from casework.evidence.choices import AccessRoute, Confirms, Means
from casework.evidence.details import CaptureDetails
from casework.evidence.rules import (
    ASKED_AT,
    COLLECTION_RULES,
    Collected,
    at_fields,
    breached,
    require_lawful,
)
from casework.evidence.telling import how_obtained, not_recorded, recorded

LAWFUL: dict[str, Any] = {
    "suspected_image": False,
    "access_route": AccessRoute.PUBLIC,
    "means": Means.FAIR,
    "confirmed": True,
}


def told(**answers: Any) -> Collected:
    return Collected(**(LAWFUL | answers))


def refused(collected: Collected) -> set[str]:
    return {each.rule for each in breached(collected)}


def test_what_was_come_by_lawfully_is_taken_in() -> None:
    require_lawful(told())
    require_lawful(told(means=Means.UNKNOWN, access_route=AccessRoute.SUPPLIED))


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"suspected_image": None}, "IMG-0"),
        ({"access_route": AccessRoute.NOT_RECORDED}, "G-EV-1"),
        ({"means": Means.NOT_RECORDED}, "G-EV-2"),
        ({"means": Means.BORROWED_LOGIN}, "G-EV-3"),
        ({"means": Means.FALSE_ACCOUNT}, "G-EV-4"),
        ({"means": Means.PRESSURE}, "G-EV-5"),
        ({"access_route": AccessRoute.MONITORING}, "G-EV-6"),
        ({"confirmed": False}, "G-EV-7"),
    ],
)
def test_each_demand_refuses_by_itself_with_its_source(answers: dict[str, Any], rule: str) -> None:
    with pytest.raises(ProcedureBreach) as refusal:
        require_lawful(told(**answers))
    assert [each.rule for each in refusal.value.breaches] == [rule]
    (sentence,) = at_fields(refusal.value.breaches).values()
    assert sentence.endswith(")"), "the source is cited"


def test_monitoring_names_its_impact_assessment() -> None:
    require_lawful(told(access_route=AccessRoute.MONITORING, dpia_reference="DPIA-2026-04"))
    assert refused(told(access_route=AccessRoute.MONITORING, dpia_reference=" ")) == {"G-EV-6"}


def test_at_the_hard_stop_nothing_else_is_asked() -> None:
    assert refused(Collected(suspected_image=True)) == {"IMG-1"}
    with pytest.raises(ProcedureBreach) as refusal:
        require_lawful(Collected(suspected_image=True))
    assert [each.rule for each in refusal.value.breaches] == ["IMG-1"]


def test_every_demand_is_asked_somewhere() -> None:
    assert {each.id for each in COLLECTION_RULES} == set(ASKED_AT)
    assert {field for field, _ in ASKED_AT.values()} == set(Collected.model_fields)


def test_whoever_was_sent_a_thing_does_not_confirm_that_they_saw_it() -> None:
    assert told(access_route=AccessRoute.SUPPLIED).confirms is Confirms.GIVEN
    assert told(access_route=AccessRoute.SHOWN).confirms is Confirms.SAW


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        ("2026-09-23", "10:41", "2026-09-23T09:41:00+00:00"),
        ("2026-11-23", "9.05am", "2026-11-23T09:05:00+00:00"),
        ("2026-09-23", "about nine", None),
        ("2026-09-23", None, None),
        (None, "10:41", None),
    ],
)
def test_a_time_on_a_london_clock_is_a_moment(day: str, at: str, moment: str | None) -> None:
    details = CaptureDetails.model_validate({"captured_on": day, "captured_at": at})
    started = details.capture_started
    assert (started.isoformat() if started else None) == moment


def test_what_is_not_recorded_is_named_and_of_a_paper_not_the_account() -> None:
    missing = not_recorded(CaptureDetails())
    assert {"the platform", "how they came to see it"} <= set(missing)
    paper = CaptureDetails.model_validate({"item_type": "paper"})
    assert "the platform" not in not_recorded(paper)
    assert recorded(paper) == (("What kind of item it is", "Another paper or file"),)


def test_how_it_was_obtained_is_one_line() -> None:
    details = CaptureDetails(
        access_route=AccessRoute.MONITORING, means=Means.FAIR, dpia_reference="DPIA-4"
    )
    assert how_obtained(details).startswith(
        "Found by monitoring what staff do, under impact assessment DPIA-4; no borrowed sign-in"
    )
