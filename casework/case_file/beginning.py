"""What a new trust does before its first case, in order, and how far each of it has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from casework.access import Actor, TrustPermission, TrustRole, may_in_trust
from casework.cases.models import ReferenceCounter
from casework.cases.references import CASE
from casework.particulars import particulars
from casework.people.models import COUNTS, Academy, Account, Person, Place
from casework.policies.queries import clauses_of, versions
from casework.settings import settings
from casework.text import within
from casework.timescales import standing

# A case needs somebody in each of these places before it is over.
NEEDED = (
    TrustRole.HR_DIRECTOR,
    TrustRole.HR_CASE_MANAGER,
    TrustRole.LINE_MANAGER,
    TrustRole.SAFEGUARDING_LEAD,
    TrustRole.PANEL_MEMBER,
    TrustRole.DPO,
    TrustRole.IT_ADMIN,
)
OF_HR = frozenset({TrustPermission.MANAGE_TIMESCALES})
SHOWN_TO = (TrustPermission.MANAGE_TIMESCALES, TrustPermission.MANAGE_ACCOUNTS)


@dataclass(frozen=True)
class First:
    """One thing to do: how far it has come, and where; else `by` says who does it."""

    says: str
    found: str
    done: bool
    href: str = ""
    by: str = ""


@dataclass(frozen=True)
class Beginning:
    """All of it, in order, and whether a case was opened meanwhile."""

    steps: list[First]
    has_cases: bool

    @property
    def title(self) -> str:
        return "Still to be set up" if self.has_cases else "Before the first case"

    @property
    def done(self) -> int:
        return sum(each.done for each in self.steps)


Way = tuple[TrustPermission, str]
Found = tuple[str, bool]


def beginning(session: Session, actor: Actor, today: date) -> Beginning | None:
    """What is to be done, to whoever sets Casework up; nothing once all of it is done."""
    if not any(may_in_trust(actor, each) for each in SHOWN_TO):
        return None
    steps = []
    for says, ask, ways in STEPS:
        found, done = ask(session, today)
        href = next((place for needed, place in ways if may_in_trust(actor, needed)), "")
        by = "The Director of HR" if ways[0][0] in OF_HR else "An IT administrator"
        steps.append(First(says, found, done, href, "" if href else by))
    return None if all(each.done for each in steps) else Beginning(steps, has_cases(session))


def before_the_first_case(session: Session, actor: Actor, today: date) -> Beginning | None:
    """The same for a first page, which it leaves when a case is opened."""
    return None if has_cases(session) else beginning(session, actor, today)


def has_cases(session: Session) -> bool:
    """Whether a formal case was ever opened here; its number says so, and shows no case."""
    numbered = select(ReferenceCounter.last).where(ReferenceCounter.prefix == CASE)
    return session.exec(numbered.limit(1)).first() is not None


def _academies(session: Session, today: date) -> Found:
    open_now = col(Academy.closed_on).is_(None) | (col(Academy.closed_on) >= today)
    many = session.exec(select(func.count()).select_from(Academy).where(open_now)).one()
    return _many(many, "academy", "academies"), many > 0


def _staff(session: Session, today: date) -> Found:
    here = col(Person.left_on).is_(None) | (col(Person.left_on) >= today)
    many = session.exec(select(func.count()).select_from(Person).where(here)).one()
    return _many(many, "person", "people"), many > 1  # whoever sets it up is one already


def _policy(session: Session, today: date) -> Found:
    in_force = [each for each in versions(session) if each.in_force_on(today)]
    own = next((each for each in in_force if not each.digest), None)
    if own:
        return f"{own.named}, is in force", True
    return "Only the digest that came with Casework" if in_force else "No policy yet", False


def _clauses(session: Session, today: date) -> Found:
    own = [each for each in versions(session) if each.in_force_on(today) and not each.digest]
    rules = sum(
        clause.kind.can_be_alleged for each in own for clause in clauses_of(session, each.id)
    )
    return f"{_many(rules, 'clause', 'clauses')} of it can be alleged", rules > 0


def _particulars(session: Session, _: date) -> Found:
    told = particulars(session).values()
    written = sum(bool(words) for words in told)
    return f"{written} of {len(told)} written; letters wait for the others", written == len(told)


def _accounts(session: Session, _: date) -> Found:
    can = select(Account.person_id).where(
        col(Account.disabled_at).is_(None), col(Account.room_of).is_(None)
    )
    held = select(Place.role).where(COUNTS, col(Place.person_id).in_(can)).distinct()
    roles = frozenset(session.exec(held))
    lacking = ", ".join(within(each.label) for each in NEEDED if each not in roles)
    if lacking:
        return f"Nobody who can sign in is yet: {lacking}", False
    return "Somebody in each part of the procedure can sign in", True


def _numbers(session: Session, today: date) -> Found:
    told = standing(session, today).values()
    confirmed = sum(each.confirmed_by is not None for each in told)
    return f"{confirmed} of {len(told)} confirmed", confirmed == len(told)


def _mail(_: Session, __: date) -> Found:
    if settings().smtp_url:
        return "A mail server is set", True
    return "No mail server is set (SMTP_URL): nobody is told anything by e-mail", False


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


STEPS: tuple[tuple[str, Callable[[Session, date], Found], tuple[Way, ...]], ...] = (
    ("Add the academies", _academies, ((TrustPermission.KEEP_ACADEMIES, "/academies"),)),
    ("Import the staff file", _staff, ((TrustPermission.IMPORT_STAFF, "/staff"),)),
    (
        "Import your policy, word for word",
        _policy,
        ((TrustPermission.MANAGE_TIMESCALES, "/policy/import"),),
    ),
    (
        "Say which of its clauses are rules",
        _clauses,
        ((TrustPermission.MANAGE_TIMESCALES, "/policy"),),
    ),
    (
        "Give people accounts and roles",
        _accounts,
        (
            (TrustPermission.MANAGE_ACCOUNTS, "/accounts/new"),
            (TrustPermission.APPROVE_ACCOUNTS, "/roles"),
        ),
    ),
    (
        "Confirm the numbers of the procedure",
        _numbers,
        ((TrustPermission.MANAGE_TIMESCALES, "/settings#timescales"),),
    ),
    (
        "Write what letters say of the Trust",
        _particulars,
        ((TrustPermission.MANAGE_TIMESCALES, "/settings#particulars"),),
    ),
    ("Set up mail", _mail, ((TrustPermission.LOOK_AFTER, "/operations"),)),
)
