"""What keeps people apart on some stories: conflicts, a seal, leave, second people, break-glass."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from casework.access import Role
from casework.cases.break_glass import ReviewBreakGlass, open_under_break_glass, openings_to_review
from casework.cases.commands import Appoint
from casework.cases.conflicts import RaiseConflict, RecordConflict, StepOff
from casework.cases.independence import Ground
from casework.cases.outside import decide
from casework.cases.sealing import SealCase
from casework.cases.waivers import AskForWaiver, DecideWaiver, waivers_on
from casework.demo.playing import Company, Play, Playing
from casework.working_days import add_working_days, local_day, local_moment

DIRECTOR, CHIEF_EXECUTIVE = "Fiona Leigh", "Marian Coley"
OPENED_LATELY = timedelta(minutes=12)


def after_report(play: Playing, days: int, clock: str) -> datetime:
    """A moment so many working days after the report."""
    day = add_working_days(local_day(play.story.reported_at), days)
    return local_moment(day, time.fromisoformat(clock))


def number_of(play: Playing, name: str) -> str:
    return play.company.trust.named(name).staff_number


def person(play: Playing, name: str) -> UUID:
    return play.id_of(number_of(play, name))


def conflict_recorded(play: Playing) -> Play:
    """The investigator raises it, the case manager records it: somebody on the rota stays out."""
    yield (raised := after_report(play, 4, "11:10"))
    words = "Phillipa Wray is one of the colleagues on the rota. She should take no part in this."
    play.acts(number_of(play, "Tom Whitworth"), RaiseConflict(words=words), raised)
    yield (recorded := after_report(play, 5, "09:30"))
    command = RecordConflict(
        person_id=person(play, "Phillipa Wray"),
        ground=Ground.NAMED,
        reason="The rota gives the reason for her absence.",
    )
    play.manages(command, recorded)


def stepped_off(play: Playing) -> Play:
    """The case manager finds out that he knows the family, and the case goes to the next in HR."""
    yield (at := after_report(play, 13, "09:40"))
    reason = "The goalkeeper in the film is my niece. I learned it from the report yesterday."
    play.manages(StepOff(reason=reason), at)


def sealed(play: Playing) -> Play:
    """A matter about a Principal is seen by three people."""
    yield (at := after_report(play, 3, "09:15"))
    named = [person(play, DIRECTOR), person(play, "Chidinma Eze-Ward")]
    reason = "It is about a Principal, and colleagues in HR work with him every week."
    play.manages(SealCase(people=named, reason=reason), at)


def leave_given(play: Playing) -> Play:
    """Nobody else can take notes, so two executives let a manager of the department do it."""
    yield (at := after_report(play, 17, "10:20"))
    command = AskForWaiver(
        role=Role.NOTE_TAKER,
        person_id=person(play, "Jeevan Gahir"),
        reason="Everybody in HR who takes notes is away on that day. He leads the site that the "
        "department belongs to, and decides nothing in this case.",
    )
    play.manages(command, at)
    waiver = waivers_on(play.session, play.case.id)[0].id
    for name, days in ((CHIEF_EXECUTIVE, 17), (DIRECTOR, 18)):
        yield (when := after_report(play, days, "16:45"))
        executive = play.company.actor(number_of(play, name))
        given = DecideWaiver(waiver_id=waiver, given=True)
        decide(play.session, executive, play.case.id, given, when)


def leave_asked(play: Playing) -> Play:
    """Leave that nobody has decided on yet."""
    yield (at := after_report(play, 15, "14:30"))
    command = AskForWaiver(
        role=Role.HEARING_MANAGER,
        person_id=person(play, DIRECTOR),
        reason="She decided that there is a case to answer. Every Principal from another academy "
        "is away in the week of the hearing, and the employee asks not to wait longer.",
    )
    play.manages(command, at)


def second_person_asked(play: Playing) -> Play:
    """Whoever commissioned the investigation asks for an appointment; HR must agree to it."""
    if play.story.decision is None:
        return
    yield (at := after_report(play, 26, "15:20"))
    command = Appoint(role=Role.APPEAL_MANAGER, person_id=person(play, "Victor Amadi"))
    play.acts(play.story.decision.by, command, at)


def opened_and_reviewed(play: Playing) -> Play:
    """Read once under break-glass while its manager was away; found justified the day after."""
    yield (at := after_report(play, 2, "17:40"))
    _open(
        play, "Gareth Pugsley", "The local paper rang about this and its manager is on leave.", at
    )
    yield (reviewed := after_report(play, 3, "10:05"))
    officer = play.company.actor(number_of(play, "Samuel Reyes"))
    waiting = openings_to_review(play.session, officer)
    opening = next(each.opening for each in waiting if each.opening.case_id == play.case.id)
    words = "The call is in the log of the switchboard. Only the report was read. Justified."
    found = ReviewBreakGlass(opening_id=opening.id, justified=True, words=words)
    decide(play.session, officer, play.case.id, found, reviewed)


def _open(play: Playing, name: str, reason: str, at: datetime) -> None:
    reader = play.company.actor(number_of(play, name))
    open_under_break_glass(play.session, reader, play.case.reference, reason, at)


def opened_lately(company: Company, now: datetime) -> None:
    """An opening that has not ended yet, and that nobody has reviewed."""
    play, reason = (
        company.playing["game-chat-evenings"],
        "A parent is at reception and asks for it.",
    )
    _open(play, "Leanne Dobbs", reason, now - OPENED_LATELY)


KEPT_APART: Mapping[str, Callable[[Playing], Play]] = {
    "staff-rota-comment": conflict_recorded,
    "netball-final": stepped_off,
    "principal-reference": sealed,
    "lab-group-voice-notes": leave_given,
    "sensory-room-tour": leave_asked,
    "broken-window-film": second_person_asked,
    "school-dinner-meme": opened_and_reviewed,
}
