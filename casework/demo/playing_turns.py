"""What turns a story: a grievance, a resignation, a late step, an appeal, a reopening."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from sqlmodel import col, select

from casework.access import Role
from casework.appeals.deciding import DecideAppeal, GroundDecided
from casework.appeals.letters import IssueAppealLetter, ReinstateEmployee
from casework.appeals.lodging import RecordAppealReceived
from casework.appeals.models import AppealResult, GroundKind, HeardAs
from casework.cases.approvals import DecideRequest, requests_on
from casework.cases.clock_acts import ExplainDelay
from casework.cases.commands import Appoint
from casework.cases.models import Deadline
from casework.demo.playing import Company, Play, Playing
from casework.demo.playing_apart import after_report
from casework.demo.playing_appeal import AN_HOUR, HEARD, notice
from casework.demo.stories import OVERTURNED
from casework.interruptions.models import OverlapKind, PauseGround
from casework.interruptions.overlapping import RecordOverlap
from casework.interruptions.pausing import PauseCase
from casework.interruptions.reopening import ReopenCase
from casework.interruptions.resigning import RecordResignation
from casework.reports.representatives import RecordUnionRepresentative
from casework.working_days import add_working_days, local_day, local_moment

A_DAY = timedelta(days=1)
REOPENED = "late-night-hashtags"
BY_POST = "by post, first class, to the home address"
SPENT = (
    "The final warning that I am said to have broken had ended eleven days before the offer was "
    "first seen. Nobody looked at the date."
)
ON_SPENT = (
    "The letter of that warning says twelve months. It had ended when the offer was made. The "
    "decision rests on it and cannot stand; what was found is not disputed."
)


def grieved(play: Playing) -> Play:
    """A union representative raises a grievance: the official is told, and the case waits."""
    yield (at := after_report(play, 3, "11:20"))
    union = RecordUnionRepresentative(
        is_representative=True,
        union_name="UNISON",
        agreed=True,
        official="Sandra Pike, regional organiser",
        contacted_on=local_day(at),
    )
    play.manages(union, at)
    yield (raised := after_report(play, 5, "09:15"))
    beside = RecordOverlap(
        kind=OverlapKind.GRIEVANCE,
        known_on=local_day(raised),
        about="A grievance against the line manager: that only union representatives are reported "
        "for what others do as well. The Director of HR hears it.",
        goes_on=False,
        why="It is about why this was reported. Its answer may change what is investigated.",
    )
    play.manages(beside, raised)
    yield (paused := after_report(play, 5, "09:40"))
    waits = PauseCase(
        ground=PauseGround.GRIEVANCE,
        reason="The grievance is about the report itself, and is heard first.",
        review_on=add_working_days(local_day(paused), 8),
    )
    play.manages(waits, paused)


def resigned(play: Playing) -> Play:
    """Somebody resigns before it is decided whether there is a case to answer."""
    yield (at := after_report(play, 11, "15:30"))
    received = RecordResignation(
        received_on=local_day(at),
        last_day=local_day(at) + timedelta(60),
        goes_on=True,
        why="What was reported can be decided before the last day, and a reference may ask for it.",
        served_how=BY_POST,
    )
    play.manages(received, at)


def explained(play: Playing) -> Play:
    """The outcome letter was late, and the case manager says why."""
    if play.story.outcome is None:
        return
    yield (at := play.story.outcome.letter_at + A_DAY)
    late = select(Deadline).where(
        Deadline.case_id == play.case.id, col(Deadline.done_late).is_(True)
    )
    why = "The chair was in hospital for a week, and nobody else may sign the letter."
    for each in play.session.exec(late):
        play.manages(ExplainDelay(clock_id=each.id, reason=why), at)


def overturned(play: Playing) -> Play:
    """A dismissal rested on a spent warning: the appeal undoes it, and the work goes on."""
    outcome = play.story.outcome
    if outcome is None:
        return
    sent = outcome.letter_at
    yield (arrived := sent + A_DAY)
    told = {"how_received": "by e-mail to appeals@tansleyvale.example", "severity": SPENT}
    play.manages(RecordAppealReceived(received_on=local_day(arrived), **told), arrived)
    yield (appointed := arrived + AN_HOUR)
    appeals = Appoint(role=Role.APPEAL_MANAGER, person_id=play.id_of(outcome.appeal_to))
    play.manages(appeals, appointed)
    yield (noticed := sent + 2 * A_DAY)
    heard_at = sent + 6 * A_DAY
    play.manages(notice(heard_at.date(), HeardAs.REVIEW, "Agreed by telephone today."), noticed)
    yield heard_at
    play.manages(HEARD, heard_at)
    yield (decided := heard_at + AN_HOUR)
    play.acts(outcome.appeal_to, _undone(), decided)
    yield (told_at := heard_at + A_DAY)
    play.manages(IssueAppealLetter(served_how=BY_POST), told_at)
    yield (returned := told_at + AN_HOUR)
    play.manages(_reinstated(returned), returned)


def _undone() -> DecideAppeal:
    return DecideAppeal(
        grounds={GroundKind.SEVERITY: GroundDecided(upheld=True, reasons=ON_SPENT)},
        result=AppealResult.OVERTURNED,
        reasons="The dismissal rested on a warning that no longer counted.",
    )


def _reinstated(at: datetime) -> ReinstateEmployee:
    return ReinstateEmployee(
        returns_on=add_working_days(local_day(at), 2),
        return_to_work="A meeting with the Principal at 8am on the first day. Classes as before.",
        back_pay="All pay since the dismissal, with the next salary.",
        continuity="Service, leave and pension go on as if there had been no dismissal.",
        records="The dismissal is taken off the personnel file, and this letter put there.",
        referrals="Neither the DBS nor the TRA was told of a dismissal.",
        served_how=BY_POST,
    )


def reopened_lately(company: Company, now: datetime) -> None:
    """An appeal that was sent in time went astray: one person asks to reopen, another agrees."""
    play = company.playing[REOPENED]
    if play.story.decision is None:
        return
    at = local_moment(add_working_days(local_day(now), -1), time(10, 40))
    reason = "The appeal was handed in at the school office in time, and was found there today."
    play.manages(ReopenCase(reason=reason), at)
    asked = requests_on(play.session, play.case.id)[0].id
    agreed = DecideRequest(request_id=asked, approved=True, reason="The office confirms the day.")
    play.acts(play.story.decision.by, agreed, at + AN_HOUR)


TURNED: Mapping[str, Callable[[Playing], Play]] = {
    "admissions-list-on-desk": grieved,
    "exclusion-thread": resigned,
    "caretaking-time-lapse": explained,
    OVERTURNED: overturned,
}
