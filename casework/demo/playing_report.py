"""A story's report and what HR decided about it."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import select

from casework.access import Permission, may
from casework.cases.gateway import standing_now
from casework.demo.playing import Company, Play, Playing, clock
from casework.demo.playing_evidence import admitted, come_by, taken_in
from casework.demo.story import Evidence, Story
from casework.demo.story_stages import Lado
from casework.evidence.intake import receive
from casework.evidence.models import Capture
from casework.hearings.notice import spoken_time
from casework.reports import drafts
from casework.reports.answers import About, AccountType, ChildInvolved, Decision, HarmAnswer
from casework.reports.safeguarding import RecordLadoContact
from casework.reports.separating import SeparateReport
from casework.reports.steps import Step
from casework.reports.triage import TriageReport
from casework.storage import store
from casework.working_days import local_day

TO_WRITE_IT = timedelta(minutes=21)
AGREES_TO_SUSPEND = "They agree that no lesser step keeps the pupils and the adult apart."
TAKEN_OUT = "parent-about-harvest"
WHY_TAKEN_OUT = "It looked like another day. I will ask the reporter before it stays here."
UNSENT_BY, UNSENT_ABOUT = "Nasreen Baig", "Jamila Noor"
UNSENT = {
    "child": ChildInvolved.NO,
    "about": About.STAFF,
    "platform": "Facebook",
    "account_type": AccountType.PERSONAL,
    "own_words": "A parent mentioned a comment of Jamila's under a post about our parking. I have "
    "not seen it yet and will ask the parent for the link.",
}


def reported(play: Playing) -> Play:
    """Written as a draft, with its files, and sent, like any report."""
    story = play.story
    yield story.reported_at
    actor = play.company.actor(story.reporter)
    draft = drafts.start(play.session, actor, story.reported_at - TO_WRITE_IT)
    drafts.save(draft, Step.CHECK, answers_of(play), story.reported_at)
    brought = brought_with(story)
    for item in brought:
        key = drafts.new_file_key(draft)
        received = receive(store(), key, item.file_name, [item.content()])
        drafts.add_file(play.session, draft, received, item.captured_at)
    at = story.reported_at
    play.case_reference = drafts.send(play.session, store(), actor, draft.id, at)
    kept = select(Capture).where(Capture.case_id == play.case.id)
    by_name = {each.name: each.id for each in play.session.exec(kept)}
    play.captures |= {item.exhibit: by_name[item.file_name] for item in brought}


def answers_of(play: Playing) -> dict[str, Any]:
    """The report page's answers, as its form would have kept them."""
    story, told_at = play.story, play.story.child.told_at
    return {
        "child": story.child.answer,
        "told_lead": True if story.child.told else None,
        "told_lead_at": spoken_time(clock(told_at)) if told_at else None,
        "about": story.about,
        "employee_id": str(play.id_of(story.subject)),
        "posted_on": local_day(story.posted_at).isoformat(),
        "found_on": local_day(story.found_at).isoformat(),
        "platform": story.account.platform,
        "account_type": story.account.kind,
        "audience": story.account.audience,
        "own_words": story.own_words,
        "spoken_to": "Yes" if story.spoken_to_employee else "Not yet",
        "labels": [{"key": each.label, "follow_ups": dict(each.answers)} for each in story.ticked],
        "link": story.link or None,
        "still_online": story.still_online,
        **come_by_in_report(story),
    }


def come_by_in_report(story: Story) -> dict[str, Any]:
    """One answer for all the files of a report; HR corrects it for an item that differs."""
    first = next(iter(brought_with(story)), None)
    if first is None:
        return {}
    told = come_by(first).model_dump(mode="json", exclude_none=True)
    return {name: str(value).lower() for name, value in told.items()}


def triaged(play: Playing) -> Play:
    """The LADO first where one was needed, then the one decision."""
    triage = play.story.triage
    if triage is None:
        return
    if triage.lado:
        yield triage.lado.at
        contact = lado_contact(triage.lado, suspends=play.story.suspension is not None)
        play.acts(who_records(play, triage.lado), contact, triage.lado.at)
    yield (before := triage.at - timedelta(minutes=30))
    for item in looked_up(play.story):
        taken_in(play, item, before)
    yield triage.at
    target = play.company.playing[triage.added_to] if triage.added_to else play
    command = TriageReport(
        decision=triage.decision,
        reasons=triage.reason,
        harm=dict(triage.harm),
        clauses=list(triage.clauses),
        gross=HarmAnswer.NO if triage.decision is Decision.INFORMAL else None,
        add_to=target.case.reference if triage.added_to else None,
        passed_to=triage.passed_to,
        passed_to_whom=triage.passed_to_whom,
        passed_on=local_day(triage.at) if triage.passed_to else None,
    )
    play.acts(target.story.case_manager, command, triage.at)
    if play.story.key == TAKEN_OUT:
        yield from taken_out(play, target, command)
    if triage.decision is Decision.FORMAL:
        yield (at := triage.at + timedelta(minutes=12))
        admitted(play, brought_with(play.story), at)


def taken_out(play: Playing, target: Playing, again: TriageReport) -> Play:
    """Taken out of the case again, read once more, and added to it after all."""
    assert play.story.triage
    yield (at := play.story.triage.at + timedelta(minutes=40))
    mistaken = SeparateReport(report=play.case_reference, reasons=WHY_TAKEN_OUT)
    target.acts(target.story.case_manager, mistaken, at)
    yield (at := at + timedelta(minutes=35))
    play.acts(target.story.case_manager, again, at)


def brought_with(story: Story) -> list[Evidence]:
    return [each for each in story.evidence if each.at_report]


def looked_up(story: Story) -> list[Evidence]:
    """What HR found before deciding, where no investigation is to look for it."""
    return [] if story.investigation else [each for each in story.evidence if not each.at_report]


def who_records(play: Playing, lado: Lado) -> str:
    """Whoever spoke to the LADO, when they have a part in the case; else whoever triages."""
    standing = standing_now(play.session, play.company.actor(lado.by), play.case.reference)
    return lado.by if may(standing, Permission.RECORD_LADO) else play.story.case_manager


def lado_contact(lado: Lado, *, suspends: bool) -> RecordLadoContact:
    return RecordLadoContact(
        contacted_on=local_day(lado.at),
        contacted_at=spoken_time(clock(lado.at)),
        spoken_to=lado.spoken_to,
        advice=lado.advice,
        officer_reference=lado.reference,
        may_investigate=lado.may_investigate,
        may_tell_employee=lado.may_tell_employee,
        suspension_view=AGREES_TO_SUSPEND if suspends else None,
    )


def started(company: Company, now: datetime) -> None:
    """A report that somebody began yesterday and has not sent."""
    trust = company.trust
    begun = now - timedelta(hours=20)
    draft = drafts.start(company.session, company.actor(trust.named(UNSENT_BY).staff_number), begun)
    answers = UNSENT | {
        "employee_id": str(company.ids[trust.named(UNSENT_ABOUT).staff_number]),
        "found_on": local_day(begun).isoformat(),
    }
    drafts.save(draft, Step.WHAT_HAPPENED, answers, begun + timedelta(minutes=6))
