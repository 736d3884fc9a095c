"""The choices a report offers, with the words the reporter reads. Pure."""

from enum import StrEnum


class About(StrEnum):
    """Whom the report is about. It decides who may not see it."""

    STAFF = "staff"
    PRINCIPAL = "principal"
    HR = "hr"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {
            About.STAFF: "A member of staff",
            About.PRINCIPAL: "My Principal",
            About.HR: "Someone in HR",
            About.UNKNOWN: "I do not know who it was",
        }[self]


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
    HAND_OVER = "hand_over"

    @property
    def label(self) -> str:
        return {
            Decision.FORMAL: "Open a formal case",
            Decision.ADD_TO_CASE: "Add to a case that is already open",
            Decision.INFORMAL: "Deal with it informally",
            Decision.NO_FURTHER_ACTION: "No further action",
            Decision.HAND_OVER: "Hand over to a colleague",
        }[self]

    @property
    def hint(self) -> str:
        return {
            Decision.FORMAL: "It needs investigating under the disciplinary procedure",
            Decision.ADD_TO_CASE: "The same matter, or the same person and the same time",
            Decision.INFORMAL: "Advice or training will do. Not a disciplinary sanction",
            Decision.NO_FURTHER_ACTION: "It is not a breach, or there is nothing to look into",
            Decision.HAND_OVER: "You are too close to it, or away",
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
