"""One person for every row of the matrix, each with their place in the trust and their account."""

import secrets
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session, col, select

from casework.access import Role, TrustRole
from casework.people.models import Academy, Account, Person, Place, SignedIn
from casework.people.sign_in import make_token
from tests.access.cells import PERSONAS
from tests.browser import Browser

# Who triages is what the row P13 says too; their acts are others than the case manager's.
TRIAGER = "P13t"
EVERYBODY = (*PERSONAS, TRIAGER)
NAMES = {
    "P02": "Alma Birk", "P03": "Odile Sarn", "P04": "Odette Sarn", "P05": "Odin Sarn",
    "P06": "Runa Voss", "P07": "Willa Thane", "P08": "Conrad Elm", "P09": "Lionel Marr",
    "P10": "Otto Quill", "P11": "Petra Dunn", "P12": "Carol Vickers", "P13": "Hana Moss",
    "P14": "Ivo Lunn", "P15": "Dora Heath", "P16": "Ines Cole", "P17": "Abel Frost",
    "P18": "Greta Pole", "P19": "Nils Bray", "P20": "Nora Wick", "P21": "Apollo Reed",
    "P22": "Sela Marsh", "P23": "Lewin Ash", "P24": "Dana Pryor", "P25": "Audra Finch",
    "P26": "Rex Hollow", "P27": "Ida Teller", "P28": "Dustin Gale", "P29": "Brenna Glass",
    "P32": "Colin Flint", TRIAGER: "Tamsin Rooke",
}  # fmt: skip
PLACES: dict[str, TrustRole] = {
    "P04": TrustRole.HR_CASE_MANAGER,
    "P05": TrustRole.PRINCIPAL,
    "P06": TrustRole.LINE_MANAGER,
    "P09": TrustRole.LINE_MANAGER,
    "P10": TrustRole.PRINCIPAL,
    "P11": TrustRole.PRINCIPAL,
    "P12": TrustRole.PRINCIPAL,
    "P13": TrustRole.HR_CASE_MANAGER,
    TRIAGER: TrustRole.HR_CASE_MANAGER,
    "P14": TrustRole.HR_CASE_MANAGER,
    "P15": TrustRole.HR_DIRECTOR,
    "P19": TrustRole.PANEL_MEMBER,
    "P22": TrustRole.SAFEGUARDING_LEAD,
    "P24": TrustRole.DPO,
    "P25": TrustRole.AUDITOR,
    "P26": TrustRole.RECORDS_OFFICER,
    "P27": TrustRole.IT_ADMIN,
    "P28": TrustRole.HR_CASE_MANAGER,
    "P29": TrustRole.HR_CASE_MANAGER,
}
PARTS: dict[str, Role] = {
    "P07": Role.WITNESS,
    "P08": Role.COMPANION,
    "P12": Role.DECISION_MAKER,
    "P13": Role.CASE_MANAGER,
    TRIAGER: Role.TRIAGE,
    "P16": Role.INVESTIGATING_OFFICER,
    "P17": Role.NOTE_TAKER,
    "P18": Role.HEARING_MANAGER,
    "P19": Role.PANEL_MEMBER,
    "P20": Role.NOTE_TAKER,
    "P21": Role.APPEAL_MANAGER,
    "P22": Role.SAFEGUARDING_LEAD,
    "P23": Role.LEGAL_ADVISER,
    "P28": Role.LEGAL_ADVISER,
    "P32": Role.LEGAL_ADVISER,
}
ELSEWHERE = {"P10", "P18"}  # at another academy


def row_of(persona: str) -> str:
    """The row of the matrix that says what this person may do."""
    return "P13" if persona == TRIAGER else persona


def hire(session: Session) -> dict[str, Person]:
    """Everybody but who has not signed in (P01) and the worker (P30)."""
    here, there = session.exec(select(Academy).order_by(Academy.code)).all()[:2]
    people: dict[str, Person] = {}
    for number, (persona, name) in enumerate(NAMES.items(), start=900):
        given, family = name.split()
        people[persona] = Person(
            staff_number=str(number),
            given_name=given,
            family_name=family,
            email=f"{number}@trust.example",
            academy_id=(there if persona in ELSEWHERE else here).id,
            job_title="Teacher",
            worker_type="teacher",
            employed_from=date(2019, 9, 1),
        )
    _keep(session, *people.values())
    people["P03"].manager_id, people["P09"].manager_id = people["P09"].id, people["P11"].id
    for persona in ("P04", "P05"):  # the same human, by a second record
        people[persona].merged_into_id = people["P03"].id
    _keep(session, *(Place(person_id=people[key].id, role=role) for key, role in PLACES.items()))
    return people


def _keep(session: Session, *rows: object) -> None:
    session.add_all(rows)
    session.flush()


def accounts(session: Session, people: dict[str, Person]) -> dict[str, Account]:
    now = datetime.now(UTC)
    made = {
        persona: Account(
            person_id=person.id,
            username=f"u{person.staff_number}",
            password_hash="",
            created_at=now,
            disabled_at=now if persona == "P28" else None,
        )
        for persona, person in people.items()
    }
    _keep(session, *made.values())
    return made


def browser(session: Session, account: Account | None, *, confirmed: bool = True) -> Browser:
    """Somebody at a browser, who proved who they are just now or twenty minutes ago.

    However long the tests take: the session was last used later than they can end.
    """
    opened = Browser(session)
    if account is not None:
        opened.sign_in(account)
        newest = select(SignedIn).where(SignedIn.account_id == account.id)
        made = session.exec(newest.order_by(col(SignedIn.ends_at).desc())).first()
        assert made
        later = made.seen_at + timedelta(hours=2)
        made.seen_at = later if confirmed else later - timedelta(minutes=1)
        made.confirmed_at = later if confirmed else made.started_at - timedelta(minutes=20)
        session.flush()
    return opened


def caller(session: Session, account: Account | None) -> Browser:
    """A program with this person's token, or with one that nobody has."""
    token = f"cw_{secrets.token_urlsafe(8)}"
    if account is not None:
        token = make_token(session, account.id, "A test", datetime.now(UTC))
        session.flush()
    return Browser(session, token=token)
