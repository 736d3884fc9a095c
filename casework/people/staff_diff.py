"""What a staff file would change, person by person, before anything of it is applied."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from sqlmodel import Session, col, select

from casework.access import Actor, TrustPermission, TrustRole, require_in_trust
from casework.errors import OutOfDate
from casework.people.commands import StaffImported, import_staff, require_applicable
from casework.people.models import Academy, Person, Place
from casework.people.staff_file import Numbered, StaffRow, read_staff_file
from casework.spreadsheets import Table, table_of

SEEN_ANOTHER = "This is not the file that was shown, or something changed since. Look at it again"
NOBODY = "nobody"
FACTS = {
    "given_name": "Given name",
    "family_name": "Family name",
    "email": "E-mail",
    "phone": "Phone",
    "job_title": "Job title",
    "worker_type": "Kind of worker",
    "employed_from": "Employed from",
    "left_on": "Last day",
    "acknowledged_policy_on": "Acknowledged the policy",
}
OF_A_MOVE = {"Academy", "Job title", "Kind of worker"}


class Kind(StrEnum):
    """What a row means for the person it is about."""

    JOINER = "joiner"
    MOVER = "mover"
    LEAVER = "leaver"
    LINE = "line"
    ROLES = "roles"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            Kind.JOINER: "Joins",
            Kind.MOVER: "Moves",
            Kind.LEAVER: "Leaves",
            Kind.LINE: "New line manager",
            Kind.ROLES: "Roles change",
            Kind.OTHER: "Other changes",
        }[self]


@dataclass(frozen=True)
class Changed:
    """One fact of somebody, as it is and as the file says it."""

    what: str
    was: str
    now: str


@dataclass(frozen=True)
class Row:
    """What one row of the file would change. Nobody joins who is known already."""

    line: int
    staff_number: str
    name: str
    person_id: UUID | None
    kinds: tuple[Kind, ...]
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class StaffDiff:
    """Everything a file would change; `seen` names just this."""

    rows: list[Row]
    unchanged: int
    not_in_file: int
    academies: list[str]
    seen: str

    def of(self, kind: Kind) -> list[Row]:
        return [each for each in self.rows if kind in each.kinds]

    @property
    def leavers(self) -> list[UUID]:
        return [each.person_id for each in self.of(Kind.LEAVER) if each.person_id]


@dataclass(frozen=True)
class _Known:
    """The trust as it is, by what the file calls things."""

    people: dict[str, Person]
    numbers: dict[UUID, str]
    academies: dict[UUID, Academy]
    places: dict[UUID, list[Place]]

    def named(self, number: str | None) -> str:
        """A manager by name where they are known, else by the number of the file."""
        if number is None:
            return NOBODY
        return self.people[number].name if number in self.people else number


def staff_diff(session: Session, actor: Actor, file: str | Table) -> StaffDiff:
    """What a staff file would change. Nothing is applied.

    Raises:
        NotPermitted: the actor does not import staff.
        StaffFileRefused: every problem names its line.
    """
    require_in_trust(actor, TrustPermission.IMPORT_STAFF)
    numbered = read_staff_file(table_of(file))
    known = _known(session)
    require_applicable(session, numbered, known.people)
    found = [_row(each, known) for each in numbered]
    rows = [each for each in found if each.kinds]
    codes = {each.code for each in known.academies.values()}
    told = {each.row.academy_code: each.row.academy_name for each in numbered}
    here = {each.row.staff_number for each in numbered}
    return StaffDiff(
        rows=rows,
        unchanged=len(found) - len(rows),
        not_in_file=sum(_is_here(each) and each.staff_number not in here for each in
                        known.people.values()),
        academies=[name for code, name in told.items() if code not in codes],
        seen=sha256(f"{file}{rows!r}".encode()).hexdigest(),
    )  # fmt: skip


def apply_staff(
    session: Session, actor: Actor, file: str | Table, seen: str, at: datetime
) -> StaffImported:
    """Apply the file that was shown, whole. A role that is new waits for a second person.

    Raises:
        NotPermitted, StaffFileRefused: as `staff_diff` does.
        OutOfDate: it is another file, or would change something else by now.
    """
    if staff_diff(session, actor, file).seen != seen:
        raise OutOfDate(SEEN_ANOTHER, {})
    return import_staff(session, actor, file, at, roles_wait=True)


def _is_here(person: Person) -> bool:
    return person.left_on is None and person.merged_into_id is None


def _known(session: Session) -> _Known:
    people = list(session.exec(select(Person)))
    places: dict[UUID, list[Place]] = {}
    for each in session.exec(select(Place).order_by(col(Place.role))):
        places.setdefault(each.person_id, []).append(each)
    return _Known(
        {each.staff_number: each for each in people},
        {each.id: each.staff_number for each in people},
        {each.id: each for each in session.exec(select(Academy))},
        places,
    )


def _row(each: Numbered, known: _Known) -> Row:
    row, person = each.row, known.people.get(each.row.staff_number)
    changes = _joined(row, known) if person is None else _changes(row, person, known)
    kinds = tuple(_kinds(row, person, {change.what for change in changes}))
    name = f"{row.given_name} {row.family_name}"
    return Row(
        each.line, row.staff_number, name, person.id if person else None, kinds, tuple(changes)
    )


def _kinds(row: StaffRow, person: Person | None, what: set[str]) -> list[Kind]:
    leaves = person is not None and "Last day" in what and row.left_on is not None
    known = what if person else what & {"Roles"}
    told = OF_A_MOVE | {"Line manager", "Roles"} | ({"Last day"} if leaves else set())
    found = {
        Kind.JOINER: person is None,
        Kind.MOVER: known & OF_A_MOVE,
        Kind.LEAVER: leaves,
        Kind.LINE: "Line manager" in known,
        Kind.ROLES: "Roles" in known,
        Kind.OTHER: known - told,
    }
    return [kind for kind, is_so in found.items() if is_so]


def _joined(row: StaffRow, known: _Known) -> list[Changed]:
    told = [
        Changed("Academy", "", row.academy_name),
        Changed("Job title", "", row.job_title),
        Changed("Employed from", "", _said(row.employed_from)),
        Changed("Line manager", "", known.named(row.manager)),
    ]
    return told + ([Changed("Roles", "", _roles(row.roles))] if row.roles else [])


def _changes(row: StaffRow, person: Person, known: _Known) -> list[Changed]:
    told = row.model_dump(include=set(FACTS), exclude_unset=True)
    found = [
        Changed(FACTS[name], _said(getattr(person, name)), _said(value))
        for name, value in told.items()
        if getattr(person, name) != value
    ]
    academy = known.academies[person.academy_id]
    if (academy.code, academy.name) != (row.academy_code, row.academy_name):
        found.append(Changed("Academy", academy.name, row.academy_name))
    manager = known.numbers.get(person.manager_id) if person.manager_id else None
    if "manager" in row.model_fields_set and manager != row.manager:
        found.append(Changed("Line manager", known.named(manager), known.named(row.manager)))
    held = known.places.get(person.id, [])
    if row.roles is not None and _roles_change(row.roles, held):
        was = frozenset(TrustRole(each.role) for each in held)
        ours = frozenset(TrustRole(each.role) for each in held if each.from_page)
        found.append(Changed("Roles", _roles(was), _roles(row.roles | ours)))
    return found


def _roles_change(roles: frozenset[TrustRole], held: list[Place]) -> bool:
    """What a page gave stays whatever the file says."""
    gone = [each for each in held if not each.from_page and each.role not in roles]
    return bool(gone or roles - {each.role for each in held})


def _roles(roles: frozenset[TrustRole] | None) -> str:
    return ", ".join(sorted(each.label for each in roles or ())) or "none"


def _said(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return str(value) if value else "nothing"
