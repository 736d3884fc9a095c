"""The order of a disciplinary hearing (Acas Code para 12), as a checklist. Pure."""

from enum import StrEnum


class Proceeding(StrEnum):
    """One step of the hearing, in the order in which it is taken."""

    OPENED = "opened"
    COMPANION = "companion"
    ADJUSTMENTS = "adjustments"
    COMPLAINT = "complaint"
    EVIDENCE = "evidence"
    ANSWER = "answer"
    QUESTIONS = "questions"
    THEIR_EVIDENCE = "their_evidence"
    WITNESSES = "witnesses"
    SUMMING_UP = "summing_up"
    MITIGATION = "mitigation"
    CLOSED = "closed"

    @property
    def says(self) -> str:
        return SAYS[self]

    @property
    def label(self) -> str:
        return self.says


SAYS: dict[Proceeding, str] = {
    Proceeding.OPENED: "The chair said who is there, why, and how the hearing runs",
    Proceeding.COMPANION: "The companion’s part was explained, or the right to one repeated",
    Proceeding.ADJUSTMENTS: "The adjustments agreed are in place",
    Proceeding.COMPLAINT: "The complaint was explained, allegation by allegation",
    Proceeding.EVIDENCE: "The evidence was gone through",
    Proceeding.ANSWER: "The employee answered each allegation",
    Proceeding.QUESTIONS: "The employee asked questions",
    Proceeding.THEIR_EVIDENCE: "The employee presented their own evidence",
    Proceeding.WITNESSES: "Witnesses were called, and the employee commented on what they said",
    Proceeding.SUMMING_UP: "Both sides summed up; the companion too, if they wished",
    Proceeding.MITIGATION: "The employee was asked what speaks for them",
    Proceeding.CLOSED: "The chair adjourned to decide, and said when the decision comes",
}
