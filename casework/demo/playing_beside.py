"""What runs beside the procedure in the stories: suspensions, duties outside, and the registers."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from casework.cases.stages import Stage
from casework.demo.playing import Company, Play, Playing
from casework.demo.playing_apart import DIRECTOR, number_of, person
from casework.demo.playing_letters import letters_of
from casework.demo.stories import dismissed
from casework.demo.story_stages import Suspension
from casework.duties.commands import ConsiderDuty
from casework.duties.kinds import Duty, Moment
from casework.letters.leaving import GiveWrittenReasons
from casework.outcomes.written_reasons import RecordReasonsAsked
from casework.people.credentials import CodeBy
from casework.policies.queries import versions
from casework.registers.commands import AcknowledgePolicy, AskEntry, SayCoverage
from casework.registers.importing import NAMES, import_registers
from casework.registers.kinds import Register
from casework.room.inviting import InviteToRoom, RoomSecrets, new_room_secrets
from casework.room.models import LinkBy
from casework.suspension.alternatives import Alternative, ReviewDecision
from casework.suspension.commands import SendSuspensionLetter, SuspendEmployee, Weighed
from casework.suspension.reviewing import ReviewSuspension
from casework.working_days import add_working_days, is_working_day, local_day, local_moment

SERVED = "by hand, and by e-mail to their own address"
FORTNIGHT = timedelta(14)
WHY_NOT = {
    Alternative.OTHER_SITE: "No other academy has the post, or a place for it at short notice.",
    Alternative.OTHER_DUTIES: "The duties that are left would be done beside the same people.",
    Alternative.NO_UNSUPERVISED_CONTACT: "The concern is not only about time alone with pupils.",
    Alternative.ASSISTANT_PRESENT: "Nobody can be spared to be there all day.",
    Alternative.HOME_WORKING: "The work cannot be done from home.",
    Alternative.ACCESS_REMOVED: "It would not keep people apart who have to be heard.",
    Alternative.OTHER_LINE: "The people concerned are not in their line of management.",
    Alternative.OTHER_HOURS: "The hours are those of the academy day.",
}
REVIEWED = "Those who saw it have not all been heard. Nothing less would do yet."
NOT_MET = "The conduct did not harm a child and put none at risk. The harm test is not met."
NO_GROUNDS = "Considered with the grounds of the agency. What was found does not meet them."


def suspended(play: Playing) -> Play:
    """Away from work on full pay, reviewed every fortnight, until the outcome letter."""
    story = play.story
    if story.suspension is None:
        return
    since = story.suspension.since
    yield since
    play.manages(suspend(play, story.suspension), since)
    yield (wrote := since + timedelta(minutes=40))
    play.manages(SendSuspensionLetter(served_how=SERVED), wrote)
    yield (offered := wrote + timedelta(minutes=20))
    play.way_in = new_room_secrets()
    play.manages(invite(play.way_in), offered)
    day = review_day(local_day(since))
    until = local_day(story.outcome.letter_at) if story.outcome else date.max
    while day < until:
        yield (at := local_moment(day, time(11, 15)))
        if play.case.stage is Stage.CLOSED:
            return
        play.manages(review(day), at)
        day = review_day(day)


def invite(made: RoomSecrets) -> InviteToRoom:
    """The way into their room: the link by post, the code by phone."""
    return InviteToRoom(
        link_by=LinkBy.LETTER,
        known_by="The address on the staff file, confirmed when the letter was handed over",
        code_by=CodeBy.PHONE,
        opened_by=made,
    )


def review_day(last: date) -> date:
    """The last working day of the fortnight that follows."""
    day = last + FORTNIGHT
    return day if is_working_day(day) else add_working_days(day, -1)


def suspend(play: Playing, told: Suspension) -> SuspendEmployee:
    return SuspendEmployee(
        decided_by_id=person(play, DIRECTOR),
        starts_on=local_day(told.since),
        reason="A post that was reported to us is being looked into.",
        protects=told.reason,
        alternatives={each: Weighed(will_do=False, reason=WHY_NOT[each]) for each in Alternative},
        terms="Do not come to any academy of the Trust, or write to colleagues about this matter, "
        "without asking your contact first.",
        lasts="Until the outcome is known: about six weeks",
        contact_id=play.id_of(play.story.support_contact),
        available="9am to 3pm on working days, by telephone",
    )


def review(day: date) -> ReviewSuspension:
    return ReviewSuspension(
        reviewed_on=day, decision=ReviewDecision.CONTINUE, reasons=REVIEWED, served_how=SERVED
    )


def referrals_considered(play: Playing) -> Play:
    """Within days of a dismissal: whether the TRA and the DBS have to hear of it."""
    outcome = play.story.outcome
    if outcome is None or not dismissed(play.story):
        return
    yield (at := local_moment(add_working_days(local_day(outcome.letter_at), 2), time(10, 5)))
    for duty, because in ((Duty.DBS, NOT_MET), (Duty.TRA, NO_GROUNDS)):
        asked = ConsiderDuty(duty=duty, moment=Moment.OUTCOME, referred=False, because=because)
        play.manages(asked, at)


def reasons_asked(play: Playing) -> Play:
    """Whoever was dismissed asks why in writing, and hears it within the fourteen days."""
    outcome = play.story.outcome
    if outcome is None or not dismissed(play.story):
        return
    asked_on = add_working_days(local_day(outcome.letter_at), 3)
    yield (asked := local_moment(asked_on, time(14, 20)))
    by_phone = "by telephone, to the case manager"
    play.manages(RecordReasonsAsked(asked_on=asked_on, asked_how=by_phone), asked)
    given_on = add_working_days(asked_on, 4)
    yield (given := local_moment(given_on, time(9, 35)))
    play.manages(GiveWrittenReasons(served_how=SERVED), given)


def breach_considered(play: Playing) -> Play:
    """Pupils could be recognised: whether the Information Commissioner has to hear of it."""
    triage = play.story.triage
    if triage is None:
        return
    yield (at := triage.at + timedelta(hours=2))
    because = "The post was taken down the same day and nobody is likely to be harmed by it."
    asked = ConsiderDuty(duty=Duty.ICO, moment=Moment.TRIAGE, referred=False, because=because)
    play.manages(asked, at)


def beside_of(playing: Mapping[str, Playing]) -> Iterator[Play]:
    """Each of these, on every story it belongs to."""
    for play in playing.values():
        yield suspended(play)
        yield referrals_considered(play)
        yield reasons_asked(play)
    yield from letters_of(playing)
    yield breach_considered(playing["harvest-assembly"])


PERMITTED = (
    ("sports-day-permission", "The academy account harrowby_sport", date(2023, 9, 4)),
    ("science-fair-slips", "An academy account for the mathematics fair", date(2023, 10, 2)),
)
COMPLETE_FROM = date(2023, 9, 1)


def registers_kept(company: Company, now: datetime) -> None:
    """Entries that clear people, since when the registers are complete, and one that waits."""
    trust, session = company.trust, company.session
    keeper = company.actor(trust.named(DIRECTOR).staff_number)
    rows = [",".join(NAMES)]
    for key, what, day in PERMITTED:
        if key not in company.playing:
            continue
        number = company.playing[key].story.subject
        principal = trust.principal_of(trust.by_number[number].academy)
        rows.append(f"2.1,{number},{what},{day},yes,{day},{principal.name},,,,")
    import_registers(session, keeper, "\n".join(rows), now)
    for each in Register:
        SayCoverage(kind=each, covers_from=COMPLETE_FROM).perform(session, keeper, now)
    asks = company.actor(number_of(company.playing["harvest-assembly"], "Olivia Penrose"))
    asked = AskEntry(kind=Register.SITE, what="A page for the choir, with the words of its songs")
    asked.perform(session, asks, now)
    AcknowledgePolicy(version_id=versions(session)[0].id).perform(session, asks, now)
