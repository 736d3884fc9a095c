"""What a trust has still to do before its first case: counted, for whoever sets it up."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from casework.access import Actor, TrustRole
from casework.cases.models import Case
from casework.database.whose import every_case
from casework.particulars import particulars
from casework.people.role_table import role_table
from casework.policies.queries import clauses_of, in_force
from casework.timescales import standing


@dataclass(frozen=True)
class NotReady:
    """How much of each is still to be done."""

    own_policy: bool
    rules: bool
    particulars: int
    timescales: int
    nobody: list[str]
    without_account: list[str]

    @property
    def many(self) -> int:
        """How many lines there are to do."""
        told = (not self.own_policy, not self.rules, self.particulars, self.timescales)
        return sum(map(bool, (*told, self.nobody, self.without_account)))


def not_ready(session: Session, actor: Actor, today: date) -> NotReady:
    """What is missing today.

    Raises:
        NotPermitted: the actor does not decide on accounts.
    """
    policies = [each for each in in_force(session, today) if not each.digest]
    clauses = [clause for each in policies for clause in clauses_of(session, each.id)]
    roles = role_table(session, actor, today)
    held = [
        each
        for role, rows in roles.holdings.items()
        if role is not TrustRole.LINE_MANAGER
        for each in rows
    ]
    return NotReady(
        own_policy=bool(policies),
        rules=not policies or any(each.kind.can_be_alleged for each in clauses),
        particulars=sum(not words for words in particulars(session).values()),
        timescales=sum(each.confirmed_by is None for each in standing(session, today).values()),
        nobody=roles.missing,
        without_account=sorted({each.person.name for each in held if not each.signs_in}),
    )


def has_cases(session: Session) -> bool:
    """Whether there was ever a case: then nobody needs to be shown where to begin."""
    with every_case(session):
        return session.exec(select(Case.id).limit(1)).first() is not None
