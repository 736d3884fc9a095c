"""The outcome letter: which one it is, what it must say, and the warning it may carry."""

from datetime import date
from typing import Any, ClassVar

from pydantic import Field

from casework.access import Permission, Role
from casework.allegations.letterhead import in_role, letterhead, put
from casework.allegations.queries import Alleged, allegations_on
from casework.cases.deadlines import counted, meet, meet_all, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.passing import start_claim_clock
from casework.cases.stages import Ending
from casework.documents.issuing import Issue, issue
from casework.documents.letterhead import Letter
from casework.documents.letters import print_letter
from casework.documents.outcome_letters import (
    DismissalWithNotice,
    FinalWrittenWarning,
    FirstWrittenWarning,
    NoActionLetter,
    SummaryDismissal,
)
from casework.documents.wording import AppealRight, FindingMade, HearingHeld, Person, Stated
from casework.errors import NotFound
from casework.hearings.models import CompanionCategory, Hearing
from casework.hearings.notice import panel_of
from casework.hearings.queries import hearing_of
from casework.journal import Event
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import Outcome
from casework.outcomes.proportionality import WORDING
from casework.outcomes.queries import decision_record_of, letter_facts, outcome_of
from casework.outcomes.rules import LETTER_RULES
from casework.outcomes.warning_given import LEVELS, give_warning
from casework.particulars import particulars
from casework.procedure import require
from casework.suspension.ending import end_measure
from casework.text import Line, OptionalDay, OptionalProse
from casework.working_days import add_months, local_day

LETTERS: dict[Sanction, type[Letter]] = {
    Sanction.NO_ACTION: NoActionLetter,
    Sanction.FIRST_WRITTEN_WARNING: FirstWrittenWarning,
    Sanction.FINAL_WRITTEN_WARNING: FinalWrittenWarning,
    Sanction.DISMISSAL_WITH_NOTICE: DismissalWithNotice,
    Sanction.SUMMARY_DISMISSAL: SummaryDismissal,
}


class OutcomeLetterIssued(Event):
    document: str
    sanction: Sanction
    spent_on: date | None

    def sentence(self) -> str:
        return f"sent the outcome letter, {self.document}"


class IssueOutcomeLetter(Command):
    """Send the outcome letter (Acas Code paras 18 to 22). Which one follows from the outcome.

    What a letter of that kind must say and does not refuses it, by name.
    """

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER
    for_others: ClassVar[frozenset[str]] = frozenset(
        {
            "misconduct",
            "change_required",
            "further_misconduct",
            "training",
            "why_final",
            "why_no_lesser_sanction",
            "statement",
            "return_to_work",
        }
    )

    served_how: Line = Field(title="how the letter is sent")
    misconduct: OptionalProse = Field(default=None, title="what the misconduct was")
    change_required: OptionalProse = Field(default=None, title="the change that is required")
    change_by: OptionalProse = Field(default=None, title="by when the change is required")
    further_misconduct: OptionalProse = Field(
        default=None, title="what further misconduct may lead to"
    )
    training: OptionalProse = Field(default=None, title="the support or training that is given")
    why_final: OptionalProse = Field(default=None, title="why the warning is a final one")
    why_no_lesser_sanction: OptionalProse = Field(
        default=None, title="why no lesser step is enough"
    )
    notice_period: OptionalProse = Field(default=None, title="the period of notice")
    notice: OptionalProse = Field(default=None, title="whether notice is worked or paid")
    contract_ends: OptionalDay = Field(default=None, title="the day the contract ends")
    final_pay: OptionalProse = Field(default=None, title="what is paid, and when")
    holiday: OptionalProse = Field(default=None, title="what is paid for holiday not taken")
    property: OptionalProse = Field(default=None, title="what is to be returned, and how")
    statement: OptionalProse = Field(default=None, title="what was decided, in one statement")
    return_to_work: OptionalProse = Field(default=None, title="how normal work resumes")
    removed_on: OptionalDay = Field(default=None, title="the day the record is removed")

    def perform(self, act: Act) -> OutcomeLetterIssued:
        require(LETTER_RULES, letter_facts(act.session, act.case.id))
        outcome = outcome_of(act.session, act.case.id)
        hearing = hearing_of(act.session, act.case.id)
        if outcome is None or hearing is None:
            raise NotFound
        heard = [
            each for each in allegations_on(act.session, act.case.id) if each.allegation.notified_on
        ]
        letter = self._letter(act, outcome, hearing, heard)
        printed = print_letter(letter)
        what = Issue(letter.code, letter.subject, act.actor.name, act.at, self.served_how)
        document = issue(act.session, act.case.id, printed, what)
        outcome.letter_document_id = document.id
        outcome.employment_ends_on = self.contract_ends if outcome.sanction.is_dismissal else None
        if outcome.employment_ends_on:
            start_claim_clock(act, outcome.employment_ends_on)
        spent_on = give_warning(act, outcome, heard)
        meet(act, "T8")
        end_measure(act)
        if outcome.sanction.is_dismissal:
            _refer_by_then(act)
        if not any(each.allegation.is_upheld for each in heard):
            act.case.close(Ending.NOT_UPHELD, act.at)
            meet_all(act)
        return OutcomeLetterIssued(
            document=document.reference, sanction=outcome.sanction, spent_on=spent_on
        )

    def _letter(self, act: Act, outcome: Outcome, hearing: Hearing, heard: list[Alleged]) -> Letter:
        kind = LETTERS[outcome.sanction]
        known = {
            **letterhead(act.session, act.case, heard, act.today),
            **{name: value or "" for name, value in self._typed().items()},
            **_decided(outcome),
            **_trust_wording(act, outcome.sanction),
            "delivery": self.served_how,
            "hearing": _hearing(act, hearing),
            "findings": tuple(_finding(each) for each in heard),
            "removed_on": self.removed_on,
            "contract_ends": self.contract_ends,
            "appeal": _appeal(act),
            "stated": _stated(act),
        }
        fields = kind.__dataclass_fields__
        return kind(**{name: value for name, value in known.items() if name in fields})

    def _typed(self) -> dict[str, Any]:
        return self.model_dump(exclude={"served_how", "removed_on", "contract_ends"})


def _refer_by_then(act: Act) -> None:
    """Whether to tell the DBS and the TRA is decided soon after a dismissal (SVGA s.35)."""
    start_clock(act, "T13", act.today)


def _decided(outcome: Outcome) -> dict[str, Any]:
    return {
        "reasons": outcome.reasons,
        "mitigation": outcome.mitigation,
        "gross_misconduct": outcome.gross_misconduct or "",
    }


def _stated(act: Act) -> tuple[Stated, ...]:
    """What the decision says because the account was private, question by question."""
    record = decision_record_of(act.session, act.case.id)
    said = record.wording if record else {}
    return tuple(
        Stated(question=each.name, answer=said[each.id]) for each in WORDING if each.id in said
    )


def _trust_wording(act: Act, sanction: Sanction) -> dict[str, Any]:
    wording = particulars(act.session)
    told: dict[str, Any] = {
        key: wording[key] for key in ("kept_where", "records", "references", "referrals")
    }
    if sanction in LEVELS:
        months = act.timescale(LEVELS[sanction][0]).value
        spent = add_months(act.today, months)
        told |= {"live_from": act.today, "live_months": months, "spent_on": spent}
        told["usual_live_months"] = months
    return told


def _hearing(act: Act, hearing: Hearing) -> HearingHeld:
    chair = in_role(act.session, act.case, Role.HEARING_MANAGER)
    present = [chair, *panel_of(act), in_role(act.session, act.case, Role.NOTE_TAKER)]
    alone = hearing.companion_category in (None, CompanionCategory.NOBODY)
    category = hearing.companion_category.label.lower() if hearing.companion_category else ""
    return HearingHeld(
        day=local_day(hearing.starts_at),
        chair=chair,
        attended_by=tuple(each for each in present if isinstance(each, Person)),
        accompanied_by="You were not accompanied."
        if alone
        else f"You were accompanied by {hearing.companion}, {category}.",
        employee_attended=bool(hearing.attended),
        why_in_absence=hearing.why_absent or "",
    )


def _finding(each: Alleged) -> FindingMade:
    told = each.allegation
    return FindingMade(
        allegation=put(each),
        finding=told.finding.label if told.finding else "",
        upheld=told.is_upheld,
        reasons=told.reasons or "",
    )


def _appeal(act: Act) -> AppealRight:
    wording = particulars(act.session)
    name, _, role = wording["appeal_to"].partition(",")
    _, computed = counted(act, "T9", act.today)
    return AppealRight(
        to=Person(name=name.strip(), role=role.strip()) if name else None,
        how=wording["appeal_how"],
        by=computed.due_on,
        working_days=computed.days,
    )
