"""Every reason to keep a case holds it, one by one: it can be neither proposed nor weeded."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from casework.access import Actor
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.database.whose import every_case
from casework.duties.kinds import Duty, Moment
from casework.duties.models import DutyConsidered
from casework.errors import ProcedureBreach
from casework.people.warnings import FormalWarning, WarningLevel
from casework.reports.models import LadoContact, LadoContactKind
from casework.retention.holding import PlaceHold
from casework.retention.holds import holds_on
from casework.retention.models import HoldKind, Night
from casework.retention.reviewing import disposal_of
from casework.retention.weed_reviewing import weed_holds
from casework.retention.weeding_models import Weed
from tests.retention.conftest import LONG_AFTER, approve, due_case, propose
from tests.staging import appealed, window
from tests.world import World, at

Reason = Callable[[World, Case], None]
A_WARNING = {"warning"}


def hold(kind: HoldKind) -> Reason:
    def put(world: World, case: Case) -> None:
        told = PlaceHold(kind=kind, reason="Somebody asked that it stays.")
        world.perform(world.case_manager, case, told, at(LONG_AFTER))

    return put


def referred(duty: Duty) -> Reason:
    def tell(world: World, case: Case) -> None:
        world.session.add(
            DutyConsidered(
                case_id=case.id,
                duty=duty,
                moment=Moment.OUTCOME,
                referred=True,
                referred_on=LONG_AFTER,
                reference="A-1",
                considered_by=world.case_manager.id,
                considered_at=at(LONG_AFTER),
            )
        )

    return tell


def lado(world: World, case: Case) -> None:
    world.session.add(
        LadoContact(
            case_id=case.id,
            contacted_on=LONG_AFTER,
            contacted_at="10:15",
            spoken_to="Alan Reeve",
            advice="Go on.",
            may_investigate=True,
            may_tell_employee=True,
            kind=LadoContactKind.REFERRAL,
            recorded_by=world.case_manager.id,
            recorded_at=at(LONG_AFTER),
        )
    )


def live_warning(world: World, case: Case) -> None:
    world.session.add(
        FormalWarning(
            case_id=case.id,
            person_id=world.employee.id,
            level=WarningLevel.FINAL_WRITTEN,
            about="A post",
            given_on=LONG_AFTER - timedelta(30),
            live_months=12,
            spent_on=LONG_AFTER + timedelta(300),
            dispose_on=LONG_AFTER + timedelta(600),
        )
    )


def time_to_appeal(world: World, case: Case) -> None:
    window(world, case, LONG_AFTER + timedelta(1))


def appeal(world: World, case: Case) -> None:
    appealed(world, case)


def claim(_: World, case: Case) -> None:
    case.ending, case.closed_at = Ending.NOT_UPHELD, at(LONG_AFTER - timedelta(30))


def added_to_an_open_case(world: World, case: Case) -> None:
    case.added_to_id, case.ending = world.case(Stage.HEARING).id, Ending.ADDED_TO_CASE


def clock_jumped(world: World, _: Case) -> None:
    stopped = "The clock went back: the last night was later than now"
    world.session.add(Night(at=at(LONG_AFTER), closed=1, due=1, newly_due=1, stopped=stopped))


REASONS: list[tuple[str, Reason]] = [
    ("legal_claim", hold(HoldKind.LEGAL_CLAIM)),
    ("data_request", hold(HoldKind.DATA_REQUEST)),
    ("data_complaint", hold(HoldKind.DATA_COMPLAINT)),
    ("police", hold(HoldKind.POLICE)),
    ("preserved", hold(HoldKind.PRESERVED)),
    ("other", hold(HoldKind.OTHER)),
    ("window", time_to_appeal),
    ("appealed", appeal),
    ("claim", claim),
    ("lado", lado),
    ("referred", referred(Duty.POLICE)),
    ("referred", referred(Duty.DBS)),
    ("referred", referred(Duty.TRA)),
    ("warning", live_warning),
    ("parent", added_to_an_open_case),
    ("night", clock_jumped),
]


def kinds(world: World, case: Case, today: date = LONG_AFTER) -> set[str]:
    world.session.flush()
    with every_case(world.session):
        return {each.kind for each in holds_on(world.session, [case.id], today)[case.id]}


@pytest.mark.parametrize(("kind", "reason"), REASONS)
def test_each_reason_holds_what_was_due(world: World, kind: str, reason: Reason) -> None:
    case = due_case(world)
    assert kinds(world, case) == set()
    reason(world, case)
    assert kind in kinds(world, case)
    with pytest.raises(ProcedureBreach) as refused:
        propose(world, case)
    assert "G-DISP-2" in {each.rule for each in refused.value.breaches}
    with every_case(world.session):
        told = {each.kind for each in weed_holds(world.session, case.id, Weed.EVIDENCE, LONG_AFTER)}
    assert (kind in told) is (kind not in A_WARNING), "a live warning keeps no unused evidence"


@pytest.mark.parametrize(("kind", "reason"), REASONS[6:11])
def test_each_reason_that_comes_after_the_proposal_refuses_the_approval(
    world: World, dpo: Actor, kind: str, reason: Reason
) -> None:
    case = due_case(world)
    propose(world, case)
    reason(world, case)
    assert kind in kinds(world, case)
    with pytest.raises(ProcedureBreach) as refused:
        approve(world, case, dpo)
    assert "G-DISP-2" in {each.rule for each in refused.value.breaches}
    row = disposal_of(world.session, case.id)
    assert row is not None
    assert row.approved_at is None
