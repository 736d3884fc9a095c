"""Before formal action: whether the law protects what was said, and the advice where it may."""

from datetime import timedelta

from casework.access import Role
from casework.allegations.protected_content import QUESTIONS, Reply
from casework.allegations.screening import (
    AdviseOnProtectedContent,
    Answered,
    ScreenProtectedContent,
)
from casework.cases.commands import Appoint
from casework.demo.casting import DIRECTOR
from casework.demo.playing import Play, Playing
from casework.reports.answers import Decision

TO_ANSWER, TO_ASK, TO_ADVISE = timedelta(minutes=25), timedelta(minutes=35), timedelta(minutes=80)
BASIS = "The post as reported, what stands around it, and what the reporter wrote."
STILL_ASKED = "shared-article"  # whose advice is awaited: the Director of HR finds it on her desk
ADVICE = (
    "Formal action may go on, within limits. What is protected is no part of any allegation. Look "
    "only at the manner, at who was hurt, and at who could take it for the view of the trust."
)


def screened(play: Playing) -> Play:
    """Twelve answers by the case manager, and advice by the Director of HR where one is not no."""
    story = play.story
    if story.triage is None or story.triage.decision is not Decision.FORMAL:
        return
    yield (at := story.triage.at + TO_ANSWER)
    play.manages(answers_of(play), at)
    if not story.screened:
        return
    director = play.company.trust.named(DIRECTOR).staff_number
    yield (asked := story.triage.at + TO_ASK)
    command = Appoint(role=Role.LEGAL_ADVISER, person_id=play.id_of(director))
    play.manages(command, asked)
    if story.key == STILL_ASKED:
        return
    yield (advised := story.triage.at + TO_ADVISE)
    play.acts(director, AdviseOnProtectedContent(may_go_on=True, advice=ADVICE), advised)


def answers_of(play: Playing) -> ScreenProtectedContent:
    """No to every question but those of the story, which say why."""
    told = play.story.screened
    return ScreenProtectedContent(
        answers={
            each.id: Answered(answer=told[each.id], words=play.story.protected_content)
            if each.id in told
            else Answered(answer=Reply.NO)
            for each in QUESTIONS
        },
        basis=BASIS,
    )
