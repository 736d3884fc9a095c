"""Appeals in the stories: one that made a warning milder, and one whose hearing is to come."""

from datetime import date, time, timedelta

from casework.access import Role
from casework.appeals.deciding import DecideAppeal, GroundDecided
from casework.appeals.hearing import ScheduleAppealHearing
from casework.appeals.holding import RecordAppealHeard
from casework.appeals.letters import IssueAppealLetter
from casework.appeals.lodging import LodgeAppeal, RecordAppealReceived
from casework.appeals.models import AppealResult, GroundKind, HeardAs
from casework.cases.commands import Appoint
from casework.demo.playing import Play, Playing
from casework.demo.playing_apart import after_report
from casework.demo.playing_pack import appeal_pack_issued
from casework.hearings.models import CompanionCategory
from casework.outcomes.ladder import Sanction
from casework.working_days import add_working_days, local_day

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
ROOM = "Meeting room 1, Tansley Vale House"
NEW = (
    "Anything new is sent to both sides three working days before, and we say whether it is heard."
)
TOO_SEVERE = (
    "I wrote it in anger on one evening and took it down myself before anybody asked me to. A "
    "final warning puts that beside things that harmed somebody."
)
ON_SEVERITY = (
    "The panel gave little weight to how short a time the words were up and to who took them down. "
    "A first written warning makes the rule as clear."
)
HEARD = RecordAppealHeard(
    attended=True,
    companion_category=CompanionCategory.NOBODY,
    notes="The employee spoke to the letter. The chair of the hearing explained the panel’s "
    "reasons and answered questions. Nothing new was put forward.",
)
RESULT = IssueAppealLetter(
    served_how="by hand",
    change_required="Do not write about colleagues or the academy in public in anger.",
    further_misconduct="Further misconduct while this warning is live may lead to a final "
    "written warning.",
)


def made_milder(play: Playing) -> Play:
    """A final warning was appealed against on paper, and a first one took its place."""
    outcome = play.story.outcome
    if outcome is None:
        return
    sent = outcome.letter_at
    yield (arrived := sent + A_DAY)
    told = {"how_received": "by hand, a letter of one page", "severity": TOO_SEVERE}
    play.manages(RecordAppealReceived(received_on=local_day(arrived), **told), arrived)
    chair = play.id_of(outcome.appeal_to)
    yield (appointed := arrived + AN_HOUR)
    play.manages(Appoint(role=Role.APPEAL_MANAGER, person_id=chair), appointed)
    yield (noticed := sent + 2 * A_DAY)
    heard_at = sent + 6 * A_DAY
    play.manages(notice(heard_at.date(), HeardAs.REVIEW, "Agreed by e-mail today."), noticed)
    yield heard_at
    play.manages(HEARD, heard_at)
    yield (decided := heard_at + AN_HOUR)
    play.acts(outcome.appeal_to, _milder(), decided)
    yield (told_at := heard_at + A_DAY)
    play.manages(RESULT, told_at)


def notice(day: date, heard_as: HeardAs, shorter: str | None = None) -> ScheduleAppealHearing:
    return ScheduleAppealHearing(
        day=day,
        starts=time(14, 0),
        place=ROOM,
        heard_as=heard_as,
        why_heard_so="The appeal says that the procedure was unfair, so everything is heard again."
        if heard_as is HeardAs.REHEARING
        else "What happened is not in dispute. The appeal is about the outcome.",
        new_evidence_handled=NEW,
        served_how="by hand and by e-mail",
        shorter_notice_agreed=shorter,
    )


def _milder() -> DecideAppeal:
    return DecideAppeal(
        grounds={GroundKind.SEVERITY: GroundDecided(upheld=True, reasons=ON_SEVERITY)},
        result=AppealResult.VARIED,
        sanction=Sanction.FIRST_WRITTEN_WARNING,
        reasons="The finding stands. The outcome was more than the matter called for.",
    )


def to_be_heard(play: Playing) -> Play:
    """The employee appealed on their own page; a rehearing is notified."""
    appeal, outcome = play.story.appeal, play.story.outcome
    if appeal is None or outcome is None:
        return
    yield appeal.at
    asked = LodgeAppeal(procedure=appeal.grounds)
    play.acts(play.story.subject, asked, appeal.at)
    yield (at := after_report(play, 33, "10:10"))
    appointed = Appoint(role=Role.APPEAL_MANAGER, person_id=play.id_of(outcome.appeal_to))
    play.manages(appointed, at)
    yield (noticed := at + AN_HOUR)
    day = add_working_days(local_day(noticed), 12)
    play.manages(notice(day, HeardAs.REHEARING), noticed)
    yield from appeal_pack_issued(play, noticed)
