"""Two stories with their procedure in full: an inquiry under way, and a hearing being arranged."""

from collections.abc import Callable, Mapping
from datetime import time, timedelta

from casework.demo.playing import Play, Playing
from casework.demo.playing_apart import after_report
from casework.hearings.adjusting import AskMyAdjustment, DecideAdjustment
from casework.hearings.arrangements import Agreed
from casework.hearings.calling import CallMyWitness
from casework.hearings.companions import NameMyCompanion
from casework.hearings.models import CompanionCategory
from casework.investigation.answering import AnswerMyNotes
from casework.investigation.drafting import CommentOnDraft, ShareDraft, drafts_of
from casework.investigation.inquiry import CommentOn, LooksFor
from casework.investigation.meetings import InviteEmployee, RecordMeeting
from casework.investigation.notes import NotesAnswer, notes_on
from casework.investigation.planning import FinishStep, PlanStep, plan_of
from casework.investigation.telling import TellEmployee
from casework.working_days import local_day

BY_HAND = "By hand, in a sealed envelope"
PLAN = (
    ("Ask who could see the account on the day", LooksFor.EITHER),
    ("Look for other posts that put the shared article in context", LooksFor.FOR_THE_EMPLOYEE),
    ("Hear whoever complained about what they read", LooksFor.AGAINST_THE_EMPLOYEE),
)


def inquired(play: Playing) -> Play:
    """The employee is told and heard, the plan is worked through, and HR reads a draft."""
    inquiry = play.story.investigation
    if inquiry is None:
        return
    officer, subject = inquiry.officer, play.story.subject
    yield (at := after_report(play, 3, "09:40"))
    play.manages(_told(), at)
    for says, looks_for in PLAN:
        step = PlanStep(says=says, looks_for=looks_for, due_on=local_day(at) + timedelta(days=7))
        play.acts(officer, step, at)
    yield (at := after_report(play, 4, "10:05"))
    invited = play.acts(officer, _invitation(play), at)
    yield (at := after_report(play, 7, "15:20"))
    heard = RecordMeeting(
        meeting_id=invited.facts["meeting_id"], held_on=local_day(at), notes=_notes(play)
    )
    play.acts(officer, heard, at)
    yield (at := after_report(play, 8, "18:10"))
    play.acts(subject, _disputed(play), at)
    yield from _drafted(play, officer)


def _told() -> TellEmployee:
    return TellEmployee(
        concern="An article shared on a social media account, with a few words, was reported. "
        "Your belief is not in question. Only who could read it, and whether anybody could take it "
        "for the academy’s view, is looked at.",
        clauses="Staff social media policy, 2.7\nStaff social media policy, 3.1",
        decides="A manager who does not investigate decides whether there is a case to answer.",
        served_how=BY_HAND,
    )


def _invitation(play: Playing) -> InviteEmployee:
    return InviteEmployee(
        day=local_day(after_report(play, 7, "14:00")),
        starts=time(14),
        place="Meeting room 2, trust office",
        topics="The article of that day, the account, and who could see it.",
        served_how=BY_HAND,
    )


def _notes(play: Playing) -> str:
    name = play.name_of(play.story.subject)
    return (
        f"{name} was told what the meeting is for and that it leads to no sanction by itself.\n"
        f"{name} said that the account is theirs and that they shared the article in the evening.\n"
        f"Asked about the words, {name} said that they were meant kindly and name no school."
    )


def _disputed(play: Playing) -> AnswerMyNotes:
    shared = notes_on(play.session, play.case.id)[0]
    return AnswerMyNotes(
        notes_id=shared.id,
        answer=NotesAnswer.DISPUTED,
        answer_words="I said that I pray for every pupil, not only that the words name no school.",
    )


def _drafted(play: Playing, officer: str) -> Play:
    yield (at := after_report(play, 9, "16:30"))
    first = plan_of(play.session, play.case.id)[0]
    came_to = "The account is open to friends only: about ninety people, four of them parents."
    play.acts(officer, FinishStep(step_id=first.id, came_to=came_to), at)
    draft = (
        "Introduction: one article and the comment on it.\n"
        "Undisputed: the account, the day, the words, and that no school is named.\n"
        "Disputed: how the words could be read. To be weighed once the last person was heard."
    )
    play.acts(officer, ShareDraft(words=draft), at)
    yield (at := after_report(play, 10, "11:45"))
    shared = drafts_of(play.session, play.case.id)[0]
    words = "Say how the employee was heard and that the notes are disputed on one point."
    told = CommentOnDraft(draft_id=shared.id, concerns=CommentOn.PROCEDURE, words=words)
    play.manages(told, at)


def arranged(play: Playing) -> Play:
    """The employee names a companion, asks for an adjustment, and calls a witness."""
    hearing, subject = play.story.hearing, play.story.subject
    if hearing is None:
        return
    yield (at := after_report(play, 15, "19:05"))
    named = NameMyCompanion(
        name=hearing.companion.partition(",")[0], category=CompanionCategory.FELLOW_WORKER
    )
    play.acts(subject, named, at)
    asked = play.acts(subject, AskMyAdjustment(needed="A break after each hour"), at)
    yield (at := after_report(play, 16, "09:50"))
    decision = DecideAdjustment(
        adjustment_id=asked.facts["adjustment_id"],
        decision=Agreed.AGREED,
        reasons="The hearing stops for ten minutes after each hour, and whenever you ask.",
    )
    play.manages(decision, at)
    yield (at := after_report(play, 17, "20:15"))
    witness = CallMyWitness(name="Hollie Marsden", about="What was said at the school gate")
    play.acts(subject, witness, at)


IN_FULL: Mapping[str, Callable[[Playing], Play]] = {
    "shared-article": inquired,
    "family-court-remark": arranged,
}
