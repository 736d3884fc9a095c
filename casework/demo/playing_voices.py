"""Those who are heard without working on a case: witnesses, a companion, the employee's appeal."""

from collections.abc import Callable, Mapping

from casework.access import Role
from casework.cases.commands import Appoint
from casework.demo.playing import Play, Playing
from casework.demo.playing_apart import after_report, number_of, person
from casework.demo.playing_appeal import made_milder, to_be_heard
from casework.investigation.witnesses import AskWitness, WitnessWords
from casework.people.task_links import new_secrets

INVESTIGATOR = "Tom Whitworth"


def witness_wrote(play: Playing) -> Play:
    """A colleague is asked what she saw, and answers through her link."""
    yield (asked := after_report(play, 4, "09:30"))
    made = new_secrets()
    command = AskWitness(
        person_id=person(play, "Olivia Penrose"),
        asked="Please write what you saw at the harvest assembly of anybody taking photographs.",
        opened_by=made,
    )
    play.acts(number_of(play, INVESTIGATOR), command, asked)
    yield (wrote := after_report(play, 5, "16:35"))
    words = (
        "I stood by the piano with my class. Rebecca took photographs on her phone from the side "
        "of the hall, two or three, while the children sang. I thought they were for the "
        "newsletter, because she had taken those for the newsletter last year. I did not see what "
        "she did with them. She told me the next day that a parent had been upset, and that she "
        "had taken them down at once."
    )
    WitnessWords(words=words).give(play.session, made.token, made.code, wrote)


def witness_asked(play: Playing) -> Play:
    """Somebody outside the trust was asked, and has not answered yet."""
    yield (at := after_report(play, 8, "10:50"))
    command = AskWitness(
        name="Dee Harlow, head of science at another school",
        asked="Please write when you saw the post, who could read it, and whom you showed it to.",
        opened_by=new_secrets(),
    )
    play.acts(number_of(play, INVESTIGATOR), command, at)


def companion_named(play: Playing) -> Play:
    """The colleague whom the employee chose is told of the hearing, and sees what she sees."""
    if play.story.hearing is None:
        return
    yield (at := after_report(play, 15, "09:20"))
    play.manages(Appoint(role=Role.COMPANION, person_id=person(play, "Luke Hesketh")), at)


HEARD: Mapping[str, Callable[[Playing], Play]] = {
    "harvest-assembly": witness_wrote,
    "staff-rota-comment": witness_asked,
    "family-court-remark": companion_named,
    "front-desk-diary": to_be_heard,
    "grievance-gone-public": made_milder,
}
