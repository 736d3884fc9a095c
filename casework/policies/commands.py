"""Importing a policy: a change to the trust's library, not to a case."""

from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from sqlmodel import Session, col, select

from casework import journal
from casework.access import Actor
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.policies.catalogue import catalogue_for
from casework.policies.classifying import as_said_before
from casework.policies.models import Clause, Policy, PolicyVersion
from casework.policies.parsing import ParsedPolicy, parse_policy
from casework.policies.queries import clauses_of


class PolicyImported(Event):
    version_id: UUID
    title: str
    version: str
    effective_from: date
    clauses: int

    def sentence(self) -> str:
        return f"imported {self.title}, {self.version}, in force from {self.effective_from}"


def import_policy(
    session: Session,
    actor: Actor,
    text: str,
    *,
    title: str,
    version: str,
    effective_from: date,
    file_name: str,
    at: datetime,
    digest: bool = False,
) -> PolicyVersion:
    """Keep a new version of a policy, every word of it, with a stable id for each statement.

    Raises:
        PolicyUnreadable: the text is not numbered soundly; every problem names its line.
        WrongAnswer: this version exists, or another is already in force from that day.
    """
    parsed = parse_policy(text)
    policy = _policy(session, title)
    _require_free(session, policy, version, effective_from)
    kept = PolicyVersion(
        policy_id=policy.id,
        version=version,
        effective_from=effective_from,
        imported_at=at,
        imported_by=actor.name,
        file_name=file_name,
        text_sha256=sha256(text.encode()).hexdigest(),
        digest=digest,
    )
    session.add(kept)
    session.flush()
    clauses = clauses_from(parsed, kept.id, title)
    as_said_before(clauses, _before(session, kept))
    session.add_all(clauses)
    journal.append(session, None, actor, _imported(kept, title, len(clauses)), at)
    return kept


def _policy(session: Session, title: str) -> Policy:
    found = session.exec(select(Policy).where(Policy.title == title)).first()
    policy = found or Policy(title=title)
    session.add(policy)
    session.flush()
    return policy


def _before(session: Session, kept: PolicyVersion) -> list[Clause]:
    """The statements of the version that this one follows."""
    earlier = select(PolicyVersion).where(
        PolicyVersion.policy_id == kept.policy_id,
        PolicyVersion.effective_from < kept.effective_from,
    )
    last = session.exec(earlier.order_by(col(PolicyVersion.effective_from).desc())).first()
    return clauses_of(session, last.id) if last else []


def _imported(kept: PolicyVersion, title: str, clauses: int) -> PolicyImported:
    return PolicyImported(
        version_id=kept.id,
        title=title,
        version=kept.version,
        effective_from=kept.effective_from,
        clauses=clauses,
    )


def _require_free(session: Session, policy: Policy, version: str, effective_from: date) -> None:
    for each in session.exec(select(PolicyVersion).where(PolicyVersion.policy_id == policy.id)):
        if each.version == version:
            says = f"{policy.title} already has a version “{version}”. Give this one another name"
            raise WrongAnswer({"version": says})
        if each.effective_from == effective_from:
            says = (
                f"“{each.version}” is in force from that day already. "
                "Two versions cannot be in force on one day"
            )
            raise WrongAnswer({"effective_from": says})


def clauses_from(parsed: ParsedPolicy, version_id: UUID, title: str) -> list[Clause]:
    """The statements of a version as they are kept, each of the kind that is known of it."""
    known = catalogue_for(title)
    return [
        Clause(
            id=uuid4(),
            version_id=version_id,
            number=each.number,
            printed_number=each.printed,
            section=each.section,
            section_heading=each.section_heading,
            position=position,
            text=each.text,
            kind=known.kind_of(each.number, each.text),
            part_of=each.part_of,
        )
        for position, each in enumerate(parsed.statements)
    ]
