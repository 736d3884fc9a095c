"""The papers for the LADO, the TRA and the DBS, made from what the case holds."""

from typing import Any, ClassVar

from pydantic import Field
from sqlmodel import Session

from casework.access import Permission
from casework.allegations.queries import allegations_on
from casework.cases.gateway import Act, Command
from casework.documents.outside_papers import DbsReferral, LadoReferral, OutsidePaper, TraReferral
from casework.duties.kinds import Duty
from casework.duties.queries import work_ended
from casework.errors import WrongAnswer
from casework.evidence.queries import evidence_on
from casework.journal import Event
from casework.outcomes.queries import outcome_of
from casework.people.models import Person
from casework.reports.queries import reports_on
from casework.reports.safeguarding import lado_contacts
from casework.reports.side_tracks import keep, opened
from casework.text import OptionalProse

PRINTED = {Duty.LADO, Duty.TRA, Duty.DBS}


class ReferralPrepared(Event):
    duty: Duty
    document: str

    def sentence(self) -> str:
        return f"prepared the referral to the {self.duty.label}, {self.document}"


class PrepareReferral(Command):
    """Make the paper that goes to the LADO, the TRA or the DBS, from the facts of the case.

    Nothing is sent: whoever sends it records that as the answer to the duty.
    """

    permission: ClassVar[Permission] = Permission.RECORD_DUTY
    for_others: ClassVar[frozenset[str]] = frozenset({"grounds", "safety", "told"})

    duty: Duty = Field(title="who the paper is for")
    grounds: OptionalProse = Field(default=None, title="the grounds, or how the harm test is met")
    safety: OptionalProse = Field(default=None, title="what was done so that the child is safe now")
    told: OptionalProse = Field(default=None, title="who has been told what")

    def perform(self, act: Act) -> ReferralPrepared:
        if self.duty not in PRINTED:
            raise WrongAnswer({"duty": "Choose the LADO, the TRA or the DBS"})
        self._require_answers()
        paper = self._lado(act) if self.duty is Duty.LADO else self._at_the_end(act)
        document = keep(act, paper, f"prepared for the {self.duty.label}")
        return ReferralPrepared(duty=self.duty, document=document.reference)

    def _require_answers(self) -> None:
        needed = ("safety", "told") if self.duty is Duty.LADO else ("grounds",)
        fields = type(self).model_fields
        wrong = {
            name: f"Enter {fields[name].title}" for name in needed if getattr(self, name) is None
        }
        if wrong:
            raise WrongAnswer(wrong)

    def _lado(self, act: Act) -> OutsidePaper:
        told = [each.report for each in reports_on(act.session, act.case.id)]
        contacts = lado_contacts(act.session, act.case.id)
        advice = [f"{each.contacted_on:%-d %B %Y}: {each.advice}" for each in contacts]
        return LadoReferral(
            **opened(act),
            allegation="\n".join(each.own_words for each in told),
            child="\n".join(dict.fromkeys(each.child.label for each in told)),
            safety=self.safety or "",
            told=self.told or "",
            advice="\n".join(advice) or "None yet.",
        )

    def _at_the_end(self, act: Act) -> OutsidePaper:
        kind = TraReferral if self.duty is Duty.TRA else DbsReferral
        ended = _how_it_ended(act)
        if not ended:
            says = "There is nothing to refer yet: nobody was dismissed and nobody has left"
            raise WrongAnswer({"duty": says})
        return kind(
            **opened(act),
            **_what_was_found(act.session, act),
            ended=ended,
            grounds=self.grounds or "",
        )


def _how_it_ended(act: Act) -> str:
    """The dismissal with its reasons, or that the employee left; blank when neither is so."""
    if work_ended(act.session, act.case, act.today) is None:
        return ""
    outcome = outcome_of(act.session, act.case.id)
    person = act.session.get_one(Person, act.case.employee_id)
    left = (
        f"Last day: {person.left_on:%-d %B %Y}." if person.left_on else "The last day is to come."
    )
    if outcome is None or not outcome.sanction.is_dismissal:
        return f"The employee left while the case was open. {left}"
    return f"{outcome.sanction.label}. {left}\n{outcome.reasons}"


def _what_was_found(session: Session, act: Act) -> dict[str, Any]:
    person = session.get_one(Person, act.case.employee_id)
    found = [
        f"Allegation {each.allegation.number}, clause {each.clause.printed_number}: "
        f"{each.allegation.particulars} "
        f"{each.allegation.finding.label if each.allegation.finding else 'Not decided'}. "
        f"{each.allegation.reasons or ''}"
        for each in allegations_on(session, act.case.id)
    ]
    exhibits = [each.exhibit for each in evidence_on(session, act.case.id) if each.exhibit]
    return {
        "employment": f"{person.job_title}, employed from {person.employed_from:%-d %B %Y}.",
        "misconduct": "\n".join(found) or "Nothing was decided on an allegation.",
        "evidence": "\n".join(f"{each.reference}: {each.title}" for each in exhibits)
        or "No exhibit was admitted.",
    }
