"""The trust every test starts from: two academies, the people who take part, one policy."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from sqlmodel import Session, col, select

import casework
from casework.access import CASEWORK, Actor, TrustRole
from casework.particulars import SetParticular
from casework.people.commands import import_staff
from casework.people.models import Account, Person
from casework.policies.commands import import_policy

BEGAN = datetime(2025, 9, 1, 8, tzinfo=UTC)
TITLE, VERSION, IN_FORCE_FROM = "Staff social media policy", "September 2025", date(2025, 9, 1)
DIGEST = Path(casework.__file__).parent / "policies/digest/social-media-policy.txt"

HEADING = (
    "staff_number,given_name,family_name,email,phone,academy_code,academy_name,"
    "job_title,worker_type,manager,employed_from,roles,acknowledged_policy_on"
)
BIRCH, ROOKE, CENTRAL = (
    "BIR,Birchfield Academy",
    "ROK,Rookery Lane Primary",
    "TVC,Tansley Vale central team",
)
# Attribute of World: staff number, name, academy, job title, kind of worker, places in the trust.
PEOPLE = {
    "employee": (101, "Owen Pryce", BIRCH, "Teaching assistant", "support", ""),
    "reporter": (102, "Maya Lockwood", BIRCH, "Head of Year 9", "teacher", "line_manager"),
    "principal": (103, "Ruth Calder", BIRCH, "Principal", "leader", "principal"),
    "dsl": (104, "Sanjay Mehra", BIRCH, "Vice Principal", "leader", "dsl;line_manager"),
    "note_taker": (105, "Iris Boon", ROOKE, "Office manager", "support", "line_manager"),
    "hearing_manager": (106, "Grace Adeyemi", ROOKE, "Principal", "leader", "principal"),
    "investigating_officer": (107, "Tom Halsey", ROOKE, "Deputy head", "leader", "line_manager"),
    "case_manager": (108, "Nadia Farrow", CENTRAL, "HR adviser", "central", "hr_case_manager"),
    "colleague": (109, "Ben Ainsley", CENTRAL, "HR adviser", "central", "hr_case_manager"),
    "hr_director": (110, "Helen Marsh", CENTRAL, "Director of HR", "central", "hr_director"),
    "safeguarding_lead": (
        111,
        "Joan Petrie",
        CENTRAL,
        "Trust safeguarding lead",
        "central",
        "safeguarding_lead",
    ),
    "chief_executive": (
        112,
        "Paul Renshaw",
        CENTRAL,
        "Chief Executive",
        "leader",
        "chief_executive",
    ),
    "chair_of_trustees": (113, "Edith Vane", CENTRAL, "Trustee", "trustee", "chair_of_trustees"),
    "panel_member": (114, "Amos Whitby", CENTRAL, "Trustee", "trustee", "panel_member"),
    "appeal_manager": (115, "Clara Dunmore", CENTRAL, "Trustee", "trustee", "panel_member"),
    "it_admin": (116, "Leo Sandford", CENTRAL, "IT manager", "central", "it_admin"),
    "stranger": (117, "Zoe Kestrel", ROOKE, "Head of Music", "teacher", "line_manager"),
}
NUMBERS = {name: str(row[0]) for name, row in PEOPLE.items()}

PARTICULARS = {
    "help_phone": "01632 960100",
    "support": "Employee assistance: 01632 960101",
    "adjustments": "Occupational health: 01632 960102",
    "privacy_notice": "https://trust.example/privacy",
    "appeal_to": "Clara Dunmore, Trustee",
    "appeal_how": "appeals@trust.example",
    "kept_where": "It is kept on your personnel file.",
    "records": "The record is kept apart from your personnel file.",
    "references": "A reference says when you worked here and in what role.",
    "referrals": "The Trust refers a dismissal where the law says it must.",
}


def staff_file() -> str:
    """The people above as HR would import them."""
    rows = [HEADING]
    for number, name, academy, title, kind, roles in PEOPLE.values():
        given, family = name.split()
        e_mail = f"{given}.{family}@trust.example".lower()
        phone = f"01632 960{number}"
        manager = "" if kind == "trustee" or number == 112 else "112"
        rows.append(
            f"{number},{given},{family},{e_mail},{phone},{academy},"
            f"{title},{kind},{manager},2019-09-01,{roles},2025-09-10"
        )
    return "\n".join(rows)


def account_of(session: Session, person_id: UUID) -> Account:
    """The account of somebody, made if there is none; nobody knows its password."""
    own = Account.person_id == person_id, col(Account.room_of).is_(None)
    had = session.exec(select(Account).where(*own)).first()
    if had is not None:
        return had
    number = session.exec(select(Person.staff_number).where(Person.id == person_id)).one()
    account = Account(
        person_id=person_id,
        username=f"p{number}",
        password_hash="",
        needs_second_factor=False,
        created_at=BEGAN,
    )
    session.add(account)
    session.flush()
    return account


def settle(session: Session) -> None:
    """Fill an empty database with the trust, through the same commands a deployment uses."""
    import_staff(session, CASEWORK, staff_file(), BEGAN)
    people = {each.staff_number: each.id for each in session.exec(select(Person))}
    for number, *_, roles in PEOPLE.values():
        if roles:
            account_of(session, people[str(number)])
    import_policy(
        session,
        CASEWORK,
        DIGEST.read_text(),
        title=TITLE,
        version=VERSION,
        effective_from=IN_FORCE_FROM,
        file_name=DIGEST.name,
        at=BEGAN,
    )
    director = Actor(CASEWORK.id, "Casework", frozenset({TrustRole.HR_DIRECTOR}))
    for key, text in PARTICULARS.items():
        SetParticular(key=key, text=text).perform(session, director, BEGAN)
