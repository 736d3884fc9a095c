"""The trust that the stories happen in: its people, policy, wording, numbers, and who signs in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlmodel import Session, col, select

from casework import policies
from casework.access import CASEWORK, Actor, TrustRole
from casework.demo.people import invented_trust, staff_csv
from casework.demo.playing import Company
from casework.demo.playing_letters import own_words
from casework.demo.stories import leavers
from casework.particulars import SetParticular
from casework.people.commands import add_account, import_staff
from casework.people.credentials import IdentityCheck
from casework.people.models import Account, Person, Place
from casework.people.passwords import password_hash
from casework.people.ways_back import ask_way_back
from casework.policies.commands import import_policy
from casework.timescales import SetTimescale
from casework.working_days import local_day, local_moment

DIGEST = Path(policies.__file__).parent / "digest" / "social-media-policy.txt"
POLICY = "Staff social media policy"
VERSIONS = {"September 2022": date(2022, 9, 1), "September 2025": date(2025, 9, 1)}
SET_UP_BEFORE = timedelta(days=30)
DIRECTOR = "Fiona Leigh"
CONFIRMED = {"hearing_notice": 10, "appeal_window": 10}

PARTICULARS = {
    "help_phone": "01632 960200",
    "support": "Employee assistance line: 01632 960240, day and night, free\n"
    "Asha Mistry, staff wellbeing lead: wellbeing@tansleyvale.example\n"
    "Your trade union or professional association: through its own help line",
    "adjustments": "Asha Mistry, staff wellbeing lead: wellbeing@tansleyvale.example, 01632 960241",
    "privacy_notice": "https://tansleyvale.example/privacy/staff",
    "appeal_to": "Marian Coley, Chief Executive",
    "appeal_how": "appeals@tansleyvale.example",
    "kept_where": "It is kept on your personnel file, where only HR and those who must decide on a "
    "later matter can read it.",
    "records": "We keep the report, the evidence and this letter apart from your personnel file.",
    "references": "A reference says from when until when you were employed, in which post, and "
    "that you were dismissed. Where the law asks for more, it says more.",
    "referrals": "We are considering whether the law asks us to refer this to the Disclosure and "
    "Barring Service or to the Teaching Regulation Agency, and will tell you what we decide.",
}


@dataclass(frozen=True)
class DemoAccount:
    """Somebody of the demo trust who can sign in. Made up, and only in a demo."""

    role: str
    username: str
    password: str
    name: str


SIGNS_IN = {
    "Line manager": "Nasreen Baig",
    "Principal": "Daniel Okafor",
    "HR case manager": "Priya Nair",
    "Director of HR": "Fiona Leigh",
    "Investigating officer": "Tom Whitworth",
    "Panel chair": "Helen Ashcroft",
    "Panel member": "Grace Bello",
    "Note-taker": "Leanne Dobbs",
    "Safeguarding lead": "Joanne Pickering",
    "Trust safeguarding lead": "Ruth Adekoya",
    "Data protection officer": "Samuel Reyes",
    "Chief executive": "Marian Coley",
    "Chair of trustees": "Peter Lindqvist",
    "Internal auditor": "Winifred Sole",
    "Records officer": "Keith Ormerod",
    "IT administrator": "Callum Rigby",
    "Second IT administrator": "Nadia Farouk",
    "Employee": "Rebecca Hallam",
    "Employee who may appeal": "Edmund Sayle",
    "Employee who appealed": "Cheryl Fenn",
    "Companion": "Luke Hesketh",
}


def set_up(session: Session, first_report: datetime, today: date) -> None:
    """Staff, policy, wording and two confirmed numbers, as HR would have brought them in."""
    since = first_report - SET_UP_BEFORE
    import_staff(session, CASEWORK, staff_csv(leavers(today)), since)
    _let_in(session, since)
    for version, effective_from in VERSIONS.items():
        _import_digest(session, version, effective_from, since)
    director = _director(session)
    for key, text in PARTICULARS.items():
        SetParticular(key=key, text=text).perform(session, director, since)
    own_words(session, director, since)
    for key, value in CONFIRMED.items():
        command = SetTimescale(
            key=key,
            value=value,
            effective_from=local_day(since),
            source="Disciplinary policy of the trust, schedule 2",
        )
        command.perform(session, director, since)


def _import_digest(session: Session, version: str, effective_from: date, since: datetime) -> None:
    """A version is brought in on the day it comes into force, or with everything else."""
    import_policy(
        session,
        CASEWORK,
        DIGEST.read_text(encoding="utf-8"),
        title=POLICY,
        version=version,
        effective_from=effective_from,
        file_name=DIGEST.name,
        at=max(since, local_moment(effective_from, time(8)).astimezone(UTC)),
        digest=True,
    )


def _director(session: Session) -> Actor:
    return Company(session).actor(invented_trust().named(DIRECTOR).staff_number)


def _let_in(session: Session, at: datetime) -> None:
    """Whoever holds a role in the trust has an account: work goes past those who have none."""
    announced = set(SIGNS_IN.values())
    held = select(Place.person_id).where(Place.role != TrustRole.LINE_MANAGER)
    people = select(Person).where(col(Person.id).in_(held)).order_by(Person.staff_number)
    for each in session.exec(people):
        username = _username(each.name) if each.name in announced else each.staff_number
        add_account(session, CASEWORK, each.staff_number, username, None, at)


def _username(name: str) -> str:
    return name.lower().replace(" ", ".")


def give_accounts(session: Session, at: datetime) -> list[DemoAccount]:
    """One account for every part there is to play."""
    trust, made = invented_trust(), []
    for role, name in SIGNS_IN.items():
        person = trust.named(name)
        username, password = _username(name), f"demo-{role.lower().replace(' ', '-')}"
        account = session.exec(select(Account).where(Account.username == username)).first()
        if account is None:
            account = add_account(session, CASEWORK, person.staff_number, username, None, at)
        account.password_hash = password_hash(password)
        account.needs_second_factor = False  # everybody knows these passwords; people are invented
        made.append(DemoAccount(role, username, password, name))
    return made


def way_back_asked(company: Company, now: datetime) -> None:
    """Somebody lost their phone: one IT administrator asks for a way back in, another decides."""
    trust, session = company.trust, company.session
    lost = company.ids[trust.named("Grace Bello").staff_number]
    account = session.exec(select(Account).where(Account.person_id == lost)).one()
    asks = company.actor(trust.named("Callum Rigby").staff_number)
    ask_way_back(session, asks, account.id, IdentityCheck.KNOWN_BY_VIDEO, "Sarah Whitlock", now)
