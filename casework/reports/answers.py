"""The choices a report offers, with the words the reporter reads. Pure."""

from enum import StrEnum


class About(StrEnum):
    """Whom the report is about. It decides who may not see it."""

    STAFF = "staff"
    PRINCIPAL = "principal"
    HR = "hr"
    AGENCY = "agency"
    GOVERNOR = "governor"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {
            About.STAFF: "A member of staff",
            About.PRINCIPAL: "My Principal",
            About.HR: "Someone in HR",
            About.AGENCY: "An agency worker, a contractor or a volunteer",
            About.GOVERNOR: "A governor or a trustee",
            About.UNKNOWN: "I do not know who it was",
        }[self]


# Where a post may have been; anything else is told in words.
PLATFORMS = (
    "Facebook",
    "Instagram",
    "WhatsApp",
    "Snapchat",
    "TikTok",
    "X (Twitter)",
    "YouTube",
    "LinkedIn",
)

# By what the staff list calls them: whoever is on it and is no employee of the Trust.
NOT_EMPLOYED = {"agency": About.AGENCY, "trustee": About.GOVERNOR}
# Whom nobody of the staff list is chosen for: the reporter tells what they know instead.
IN_WORDS = frozenset({About.UNKNOWN, About.AGENCY, About.GOVERNOR})


class ChildInvolved(StrEnum):
    """The first question of every report (KCSIE Part Four)."""

    NO = "no"
    YES = "yes"
    RISK = "risk"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        return {
            ChildInvolved.NO: "No",
            ChildInvolved.YES: "Yes, but I have no concern that a child is at risk",
            ChildInvolved.RISK: "Yes, and a child may be at risk of harm",
            ChildInvolved.UNSURE: "Yes, and I’m not sure if a child is at risk",
        }[self]

    @property
    def hint(self) -> str:
        return {
            ChildInvolved.YES: "For example a class photo on a personal account",
            ChildInvolved.RISK: "For example private messages with a pupil, or any sexual content",
        }.get(self, "")

    @property
    def stops(self) -> bool:
        """Whether the stop panel is shown: talk to a safeguarding lead before carrying on."""
        return self in {ChildInvolved.RISK, ChildInvolved.UNSURE}


class AccountType(StrEnum):
    PERSONAL = "personal"
    ACADEMY = "academy"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        return {
            AccountType.PERSONAL: "Personal account",
            AccountType.ACADEMY: "Academy account",
            AccountType.UNSURE: "Not sure",
        }[self]


class Decision(StrEnum):
    """The one decision that triage takes."""

    FORMAL = "formal"
    ADD_TO_CASE = "add_to_case"
    INFORMAL = "informal"
    NO_FURTHER_ACTION = "no_further_action"
    PASS_ON = "pass_on"
    HAND_OVER = "hand_over"

    @property
    def label(self) -> str:
        return {
            Decision.FORMAL: "Open a formal case",
            Decision.ADD_TO_CASE: "Add to a case that is already open",
            Decision.INFORMAL: "Deal with it informally",
            Decision.NO_FURTHER_ACTION: "No further action",
            Decision.PASS_ON: "Pass it on, since they are not an employee",
            Decision.HAND_OVER: "Hand over to a colleague",
        }[self]

    @property
    def hint(self) -> str:
        return {
            Decision.FORMAL: "It needs investigating under the disciplinary procedure",
            Decision.ADD_TO_CASE: "The same matter, or the same person and the same time",
            Decision.INFORMAL: "Advice or training will do. Not a disciplinary sanction",
            Decision.NO_FURTHER_ACTION: "It is not a breach, or there is nothing to look into",
            Decision.PASS_ON: "It is about an agency worker, a governor, a pupil or somebody else",
            Decision.HAND_OVER: "You are too close to it, or away",
        }[self]


class PassedTo(StrEnum):
    """Whose matter it is when it is about no employee."""

    AGENCY = "agency"
    GOVERNANCE = "governance"
    BEHAVIOUR = "behaviour"

    @property
    def label(self) -> str:
        return {
            PassedTo.AGENCY: "An agency worker, a contractor or a volunteer",
            PassedTo.GOVERNANCE: "A governor or a trustee",
            PassedTo.BEHAVIOUR: "A pupil",
        }[self]

    @property
    def hint(self) -> str:
        return {
            PassedTo.AGENCY: "Tell the agency or whoever sent them. It decides on discipline. Do "
            "not only stop using them: find out the facts with the agency, and where a child may "
            "be at risk with the LADO",
            PassedTo.GOVERNANCE: "Tell the chair of trustees, or for the chair the members. They "
            "act under their code of conduct",
            PassedTo.BEHAVIOUR: "Tell the safeguarding lead and the Principal. The behaviour "
            "policy is for pupils",
        }[self]


class HarmAnswer(StrEnum):
    NO = "no"
    YES = "yes"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        return {"no": "No", "yes": "Yes", "unsure": "Not sure"}[self.value]


HARM_QUESTIONS: dict[str, str] = {
    "harmed": "Has the person behaved in a way that has harmed a child, or may have?",
    "offence": "Has the person possibly committed a criminal offence against, or about, a child?",
    "risk": "Has the person behaved in a way that shows they may pose a risk to children?",
    "unsuitable": "Has the person behaved in a way that suggests they may not be suitable "
    "to work with children, in or out of school?",
}
