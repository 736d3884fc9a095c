"""Deciding whether an appeal that came late is heard: either way with a reason, and in writing."""

from typing import Any, ClassVar

from pydantic import Field

from casework.access import Permission
from casework.allegations.letterhead import letterhead
from casework.allegations.queries import allegations_on
from casework.appeals.lodging import LATE, hear_in_time
from casework.appeals.models import Appeal
from casework.appeals.queries import appeal_of, window_ends
from casework.cases.deadlines import meet
from casework.cases.gateway import Act, Command
from casework.documents.appeal_letters import AppealTooLate
from casework.documents.issuing import Issue, issue
from casework.documents.letters import print_letter
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.journal import Event
from casework.text import OptionalLine, Prose


class LateAppealDecided(Event):
    accepted: bool
    document: str | None

    def sentence(self) -> str:
        if self.accepted:
            return "decided that the late appeal is heard"
        return f"decided that the appeal came too late, and said so in {self.document}"


class DecideLateAppeal(Command):
    """Decide whether a late appeal is heard after all, with the reason (Acas Code para 26).

    Refusing it sends the employee a letter that says so.
    """

    permission: ClassVar[Permission] = Permission.RECORD_APPEAL
    for_others: ClassVar[frozenset[str]] = frozenset({"reason"})

    accepted: bool = Field(title="whether the appeal is heard")
    reason: Prose = Field(title="the reason")
    served_how: OptionalLine = Field(default=None, title="how the letter is sent")

    def perform(self, act: Act) -> LateAppealDecided:
        appeal = appeal_of(act.session, act.case.id)
        if appeal is None or appeal.in_time or appeal.accepted_late is not None:
            says = "An appeal came late, and nobody has decided yet whether it is heard"
            raise ProcedureBreach(Breach("G-APP-20", "ACAS-26", says))
        if not self.accepted and self.served_how is None:
            raise WrongAnswer({"served_how": "Say how the letter is sent"})
        document = None if self.accepted else self._refuse(act, appeal)
        appeal.accepted_late, appeal.late_reason = self.accepted, self.reason
        appeal.late_decided_by, appeal.late_decided_at = act.actor.id, act.at
        meet(act, LATE)
        if self.accepted:
            hear_in_time(act, act.today)
        return LateAppealDecided(accepted=self.accepted, document=document)

    def _refuse(self, act: Act, appeal: Appeal) -> str:
        alleged = [
            each for each in allegations_on(act.session, act.case.id) if each.allegation.notified_on
        ]
        told: dict[str, Any] = {
            **letterhead(act.session, act.case, alleged, act.today),
            "delivery": self.served_how or "",
            "received_on": appeal.received_on,
            "window_ended_on": window_ends(act.session, act.case.id),
            "why_late": appeal.why_late or "",
            "reason": self.reason,
        }
        letter = AppealTooLate(**told)
        printed = print_letter(letter)
        what = Issue(letter.code, letter.subject, act.actor.name, act.at, self.served_how or "")
        return issue(act.session, act.case.id, printed, what).reference
