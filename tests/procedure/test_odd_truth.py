"""Cases that fit no form: each has one answer, and its name here is the answer."""

from datetime import date, datetime, time, timedelta

from sqlmodel import select

from casework.access import CASEWORK, Role
from casework.allegations.commands import MakeAllegation
from casework.appeals.lodging import LodgeAppeal
from casework.appeals.models import Appeal
from casework.cases.appointing import holder
from casework.cases.commands import Appoint
from casework.cases.conflicts import RaiseConflict, StepOff
from casework.cases.models import Case, Deadline
from casework.cases.outside import decide
from casework.cases.stages import Stage
from casework.cases.waivers import AskForWaiver, DecideWaiver, waivers_on
from casework.hearings.companions import NameCompanion, RecordCompanionWithdrawn, companion_of
from casework.hearings.postponing import AskToMove, DecidePostponement, MoveHearing
from casework.interruptions.resigning import RecordResignation
from casework.outcomes.authority import Delegated
from casework.outcomes.delegation import may_decide
from casework.outcomes.ladder import Sanction
from casework.policies.commands import import_policy
from casework.working_days import LONDON, local_moment
from tests.appealing import under_appeal
from tests.commands.arranging import BY_LETTER, HEARING_ON, booked, by_hr, notified
from tests.refusing import breaches, wrong_answers
from tests.staging import outcome, paper, window
from tests.told import CONDUCT_ON
from tests.trust import BEGAN, DIGEST, TITLE
from tests.world import DAY, World, at


def alleged(world: World, case: Case, day: date) -> dict[str, str]:
    told = {
        **{"clause": "3.3", "conduct_on": day, "place": "A personal account"},
        **{"particulars": "He called the academy a zoo.", "severity": "serious"},
    }
    entry = world.perform(world.case_manager, case, MakeAllegation.model_validate(told))
    return {name: str(value) for name, value in entry.facts.items()}


def newer_policy(world: World, since: date) -> None:
    import_policy(
        world.session,
        CASEWORK,
        DIGEST.read_text(),
        title=TITLE,
        version="Amended",
        effective_from=since,
        file_name=DIGEST.name,
        at=BEGAN,
    )


def test_each_allegation_rests_on_the_version_in_force_on_its_own_day(world: World) -> None:
    """Also where the conduct spans the change: each day of it is alleged under its own words."""
    case = world.case(Stage.INVESTIGATION)
    newer_policy(world, CONDUCT_ON)
    before = alleged(world, case, CONDUCT_ON - timedelta(1))
    after = alleged(world, case, CONDUCT_ON)
    assert before["policy_version_id"] != after["policy_version_id"]


def test_a_reporter_who_becomes_a_witness_is_both_and_decides_nothing(world: World) -> None:
    case = world.case(Stage.HEARING)
    witness = Appoint(role=Role.WITNESS, person_id=world.reporter.id)
    world.perform(world.case_manager, case, witness)
    with breaches("G-ROLE-3"):
        note_taker = Appoint(role=Role.NOTE_TAKER, person_id=world.reporter.id)
        world.perform(world.case_manager, case, note_taker)
    with wrong_answers("person_id"):  # and no executive can give leave
        told = {"role": Role.NOTE_TAKER, "person_id": world.reporter.id, "reason": "Nobody else"}
        world.perform(world.case_manager, case, AskForWaiver.model_validate(told))


def test_a_principal_is_decided_upon_above_the_principals(world: World) -> None:
    case = world.case(Stage.HEARING, employee=world.principal)

    def may(who: str, what: Delegated) -> bool:
        return may_decide(world.session, getattr(world, who).id, case, what, DAY)

    assert may("chief_executive", Delegated.DISMISSAL)
    assert not may("hearing_manager", Delegated.FIRST_WARNING)
    assert not may("chief_executive", Delegated.APPEAL)
    assert may("chair_of_trustees", Delegated.APPEAL)


def test_where_nobody_independent_is_left_two_executives_give_leave(world: World) -> None:
    case = world.case(Stage.HEARING, note_taker=None)
    asked = Appoint(role=Role.NOTE_TAKER, person_id=world.investigating_officer.id)
    with breaches("G-ROLE-3"):
        world.perform(world.case_manager, case, asked)
    told = {**asked.model_dump(), "reason": "The academy has four staff."}
    world.perform(world.case_manager, case, AskForWaiver.model_validate(told))
    (waiver,) = waivers_on(world.session, case.id)
    for executive in (world.hr_director, world.chair_of_trustees):
        decide(world.session, executive, case.id, DecideWaiver(waiver_id=waiver.id, given=True))
    world.perform(world.case_manager, case, asked)
    assert holder(world.session, case.id, Role.NOTE_TAKER) == world.investigating_officer.id


def test_a_hearing_on_the_day_the_clocks_change_starts_by_the_clock_in_london(
    world: World,
) -> None:
    case = notified(world)
    sunday = {"day": date(2027, 3, 28), "starts": "10am", "reasons": "The hall is free."}
    by_hr(world, case, MoveHearing, **sunday)
    assert booked(world, case).starts_at.astimezone(LONDON).time() == time(10)
    with wrong_answers("starts"):  # there is no half past one that morning
        by_hr(world, case, MoveHearing, **sunday | {"starts": "1:30am"})


def test_when_a_companion_withdraws_on_the_day_the_law_still_gives_five_days(
    world: World,
) -> None:
    case = notified(world)
    by_hr(world, case, NameCompanion, name="Bea Holt", category="fellow_worker", **BY_LETTER)
    morning = at(HEARING_ON, 9)
    by_hr(world, case, RecordCompanionWithdrawn, morning, why="She is ill today.")
    assert companion_of(world.session, case.id) is None
    wanted = {"because": "companion", "words": "She is ill.", "wanted_day": date(2026, 10, 26)}
    entry = by_hr(world, case, AskToMove, morning, **wanted, **BY_LETTER)
    told = {"request_id": entry.facts["request_id"], "reasons": "It was late."}
    with breaches("G-POST-1", "G-POST-2"):
        by_hr(world, case, DecidePostponement, morning, **told, granted=False)
    by_hr(world, case, DecidePostponement, morning, **told, granted=True)
    assert booked(world, case).starts_at.astimezone(LONDON).date() == date(2026, 10, 26)


def _sent(world: World) -> Case:
    case = world.case(Stage.APPEAL)
    world.found(case)
    letter = paper(world, case, "L-17").id
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING, letter_document_id=letter)
    window(world, case, DAY + timedelta(14))
    return case


def test_an_appeal_one_minute_late_is_kept_with_its_reason_and_decided_upon(world: World) -> None:
    late = local_moment(DAY + timedelta(15), time(0, 0)) + timedelta(minutes=1)
    case = _sent(world)
    with wrong_answers("why_late"):
        world.perform(world.employee, case, LodgeAppeal(severity="Too severe."), late)
    asked = LodgeAppeal(severity="Too severe.", why_late="The bus was late.")
    world.perform(world.employee, case, asked, late)
    appeal = world.session.exec(select(Appeal).where(Appeal.case_id == case.id)).one()
    assert (appeal.in_time, appeal.accepted_late) == (False, None)


def test_an_appeal_in_the_last_minute_is_in_time(world: World) -> None:
    case = _sent(world)
    last: datetime = local_moment(DAY + timedelta(14), time(23, 59))
    world.perform(world.employee, case, LodgeAppeal(severity="Too severe."), last)
    appeal = world.session.exec(select(Appeal).where(Appeal.case_id == case.id)).one()
    assert appeal.in_time


def test_a_resignation_between_finding_and_sanction_leaves_the_finding(world: World) -> None:
    case = world.case(Stage.OUTCOME)
    found = world.found(case)
    told = {"received_on": DAY, "last_day": DAY + timedelta(60), "goes_on": True, "why": "A child."}
    world.perform(world.case_manager, case, RecordResignation.model_validate(told))
    assert found.finding is not None
    assert case.stage is Stage.OUTCOME


def test_what_a_manager_who_leaves_had_to_do_is_due_from_whoever_follows(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    words = RaiseConflict(words="The officer taught his son.")
    world.perform(world.investigating_officer, case, words)
    world.perform(world.case_manager, case, StepOff(reason="We are cousins."))
    follower = holder(world.session, case.id, Role.CASE_MANAGER)
    (due,) = world.session.exec(select(Deadline).where(Deadline.case_id == case.id))
    assert follower not in {None, world.case_manager.id}
    assert due.owner_id == follower


def test_a_hearing_is_never_moved_to_an_earlier_day_than_its_notice_gave(world: World) -> None:
    case = notified(world)
    with wrong_answers("day"):
        told = {"day": HEARING_ON - timedelta(3), "starts": "10am", "reasons": "The room is free."}
        by_hr(world, case, MoveHearing, **told)


def test_after_an_appeal_was_lodged_none_is_lodged_again(world: World) -> None:
    case = under_appeal(world)
    with breaches("G-APP-4"):
        world.perform(world.employee, case, LodgeAppeal(severity="Too severe."))


def moved(world: World) -> None:
    """To the academy of whoever was to hear the case, who manages them from now on."""
    person, chair = world.person(world.employee), world.person(world.hearing_manager)
    person.academy_id, person.manager_id = chair.academy_id, chair.id
    world.session.flush()


def test_a_case_stays_where_it_began_when_the_employee_moves_academy(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    began_at = case.academy_id
    moved(world)
    told = alleged(world, case, CONDUCT_ON)
    assert case.academy_id == began_at
    assert told["policy_version_id"]
    assert holder(world.session, case.id, Role.CASE_MANAGER) == world.case_manager.id


def test_whoever_manages_a_mover_now_does_not_hear_the_case(world: World) -> None:
    """The line of management is the one of today, wherever the case began."""
    case = world.case(Stage.HEARING, hearing_manager=None)
    moved(world)
    with breaches("G-ROLE-5"):
        chair = Appoint(role=Role.HEARING_MANAGER, person_id=world.hearing_manager.id)
        world.perform(world.case_manager, case, chair)
