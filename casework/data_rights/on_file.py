"""The appropriate policy document: which version is on file, who approved it, until when.

Special category data are used in disciplinary work only with it (DPA 2018 Sch 1 paras 1, 5, 39).
"""

from datetime import date, datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Asked
from sqlalchemy import text
from sqlmodel import Session, col, func, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.cases.models import Case
from casework.data_rights.breach_models import PolicyOnFile
from casework.database.whose import every_case
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.text import Day, Line
from casework.working_days import local_day

WARNING = (
    "This case holds special category data, and no appropriate policy document is on file that "
    "holds today (Data Protection Act 2018, Sch 1 para 39)."
)
# Belief, politics, a union, disability, pregnancy: of the twelve questions on protected content.
QUESTIONS = ("PC-01", "PC-02", "PC-04", "PC-07", "PC-08")
# What makes a case one with special category data: beliefs, politics, a union, health.
SPECIAL = """
    EXISTS (SELECT FROM protected_content_screens AS s, jsonb_each(s.answers) AS a
            WHERE s.case_id = :case AND a.key = ANY(:questions)
              AND a.value ->> 'answer' IN ('yes', 'unsure'))
        OR EXISTS (SELECT FROM adjustments AS a WHERE a.case_id = :case)
        OR EXISTS (SELECT FROM union_representatives AS u
            WHERE u.case_id = :case AND u.is_representative)
        OR EXISTS (SELECT FROM redaction_boxes AS b
            WHERE b.case_id = :case AND b.reason = 'SPECIAL_CAT')
"""
_SPECIAL = text(f"SELECT {SPECIAL}")


class PolicyPutOnFile(Event):
    title: str
    version: str

    def sentence(self) -> str:
        return f"put the appropriate policy document on file: {self.title}, version {self.version}"


class PutPolicyOnFile(BaseModel):
    """Put the appropriate policy document on file (DPA 2018 Sch 1 para 39). Versions stay."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.ANSWER_DATA_REQUESTS

    title: Line = Asked(title="what the document is called")
    version: Line = Asked(title="its version")
    kept_where: Line = Asked(title="where it is kept")
    approved_by: Line = Asked(title="who approved it")
    approved_on: Day = Asked(title="the day it was approved")
    review_by: Day = Asked(title="the day it is reviewed by")

    def perform(self, session: Session, actor: Actor, at: datetime) -> PolicyPutOnFile:
        """Keep it as the newest version.

        Raises:
            NotPermitted: the actor does not look after data protection.
            WrongAnswer: a day cannot be right.
        """
        require_in_trust(actor, self.permission)
        wrong = {}
        if self.approved_on > local_day(at):
            wrong["approved_on"] = "Enter a day that is not in the future"
        if self.review_by <= self.approved_on:
            wrong["review_by"] = "Give a day after it was approved"
        if wrong:
            raise WrongAnswer(wrong)
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext("policy_on_file"))))
        last = session.exec(select(func.max(PolicyOnFile.number))).one()
        told = self.model_dump()
        row = PolicyOnFile(**told, number=(last or 0) + 1, put_by=actor.id, put_at=at)
        session.add(row)
        session.flush()
        event = PolicyPutOnFile(title=self.title, version=self.version)
        journal.append(session, None, actor, event, at)
        return event


def on_file(session: Session) -> list[PolicyOnFile]:
    """Every version, the newest first."""
    return list(session.exec(select(PolicyOnFile).order_by(col(PolicyOnFile.number).desc())))


def in_force(session: Session, today: date) -> PolicyOnFile | None:
    """The newest version, while the day of its review has not passed."""
    newest = next(iter(on_file(session)), None)
    return newest if newest and newest.review_by >= today else None


def warning_on(session: Session, case: Case, today: date) -> str:
    """What is said over a case with special category data while no document is on file."""
    if in_force(session, today):
        return ""
    with every_case(session):
        told = {"case": case.id, "questions": list(QUESTIONS)}
        special = session.scalar(_SPECIAL, told)
    return WARNING if special else ""
