"""A story's hearing: who hears it, the notice, what goes in the pack, and the day itself."""

from collections.abc import Iterator
from datetime import timedelta

from casework.access import Role
from casework.allegations.commands import RecordFinding
from casework.allegations.models import Finding
from casework.cases.commands import Appoint
from casework.demo.playing import Alleged, Play, Playing, clock
from casework.demo.playing_copies import panel_gave_back
from casework.demo.playing_pack import draft_made, final_issued
from casework.demo.story import Reaches
from casework.demo.story_stages import Hearing, StillMissing
from casework.demo.timeline import long_day
from casework.evidence.commands import DecidePackPlace
from casework.evidence.models import Exhibit
from casework.hearings.commands import RecordHearingHeld
from casework.hearings.models import CompanionCategory
from casework.hearings.notice import ScheduleHearing, spoken_time
from casework.reports.representatives import RecordUnionRepresentative
from casework.working_days import LONDON, local_day

STOPS_THE_NOTICE = {
    StillMissing.PANEL,
    StillMissing.NOTICE,
    StillMissing.PLACE,
    StillMissing.NOTE_TAKER,
}
STOPS_THE_PACK = STOPS_THE_NOTICE | {StillMissing.REDACTION, StillMissing.PACK}
TO_APPOINT, TO_HEAR = timedelta(minutes=55), timedelta(hours=2, minutes=50)
PUPIL_SHOWN = (
    "The panel has to judge whether a pupil can be recognised, so it sees what was published. "
    "Copies are numbered and collected after the hearing."
)


def prepared(play: Playing) -> Play:
    """Everything up to the hearing that is not still missing."""
    hearing = play.story.hearing
    if hearing is None:
        return
    yield (before := hearing.notice_at - TO_APPOINT)
    for role, person in appointed_to(hearing):
        play.manages(Appoint(role=role, person_id=play.id_of(person)), before)
    for command in pack_places(play, hearing):
        play.manages(command, before)
    play.manages(RecordUnionRepresentative(is_representative=False), before)
    if hearing.missing & STOPS_THE_NOTICE:
        return
    yield hearing.notice_at
    play.manages(notice_of(play, hearing), hearing.notice_at)
    if hearing.missing & STOPS_THE_PACK:
        yield from draft_made(play, hearing)
    else:
        yield from final_issued(play, hearing)


def appointed_to(hearing: Hearing) -> Iterator[tuple[Role, str]]:
    if StillMissing.PANEL not in hearing.missing:
        yield Role.HEARING_MANAGER, hearing.chair
        for member in hearing.panel:
            yield Role.PANEL_MEMBER, member
    if StillMissing.NOTE_TAKER not in hearing.missing:
        yield Role.NOTE_TAKER, hearing.note_taker


def pack_places(play: Playing, hearing: Hearing) -> Iterator[DecidePackPlace]:
    """What concerns nothing that is heard stays out; what shows a pupil goes in for a reason."""
    for number, exhibit in play.exhibits().items():
        if only_without_case(play, number):
            yield left_out(exhibit)
        elif exhibit.shows_pupil and StillMissing.REDACTION not in hearing.missing:
            yield DecidePackPlace(exhibit_id=exhibit.id, in_pack=True, reason=PUPIL_SHOWN)


def only_without_case(play: Playing, number: int) -> bool:
    concerned = [each.told for each in play.alleged if number in each.told.exhibits]
    return bool(concerned) and not any(each.case_to_answer for each in concerned)


def left_out(exhibit: Exhibit) -> DecidePackPlace:
    why = "It concerns only an allegation on which there is no case to answer."
    return DecidePackPlace(exhibit_id=exhibit.id, in_pack=False, reason=why)


def notice_of(play: Playing, hearing: Hearing) -> ScheduleHearing:
    inquiry, grave = play.story.investigation, hearing.dismissal_possible
    why = (
        "If what is alleged is found to be true, it may be so serious that the trust can no longer "
        "be expected to employ you. No decision has been made."
    )
    return ScheduleHearing(
        day=local_day(hearing.starts_at),
        starts=clock(hearing.starts_at),
        place=hearing.place,
        presenter_id=play.id_of(inquiry.officer if inquiry else play.story.case_manager),
        dismissal_possible=grave,
        gross_misconduct_rule="Social media policy, clause 5.6" if grave else None,
        why_dismissal=why if grave else None,
        served_how="By e-mail and by first class post",
    )


def heard(play: Playing) -> Play:
    """The hearing is held; the chair decides each allegation that went to it."""
    hearing = play.story.hearing
    if hearing is None or play.story.reaches is Reaches.HEARING:
        return
    yield (at := hearing.starts_at + TO_HEAR)
    play.manages(held(play, hearing), at)
    panel_gave_back(play, hearing, at)
    if play.story.reaches is Reaches.HEARD:
        return
    yield hearing.findings_at
    for each in play.alleged:
        if each.told.case_to_answer:
            play.acts(hearing.chair, finding_on(each), hearing.findings_at)


def held(play: Playing, hearing: Hearing) -> RecordHearingHeld:
    category = companion_category(hearing.companion)
    alone = category is CompanionCategory.NOBODY
    return RecordHearingHeld(
        attended=True,
        companion_category=category,
        companion=None if alone else hearing.companion,
        notes=notes_of(play, hearing),
    )


def companion_category(companion: str) -> CompanionCategory:
    if not companion or companion.startswith("Declines"):
        return CompanionCategory.NOBODY
    if "colleague" in companion:
        return CompanionCategory.FELLOW_WORKER
    return CompanionCategory.UNION_REPRESENTATIVE


def notes_of(play: Playing, hearing: Hearing) -> str:
    inquiry = play.story.investigation
    report = inquiry.report if inquiry else None
    employee, officer = play.name_of(play.story.subject), inquiry.officer if inquiry else ""
    return "\n".join(
        (
            f"Opened at {spoken_time(clock(hearing.starts_at))} on "
            f"{long_day(hearing.starts_at.astimezone(LONDON).date())}. "
            f"{play.name_of(hearing.chair)} said who was there and how the hearing would run.",
            f"{play.name_of(officer)} presented the report and answered questions.",
            f"{employee} answered each allegation. {report.employee_account if report else ''}",
            f"In mitigation: {report.mitigation if report else ''}",
            f"{employee} was asked whether everything had been said, and said that it had.",
        )
    )


def finding_on(each: Alleged) -> RecordFinding:
    same = f"For the reasons given on allegation {each.first}: the facts are the same."
    return RecordFinding(
        allegation_id=each.id,
        finding=Finding(each.told.finding),
        reasons=same if each.repeats else each.told.finding_reasons,
    )
