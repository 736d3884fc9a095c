"""A new version of a policy before it is kept: what it changes of the one it would follow."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import OutOfDate, WrongAnswer
from casework.policies.commands import clauses_from, import_policy
from casework.policies.comparing import Change, Compared, compare
from casework.policies.models import PolicyVersion
from casework.policies.parsing import parse_policy
from casework.policies.queries import VersionOf, clauses_of, versions
from casework.text import Day, Line, Words

SEEN_ANOTHER = "This is not what was shown. Look at it again"


class NewVersion(BaseModel):
    """A version of a policy as plain text, what it is called, and from when it is in force."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: Line = Field(title="the title of the policy")
    version: Line = Field(title="what this version is called")
    effective_from: Day = Field(title="the day it is in force from")
    text: Words = Field(min_length=1, max_length=2_000_000, title="the policy as plain text")


@dataclass(frozen=True)
class WouldBe:
    """What keeping a version would do; `seen` names just this."""

    asked: NewVersion
    follows: VersionOf | None
    rows: list[Compared]

    @property
    def changed(self) -> list[Compared]:
        return [each for each in self.rows if each.change is not Change.SAME]

    @property
    def clauses(self) -> int:
        return sum(each.now is not None for each in self.rows)

    @property
    def seen(self) -> str:
        before = str(self.follows.id) if self.follows else ""
        return sha256(f"{before}{self.asked.model_dump_json()}".encode()).hexdigest()


def would_import(session: Session, actor: Actor, asked: NewVersion) -> WouldBe:
    """What a version would change of the one it would follow. Nothing is kept.

    Raises:
        NotPermitted: the actor does not look after the trust's settings.
        WrongAnswer: its name or its day is taken.
        PolicyUnreadable: it is not numbered soundly; every problem names its line.
    """
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    same = [each for each in versions(session) if each.title == asked.title]
    wrong = {}
    if any(each.version == asked.version for each in same):
        wrong["version"] = "This policy has a version of that name. Give this one another"
    if any(each.effective_from == asked.effective_from for each in same):
        wrong["effective_from"] = "Another version is in force from that day"
    if wrong:
        raise WrongAnswer(wrong)
    follows = _before(same, asked.effective_from)
    before = clauses_of(session, follows.id) if follows else []
    after = clauses_from(parse_policy(asked.text), UUID(int=0), asked.title)
    return WouldBe(asked, follows, compare(before, after))


def keep_version(
    session: Session, actor: Actor, asked: NewVersion, seen: str, file_name: str, at: datetime
) -> PolicyVersion:
    """Keep the version that was shown, word for word.

    Raises:
        NotPermitted, WrongAnswer, PolicyUnreadable: as `would_import` does.
        OutOfDate: it is not what was shown.
    """
    if would_import(session, actor, asked).seen != seen:
        raise OutOfDate(SEEN_ANOTHER, {})
    told = asked.model_dump(exclude={"text"})
    return import_policy(session, actor, asked.text, **told, file_name=file_name, at=at)


def _before(same: list[VersionOf], day: date) -> VersionOf | None:
    earlier = [each for each in same if each.effective_from < day]
    return max(earlier, key=lambda each: each.effective_from, default=None)
