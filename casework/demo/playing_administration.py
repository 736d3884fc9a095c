"""What the invented trust looks after without a developer: closed days, a role, a round to read."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from casework.access import CASEWORK, Actor, TrustRole
from casework.case_file.closing_days import CloseDays, close_days, would_close
from casework.demo.playing import Company
from casework.demo.playing_trust import DIGEST, POLICY
from casework.people.closed_days import Span
from casework.people.queries import academies
from casework.people.roles import GiveRole
from casework.policies.commands import import_policy
from casework.policies.queries import in_force
from casework.registers.acknowledging import StartRound
from casework.registers.importing_read import NAMES, import_acknowledgements
from casework.working_days import local_day

DIRECTOR, KEEPER, ADMIN, ASKED_FOR = "Fiona Leigh", "Priya Nair", "Callum Rigby", "Leanne Dobbs"
AHEAD = timedelta(days=120)
# What the next version says otherwise, beside what it says now.
REVISED = (
    (
        "Whoever wants to open a social media site for work must speak to the Principal first and "
        "have permission.",
        "Whoever wants to open a social media site or a messaging group for work must ask the "
        "Principal first and have permission in writing.",
    ),
    (
        "On a private account employees must not name a pupil, and must not talk about one.",
        "On a private account employees must not name a pupil, must not talk about one, and must "
        "not answer one.",
    ),
)


def administered(company: Company, now: datetime) -> None:
    """All of it today: nothing that was counted before is counted otherwise by it."""
    session, today = company.session, local_day(now)
    _summer_closed(session, _actor(company, DIRECTOR), today, now)
    number = company.trust.named(ASKED_FOR).staff_number
    asked = GiveRole(staff_number=number, role=TrustRole.RECORDS_OFFICER)
    asked.perform(session, _actor(company, ADMIN), now)
    _read_by_many(company, today, now)
    _next_version(session, today, now)


def _actor(company: Company, name: str) -> Actor:
    return company.actor(company.trust.named(name).staff_number)


def _next(today: date, month: int) -> date:
    """The first day of a month that is well ahead."""
    first = date(today.year, month, 1)
    return first if first > today + AHEAD else date(today.year + 1, month, 1)


def _summer_closed(session: Session, director: Actor, today: date, now: datetime) -> None:
    first = _next(today, 8)
    asked = CloseDays(
        academies=[each.id for each in academies(session)],
        spans=[Span(first=first, last=first + timedelta(days=13), says="Summer closure")],
    )
    close_days(session, director, asked, would_close(session, director, asked).seen, now)


def _read_by_many(company: Company, today: date, now: datetime) -> None:
    """Staff are asked to read the version in force; two of three have said that they did."""
    session, keeper = company.session, _actor(company, KEEPER)
    version = next(each for each in in_force(session, today) if each.title == POLICY)
    asked = StartRound(version_id=version.id, due_on=today + timedelta(days=21))
    asked.perform(session, keeper, now)
    read = [each.staff_number for at, each in enumerate(company.trust.people) if at % 3]
    rows = [f"{number},{POLICY},{version.version},{today}" for number in read]
    import_acknowledgements(session, keeper, "\n".join((",".join(NAMES), *rows)), now)


def _next_version(session: Session, today: date, now: datetime) -> None:
    words = DIGEST.read_text(encoding="utf-8")
    for was, becomes in REVISED:
        words = words.replace(was, becomes)
    since = _next(today, 9)
    import_policy(
        session,
        CASEWORK,
        words,
        title=POLICY,
        version=f"{since:%B %Y}",
        effective_from=since,
        file_name=DIGEST.name,
        at=now,
        digest=True,
    )
