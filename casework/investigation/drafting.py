"""Versions of the report shared with HR, who comments and changes nothing (Ramphal v DfT)."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, func, select

from casework.access import Permission, Role
from casework.cases.appointing import holder
from casework.cases.gateway import Act, Command, on_case
from casework.cases.stages import Stage
from casework.errors import Breach, ProcedureBreach
from casework.investigation.inquiry import CommentOn, DraftComment, ReportDraft
from casework.investigation.rules import COMMENT_RULES, DraftFacts
from casework.journal import Event
from casework.procedure import require
from casework.text import Prose


class DraftShared(Event):
    version: int

    def sentence(self) -> str:
        return f"shared version {self.version} of the draft report with HR, for comments only"


class DraftCommented(Event):
    version: int
    topic: CommentOn

    def sentence(self) -> str:
        return f"commented on version {self.version} of the draft report: {self.topic.value}"


class ShareDraft(Command):
    """Share a version of the report with HR, for comments. Each version is kept as it was."""

    permission: ClassVar[Permission] = Permission.CONCLUDE_INVESTIGATION

    words: Prose = Field(title="the draft")

    def perform(self, act: Act) -> DraftShared:
        if act.case.stage is not Stage.INVESTIGATION:
            says = "A draft is shared before the investigation is concluded"
            raise ProcedureBreach(Breach("G-HR-2", "RAMPHAL", says))
        last = select(func.max(ReportDraft.version)).where(ReportDraft.case_id == act.case.id)
        version = (act.session.exec(last).one() or 0) + 1
        act.session.add(
            ReportDraft(
                case_id=act.case.id,
                version=version,
                words=self.words,
                shared_by=act.actor.id,
                shared_at=act.at,
            )
        )
        return DraftShared(version=version)


class CommentOnDraft(Command):
    """Comment on the law, the procedure or consistency of a shared version (Ramphal v DfT).

    The officer decides what to do with it. Nothing here changes a conclusion.
    """

    permission: ClassVar[Permission] = Permission.COMMENT_ON_DRAFT

    draft_id: UUID = Field(title="the version")
    concerns: CommentOn = Field(title="what the comment is about")
    words: Prose = Field(title="the comment")

    def perform(self, act: Act) -> DraftCommented:
        draft = on_case(act, ReportDraft, self.draft_id)
        officer = holder(act.session, act.case.id, Role.INVESTIGATING_OFFICER)
        shared = act.case.stage is Stage.INVESTIGATION
        require(COMMENT_RULES, DraftFacts(shared, by_investigator=officer == act.actor.id))
        act.session.add(
            DraftComment(
                case_id=act.case.id,
                draft_id=draft.id,
                concerns=self.concerns,
                words=self.words,
                said_by=act.actor.id,
                said_at=act.at,
            )
        )
        return DraftCommented(version=draft.version, topic=self.concerns)


def drafts_of(session: Session, case_id: UUID) -> list[ReportDraft]:
    """Every version shared, the last first."""
    wanted = select(ReportDraft).where(ReportDraft.case_id == case_id)
    return list(session.exec(wanted.order_by(col(ReportDraft.version).desc())))


def comments_on(session: Session, case_id: UUID) -> list[DraftComment]:
    """Everything HR said of any version, in the order in which it was said."""
    wanted = select(DraftComment).where(DraftComment.case_id == case_id)
    return list(session.exec(wanted.order_by(col(DraftComment.said_at))))
