"""What a reporter may tick about a post, in plain words, and the part of the policy it points to.

The reporter need not know the policy; HR checks at triage which clause, if any, it comes under.
"""

from dataclasses import dataclass
from enum import StrEnum


class IntakeGroup(StrEnum):
    """The headings of the page, in its order."""

    PUPILS = "Pupils"
    ACADEMY_OR_TRUST = "The academy or Trust"
    PEOPLE = "How people were treated"
    SOMETHING_ELSE = "Something else"


@dataclass(frozen=True)
class FollowUp:
    """A question asked only when its label is ticked. Without options, it is answered in words."""

    key: str
    question: str
    options: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class IntakeLabel:
    """One thing the post may have done, and what HR should look at when it was ticked."""

    key: str
    label: str
    clause: str | None
    group: IntakeGroup
    follow_ups: tuple[FollowUp, ...] = ()
    triage_hint: str = ""


YES_OR_NO = ("Yes", "No", "Not sure")
TARGETS = (
    "A pupil",
    "A pupil’s family",
    "A colleague",
    "The academy or Trust",
    "A partner organisation",
    "Someone else",
    "Not sure",
)

PUPIL_LABELS = (
    IntakeLabel(
        "2.6",
        "Shared a photo or video of a pupil",
        "2.6",
        IntakeGroup.PUPILS,
        (
            FollowUp(
                "account",
                "Where was it posted?",
                ("Personal account", "Academy account", "Not sure"),
            ),
            FollowUp("slip", "Is there a signed digital media release slip?", YES_OR_NO),
        ),
        "On a personal account, a signed slip does not clear it. "
        "On an academy account, look for the slip first.",
    ),
    IntakeLabel(
        "2.5",
        "Named or talked about a pupil on a personal account",
        "2.5",
        IntakeGroup.PUPILS,
        (
            FollowUp(
                "named",
                "How was the pupil named?",
                ("First name", "Full name", "Described, not named", "Not sure"),
            ),
        ),
        "Check 2.4 (second part) as well: it covers anything that shows who a pupil is.",
    ),
    IntakeLabel(
        "2.4b",
        "Gave away who a pupil is in some other way",
        "2.4b",
        IntakeGroup.PUPILS,
        (FollowUp("gave_away", "What gave it away?"),),
    ),
    IntakeLabel(
        "2.4a",
        "Accepted a pupil as a friend, or followed them",
        "2.4a",
        IntakeGroup.PUPILS,
        (FollowUp("related", "Are they related, for example niece or nephew?", YES_OR_NO),),
        "A relationship that existed before is an exception: look in the register first.",
    ),
)

ACADEMY_LABELS = (
    IntakeLabel(
        "2.7",
        "Could damage the academy’s or Trust’s reputation",
        "2.7",
        IntakeGroup.ACADEMY_OR_TRUST,
        (
            FollowUp(
                "audience",
                "Who could see it?",
                ("Anyone", "Friends or followers", "A closed group", "Not sure"),
            ),
        ),
        "Ask for evidence of actual damage; a risk alone weighs less.",
    ),
    IntakeLabel(
        "3.1",
        "Gave a personal view as if it was the academy’s",
        "3.1",
        IntakeGroup.ACADEMY_OR_TRUST,
        (FollowUp("disclaimer", "Was there a disclaimer?", YES_OR_NO),),
        "The policy says a disclaimer “should” be added, not that it must.",
    ),
    IntakeLabel(
        "3.4",
        "Shared something confidential",
        "3.4",
        IntakeGroup.ACADEMY_OR_TRUST,
        (
            FollowUp(
                "about",
                "Who or what was it about?",
                ("A person", "The academy or Trust", "A partner organisation", "Not sure"),
            ),
        ),
        "If it is personal data, tell the data protection officer today: a breach may have to be "
        "reported within 72 hours. See also 4.1, 7th point.",
    ),
    IntakeLabel(
        "3.8",
        "Used the logo or our materials without permission",
        "3.8",
        IntakeGroup.ACADEMY_OR_TRUST,
        (FollowUp("agreed", "Did the Principal agree?", YES_OR_NO),),
        "Look in the permissions register first. "
        "Where this clause says “logging”, blogging seems to be meant.",
    ),
    IntakeLabel(
        "2.1",
        "Set up a work account without the Principal’s permission",
        "2.1",
        IntakeGroup.ACADEMY_OR_TRUST,
        (FollowUp("account_link", "What is the link to the account?"),),
        "Look in the permissions register first.",
    ),
)

PEOPLE_LABELS = (
    IntakeLabel(
        "3.3",
        "Used offensive or discriminatory language",
        "3.3",
        IntakeGroup.PEOPLE,
        (FollowUp("language_about", "Who was it about?", TARGETS),),
        "Check 4.1, 6th point as well, and complete the protected-content screen.",
    ),
    IntakeLabel(
        "4.1e",
        "Bullied or harassed someone",
        "4.1e",
        IntakeGroup.PEOPLE,
        (FollowUp("supported", "Is the person safe and supported?", YES_OR_NO),),
        "Link the dignity at work policy and name its clause.",
    ),
    IntakeLabel(
        "3.2",
        "Said something untrue that could harm someone’s reputation",
        "3.2",
        IntakeGroup.PEOPLE,
        (FollowUp("said_about", "Who was it about?", TARGETS),),
        "Overlaps 4.1, 4th point: use one of them, not both.",
    ),
    IntakeLabel(
        "3.10",
        "Embarrassed or harmed someone in some other way",
        "3.10",
        IntakeGroup.PEOPLE,
        (),
        "This clause is broad: use it only with facts. Overlaps 5.5.",
    ),
)

OTHER_LABELS = (
    IntakeLabel(
        "3.13",
        "Gave someone a reference online",
        "3.13",
        IntakeGroup.SOMETHING_ELSE,
        (FollowUp("site", "Which site was it on?"),),
    ),
    IntakeLabel(
        "3.9",
        "Was a conflict of interest that was not declared",
        "3.9",
        IntakeGroup.SOMETHING_ELSE,
        (),
        "The duty is to tell the Principal: look in the register first.",
    ),
    IntakeLabel(
        "none",
        "None of these, or I’m not sure",
        None,
        IntakeGroup.SOMETHING_ELSE,
        (FollowUp("own_words", "What did the post, message or account do?", required=True),),
        "Choose the clause from the full list.",
    ),
)

INTAKE_LABELS = PUPIL_LABELS + ACADEMY_LABELS + PEOPLE_LABELS + OTHER_LABELS


def intake_label(key: str) -> IntakeLabel | None:
    """The label a report ticked, if there is one with this key."""
    return next((each for each in INTAKE_LABELS if each.key == key), None)
