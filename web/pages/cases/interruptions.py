"""What interrupts a case: a pause, a resignation; and opening a closed one again."""

from fastapi import APIRouter

from casework.cases.stages import Stage
from casework.interruptions.models import OverlapKind, PauseGround, SafeguardingConclusion
from casework.interruptions.overlapping import RecordOverlap
from casework.interruptions.pausing import PauseCase, ResumeCase, ReviewPause
from casework.interruptions.reopening import ReopenCase
from casework.interruptions.resigning import ConcludeAfterResignation, RecordResignation
from web.acting.acts import ActPage, add_acts
from web.acting.asking import choice, day, line, members, prose, yes_no

router = APIRouter()
FORMAL = frozenset(Stage) - {Stage.REPORTED, Stage.CLOSED}

add_acts(
    router,
    ActPage(
        slug="overlap",
        command=RecordOverlap,
        title="Record a grievance or criminal proceedings",
        button="Record it",
        lead="A grievance may stop the case for a while or run beside it. A charge or conviction "
        "is no reason by itself: what counts is what it means for the job.",
        what="It is kept with the case and told to nobody. If the case is to wait, pause it next.",
        asks=(
            choice("kind", "What goes on beside the case", members(OverlapKind)),
            day("known_on", "Day the Trust learned of it"),
            prose(
                "about", "What it is", "Without naming a child. Where it is dealt with, if known"
            ),
            prose(
                "suitability",
                "What it means for whether they can do their job",
                "For criminal proceedings",
                optional=True,
            ),
            prose(
                "relationships",
                "What it means for working with colleagues, pupils and the Trust",
                "For criminal proceedings",
                optional=True,
            ),
            yes_no("goes_on", "Does the case go on beside it?"),
            prose("why", "Why it goes on, or waits"),
        ),
        stages=FORMAL,
    ),
    ActPage(
        slug="pause",
        command=PauseCase,
        title="Pause the case",
        button="Pause it",
        lead="A case may wait for a grievance, criminal proceedings, sickness or safeguarding. "
        "Somebody looks at the pause again within 14 days.",
        what="Deadlines stand still and move on by as many working days when the case is resumed. "
        "Contact with the LADO is not put off. Until then the case does not go to another stage.",
        asks=(
            choice("ground", "Why it is paused", members(PauseGround)),
            prose("reason", "Reason", "The employee will read this where the police are involved"),
            day("review_on", "Day the pause is looked at again", "Within 14 days"),
            line(
                "served_how",
                "How the letter is sent",
                "Only for criminal proceedings, when the employee knows of the case",
                optional=True,
            ),
        ),
        stages=FORMAL,
        kind="warn",
    ),
    ActPage(
        slug="review-pause",
        command=ReviewPause,
        title="Look at the pause again",
        button="Let it go on",
        lead="If the case can go on, resume it instead.",
        what="The next review is due on the day you give.",
        asks=(
            prose("reason", "Why the case is still paused"),
            day("review_on", "Day the pause is looked at again", "Within 14 days"),
        ),
        stages=FORMAL,
        listed=False,
    ),
    ActPage(
        slug="resume",
        command=ResumeCase,
        title="Resume the case",
        button="Resume it",
        what="Every deadline that stood still moves by the working days of the pause.",
        asks=(prose("reason", "Why the case goes on now"),),
        stages=FORMAL,
        listed=False,
    ),
    ActPage(
        slug="resignation",
        command=RecordResignation,
        title="Record a resignation",
        button="Record it",
        lead="Somebody who resigns may still be heard. What concerns a child, and a duty to refer, "
        "do not end with the employment.",
        what="If the employee knows of the case, a letter says whether the process goes on.",
        asks=(
            day("received_on", "Day the resignation arrived"),
            day("last_day", "Last day of the employment"),
            yes_no("goes_on", "Does the process go on?"),
            prose("why", "Why it goes on, or does not", "The employee will read this"),
            line(
                "served_how",
                "How the letter is sent",
                "Only when the employee knows of the case",
                optional=True,
            ),
        ),
        stages=FORMAL,
    ),
    ActPage(
        slug="conclude-after-resignation",
        command=ConcludeAfterResignation,
        title="Close the case after the resignation",
        button="Record the conclusion and close",
        lead="Before an outcome is decided, the matter is concluded on the evidence there is.",
        what="The case is closed. The conclusion is kept with it.",
        template="acts/closing.html",
        asks=(
            prose("conclusion", "What is concluded"),
            choice(
                "safeguarding",
                "Conclusion where a child is concerned",
                members(SafeguardingConclusion),
                optional=True,
            ),
            prose("referrals", "Telling DBS, TRA and the LADO: what was decided, and why"),
        ),
        stages=FORMAL,
        listed=False,
    ),
    ActPage(
        slug="reopen",
        command=ReopenCase,
        title="Reopen the case",
        button="Ask to reopen it",
        lead="For a late appeal, a mistake, or something that came to light afterwards.",
        what="Another person who may reopen a case decides: whoever manages or commissioned it. "
        "What was recorded stays as it is.",
        asks=(prose("reason", "Why the case is reopened"),),
        stages=frozenset({Stage.CLOSED}),
    ),
)
