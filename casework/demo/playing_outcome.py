"""A story's end: how serious it was, the outcome, its letter, an appeal, and closing the case."""

from datetime import datetime, timedelta

from casework.allegations.commands import AssessSeverity, Weighed
from casework.appeals.commands import CloseCase, OpenAppealWindow
from casework.appeals.lodging import RecordAppealReceived
from casework.appeals.queries import appeal_of
from casework.cases.stages import Severity, Stage
from casework.demo.decision_prose import weighed_for
from casework.demo.letter_prose import letter_of, upheld
from casework.demo.papers import Statement, print_paper
from casework.demo.playing import Play, Playing
from casework.demo.story_stages import Appeal, Hearing, Outcome
from casework.demo.timeline import long_day
from casework.evidence.choices import AccessRoute, Form, ItemType, Means
from casework.evidence.commands import RecordCapture
from casework.evidence.details import CaptureDetails
from casework.evidence.intake import receive
from casework.evidence.rules import Collected
from casework.outcomes.commands import DecideOutcome, ReviewSummaryDismissal
from casework.outcomes.ladder import Sanction
from casework.reports.side_tracks import ConcludeSafeguarding, closing_safeguarding
from casework.reports.tracks import SafeguardingOutcome
from casework.storage import new_key, store
from casework.working_days import local_day

ON_PAPER = "boiler-contractor-post"  # the other appeals were sent from the employee’s own page
TO_WEIGH, TO_REVIEW, TO_ARRIVE = timedelta(hours=1), timedelta(hours=2), timedelta(minutes=45)
APPEALED = "The appeal was decided, and its result is with the employee in writing."
UNAPPEALED = "No appeal arrived in time. The outcome stands as in the letter."
AGREES = (
    "I read the findings, the mitigation and the lesser steps again by myself, and asked the chair "
    "about each. I agree that nothing less than dismissal without notice will do."
)


def concluded(play: Playing) -> Play:
    """From the weighing of the factors to the end of the case, as far as the story has got."""
    story = play.story
    if story.outcome is None or story.hearing is None:
        return
    yield from outcome_decided(play, story.outcome, story.hearing)
    yield story.outcome.letter_at
    play.manages(letter_of(play, story.outcome), story.outcome.letter_at)
    if play.case.stage is Stage.CLOSED:
        return
    yield (arrived := story.outcome.letter_at + TO_ARRIVE)
    play.manages(OpenAppealWindow(received_on=local_day(arrived)), arrived)
    if story.appeal:
        yield story.appeal.at
        appeal_received(play, story.appeal)
        if story.key == ON_PAPER:
            yield (recorded := story.appeal.at + TO_ARRIVE)
            on_paper = RecordAppealReceived(
                received_on=local_day(story.appeal.at),
                how_received="by e-mail to appeals@tansleyvale.example",
                severity=story.appeal.grounds,
            )
            play.manages(on_paper, recorded)
    if story.closed_at:
        yield story.closed_at - TO_REVIEW
        concluded_on_child(play, story.closed_at - TO_REVIEW)
        yield story.closed_at
        reasons = APPEALED if appeal_of(play.session, play.case.id) else UNAPPEALED
        play.manages(CloseCase(reasons=reasons, no_appeal=True), story.closed_at)


def concluded_on_child(play: Playing, at: datetime) -> None:
    """Before the case is closed: how the allegation about a child ended (KCSIE)."""
    facts = closing_safeguarding(play.session, play.case.id)
    if not facts.child_at_risk or facts.concluded:
        return
    found = upheld(play)
    outcome = SafeguardingOutcome.SUBSTANTIATED if found else SafeguardingOutcome.UNSUBSTANTIATED
    asked = ConcludeSafeguarding(
        outcome=outcome,
        summary="Contact with a pupil on social media was reported.",
        followed_up="The LADO was told at once and followed the investigation. Those who knew of "
        "it were heard, and the messages were read.",
        action_taken="The outcome of the hearing, and supervision by the line manager.",
        copy_to_person="Yes. The LADO agreed.",
        in_references=bool(found),
    )
    play.manages(asked, at)


def outcome_decided(play: Playing, outcome: Outcome, hearing: Hearing) -> Play:
    yield (weighed_at := outcome.at - TO_WEIGH)
    play.acts(hearing.chair, severity_of(play), weighed_at)
    yield outcome.at
    summary = Sanction(outcome.sanction) is Sanction.SUMMARY_DISMISSAL
    command = DecideOutcome(
        sanction=Sanction(outcome.sanction),
        reasons=outcome.reasons,
        mitigation=outcome.mitigation,
        lesser_steps=outcome.alternatives,
        **weighed_for(play, outcome),
    )
    play.acts(hearing.chair, command, outcome.at)
    if summary:
        yield (reviewed_at := outcome.at + TO_REVIEW)
        play.acts(hearing.panel[0], ReviewSummaryDismissal(words=AGREES), reviewed_at)


def severity_of(play: Playing) -> AssessSeverity:
    """The judgement is that on the gravest allegation that was upheld, or the mildest there is."""
    proved = [each.severity for each in upheld(play)]
    factors = play.story.severity
    return AssessSeverity(
        factors={
            key: Weighed(applies=not words.startswith("Not applicable"), words=words)
            for key, words in factors.items()
        },
        severity=list(Severity)[max(proved, default=1) - 1],
        reasons=f"Weighed most: {factors['F-10']} {factors['F-04']} "
        f"In the employee’s favour: {factors['F-17']} {factors['F-18']}",
    )


def appeal_received(play: Playing, appeal: Appeal) -> None:
    """The employee's letter is kept as it came."""
    person = play.company.trust.by_number[play.story.subject]
    paper = Statement(
        "Appeal against the outcome",
        person.name,
        f"{person.job_title}, {person.academy.name}",
        long_day(local_day(appeal.at)),
        (appeal.grounds,),
    )
    received = receive(
        store(), new_key("evidence", play.case.id), "appeal-letter.pdf", [print_paper(paper)]
    )
    details = CaptureDetails(
        item_type=ItemType.STATEMENT,
        what="The employee’s appeal",
        form=Form.ORIGINAL,
        captured_on=local_day(appeal.at),
        captured_by=play.name_of(play.story.case_manager),
    )
    collected = Collected(
        suspected_image=False,
        access_route=AccessRoute.SUPPLIED,
        means=Means.FAIR,
        confirmed=True,
    )
    play.manages(RecordCapture.of(received, details, collected), appeal.at)
