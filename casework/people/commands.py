"""Importing staff and giving them accounts: changes to the trust, not to a case."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, delete, select

from casework import journal
from casework.access import Actor, TrustRole
from casework.errors import NotFound, WrongAnswer
from casework.journal import Event
from casework.people.models import Academy, Account, Person, Place
from casework.people.passwords import password_hash, require_good_password
from casework.people.staff_file import Numbered, StaffFileRefused, read_staff_file


class StaffImported(Event):
    added: int
    updated: int
    unchanged: int
    academies: int

    def sentence(self) -> str:
        return (
            f"imported the staff file: {self.added} added, {self.updated} updated, "
            f"{self.unchanged} unchanged"
        )


class AccountAdded(Event):
    account_id: UUID
    person_id: UUID

    def sentence(self) -> str:
        return "added an account"


def import_staff(session: Session, actor: Actor, text: str, at: datetime) -> StaffImported:
    """Apply a staff file whole: academies, people, managers and roles. Importing again updates.

    Raises:
        StaffFileRefused: nothing was applied; every problem names its line.
    """
    rows = read_staff_file(text)
    academies = _academies(session, rows)
    known = {each.staff_number: each for each in session.exec(select(Person))}
    _require_managers(rows, known)
    counts = {"added": 0, "updated": 0, "unchanged": 0}
    for each in rows:
        counts[_apply(session, each, known, academies)] += 1
    session.flush()
    for each in rows:
        if each.row.manager:
            known[each.row.staff_number].manager_id = known[each.row.manager].id
    event = StaffImported(**counts, academies=len(academies))
    journal.append(session, None, actor, event, at)
    return event


def _academies(session: Session, rows: list[Numbered]) -> dict[str, Academy]:
    known = {each.code: each for each in session.exec(select(Academy))}
    for each in rows:
        new = Academy(code=each.row.academy_code, name=each.row.academy_name)
        academy = known.setdefault(new.code, new)
        academy.name = each.row.academy_name
        session.add(academy)
    session.flush()
    return known


def _require_managers(rows: list[Numbered], known: dict[str, Person]) -> None:
    here = {each.row.staff_number for each in rows} | set(known)
    problems = [
        f"Line {each.line}: manager {each.row.manager} is nobody’s staff number"
        for each in rows
        if each.row.manager and each.row.manager not in here
    ]
    if problems:
        raise StaffFileRefused(problems)


def _apply(
    session: Session, each: Numbered, known: dict[str, Person], academies: dict[str, Academy]
) -> str:
    told = each.row.model_dump(exclude={"academy_code", "academy_name", "manager", "roles"})
    told["academy_id"] = academies[each.row.academy_code].id
    person = known.get(each.row.staff_number)
    done = "unchanged"
    if person is None:
        person, done = Person(**told), "added"
        known[person.staff_number] = person
        session.add(person)
    elif any(getattr(person, name) != value for name, value in told.items()):
        done = "updated"
        for name, value in told.items():
            setattr(person, name, value)
    session.flush()
    roles_changed = _give_places(session, person, each.row.roles)
    return "updated" if roles_changed and done == "unchanged" else done


def _give_places(session: Session, person: Person, roles: frozenset[TrustRole]) -> bool:
    held = set(session.exec(select(Place.role).where(Place.person_id == person.id)))
    if held == set(roles):
        return False
    session.execute(delete(Place).where(col(Place.person_id) == person.id))
    session.add_all([Place(person_id=person.id, role=role) for role in sorted(roles)])
    return True


def add_account(
    session: Session,
    actor: Actor,
    staff_number: str,
    username: str,
    password: str | None,
    at: datetime,
    *,
    needs_second_factor: bool = True,
) -> Account:
    """Give a person an account to sign in with; without a password, only by other means.

    Raises:
        NotFound: no person has that staff number.
        WrongAnswer: the user name is taken, or the password is not good enough.
    """
    person = session.exec(select(Person).where(Person.staff_number == staff_number)).first()
    if person is None:
        raise NotFound(f"Nobody has staff number {staff_number}")
    name = username.strip().lower()
    if not name or session.exec(select(Account).where(Account.username == name)).first():
        raise WrongAnswer({"username": f"Choose another user name: “{name}” is taken"})
    if password is not None:
        require_good_password(password, person)
    account = Account(
        person_id=person.id,
        username=name,
        password_hash=password_hash(password) if password else "",
        needs_second_factor=needs_second_factor,
        created_at=at,
    )
    session.add(account)
    session.flush()
    event = AccountAdded(account_id=account.id, person_id=person.id)
    journal.append(session, None, actor, event, at)
    return account
