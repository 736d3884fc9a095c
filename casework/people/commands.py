"""Importing staff and giving them accounts: changes to the trust, not to a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, select

from casework import journal
from casework.access import Actor, TrustRole
from casework.errors import NotFound, WrongAnswer
from casework.journal import Event
from casework.people.models import Academy, Account, Person, Place
from casework.people.passwords import password_hash, require_good_password
from casework.people.staff_file import Numbered, StaffFileRefused, read_staff_file
from casework.spreadsheets import Table, lost_zeros, table_of


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


def import_staff(
    session: Session, actor: Actor, file: str | Table, at: datetime, *, roles_wait: bool = False
) -> StaffImported:
    """Apply a staff file whole: academies, people, managers and roles. Importing again updates.

    With `roles_wait`, a role that is new counts only once a second person has agreed to it. What a
    page gave or ended stays as the page left it.

    Raises:
        StaffFileRefused: nothing was applied; every problem names its line.
    """
    rows = read_staff_file(table_of(file))
    known = {each.staff_number: each for each in session.exec(select(Person))}
    require_applicable(session, rows, known)
    academies = _academies(session, rows)
    asked = _Asked(actor, at) if roles_wait else None
    counts = {"added": 0, "updated": 0, "unchanged": 0}
    for each in rows:
        counts[_apply(session, each, known, academies, asked)] += 1
    session.flush()
    for each in rows:
        if "manager" in each.row.model_fields_set:
            manager = known[each.row.manager].id if each.row.manager else None
            known[each.row.staff_number].manager_id = manager
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


def require_applicable(session: Session, rows: list[Numbered], known: Mapping[str, Person]) -> None:
    """Refuse a file that names a manager nobody is, or places somebody where nobody works.

    Raises:
        StaffFileRefused: every problem names its line.
    """
    here = {each.row.staff_number for each in rows} | set(known)
    zeros = {each.lstrip("0"): [each] for each in known if each.startswith("0")}
    problems = [
        f"{each.at}: manager {each.row.manager} is nobody’s staff number"
        for each in rows
        if each.row.manager and each.row.manager not in here
    ]
    problems += [
        f"{each.at}: {says}"
        for each in rows
        if each.row.staff_number not in known
        and (says := lost_zeros(each.row.staff_number, zeros.get(each.row.staff_number, ())))
    ]
    closed = {each.code: each.closed_on for each in session.exec(select(Academy))}
    for each in rows:
        last = closed.get(each.row.academy_code)
        if last and (each.row.left_on is None or each.row.left_on > last):
            says = f"academy {each.row.academy_code} closes on {last:%-d %B %Y}"
            problems.append(f"{each.at}: {says}")
    if problems:
        raise StaffFileRefused(problems)


@dataclass(frozen=True)
class _Asked:
    """By whom and when a role is asked for that waits for a second person."""

    actor: Actor
    at: datetime


def _apply(
    session: Session,
    each: Numbered,
    known: dict[str, Person],
    academies: dict[str, Academy],
    asked: _Asked | None,
) -> str:
    apart = {"academy_code", "academy_name", "manager", "roles"}
    told = each.row.model_dump(exclude=apart, exclude_unset=True)
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
    roles_changed = each.row.roles is not None and _give_places(
        session, person, each.row.roles, asked
    )
    return "updated" if roles_changed and done == "unchanged" else done


def _give_places(
    session: Session, person: Person, roles: frozenset[TrustRole], asked: _Asked | None
) -> bool:
    held = list(session.exec(select(Place).where(Place.person_id == person.id)))
    gone = [each for each in held if not each.from_page and each.role not in roles]
    new = roles - {each.role for each in held}
    for each in gone:
        session.delete(each)
    session.add_all(
        Place(
            person_id=person.id,
            role=role,
            given_by=asked.actor.id if asked else None,
            given_at=asked.at if asked else None,
        )
        for role in sorted(new)
    )
    return bool(gone or new)


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
