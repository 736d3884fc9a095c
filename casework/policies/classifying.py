"""What each statement of a policy is for: which can be alleged, and which only stand beside one."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.policies.clause_kinds import ClauseKind
from casework.policies.models import Clause
from casework.policies.queries import clauses_of, version_named

NONE_OF_IT = "{number} is no statement of this version"


class KindsSaid(Event):
    version_id: UUID
    named: str
    kinds: dict[str, ClauseKind]

    def sentence(self) -> str:
        many = "1 statement" if len(self.kinds) == 1 else f"{len(self.kinds)} statements"
        return f"said what {many} of {self.named} can be used for"


class SayKinds(BaseModel):
    """What statements of one version are for. What was alleged before stays alleged."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    permission: ClassVar = TrustPermission.MANAGE_TIMESCALES

    kinds: dict[str, ClauseKind] = Field(title="what the statement is for")

    def perform(
        self, session: Session, actor: Actor, version_id: UUID, at: datetime
    ) -> KindsSaid | None:
        """Keep those that change; nothing where none does.

        Raises:
            NotPermitted, NotFound: the actor may not, or there is no such version.
            WrongAnswer: the version has no such statement.
        """
        require_in_trust(actor, self.permission)
        version = version_named(session, version_id)
        clauses = {each.number: each for each in clauses_of(session, version_id)}
        if strange := [each for each in self.kinds if each not in clauses]:
            raise WrongAnswer({f"kinds.{each}": NONE_OF_IT.format(number=each) for each in strange})
        changed = {
            number: kind for number, kind in self.kinds.items() if clauses[number].kind is not kind
        }
        for number, kind in changed.items():
            clauses[number].kind = kind
        if not changed:
            return None
        session.flush()
        event = KindsSaid(version_id=version_id, named=version.named, kinds=changed)
        journal.append(session, None, actor, event, at)
        return event


def as_said_before(clauses: Iterable[Clause], before: Iterable[Clause]) -> None:
    """Statements that a new version words as the one before it did are for what they were for."""
    said = {(each.number, each.text): each.kind for each in before}
    for each in clauses:
        each.kind = said.get((each.number, each.text), each.kind)
