"""Whom the packs of a case hide, and what somebody decided that the panel sees all the same."""

from collections.abc import Iterator

from sqlmodel import Session, col, func, select

from casework.cases.models import Case
from casework.cases.names import Registered
from casework.cases.pseudonyms import pseudonyms_on, staff_on
from casework.documents.packs import PackPlan, PrintedPack
from casework.evidence.models import Capture
from casework.evidence.queries import Item, evidence_on
from casework.hearing_packs.concealed import hidden_entries, names_a_pupil
from casework.hearing_packs.profiles import PROFILES, Profile
from casework.hearing_packs.scanning import Allowed, Looked, compared
from casework.hearing_packs.sought import Sought, sought
from casework.people.models import Account, Person
from casework.redaction.queries import left_on, reading_of
from casework.redaction.reading import words_of


def hidden_in(session: Session, case: Case, profile: Profile = Profile.REGISTER) -> list[Sought]:
    """Everybody whom a pack of this profile hides.

    Of somebody who works for the trust, what is only theirs is hidden too: addresses, a telephone.
    """
    entries = hidden_entries(session, case, profile)
    if not entries:
        return []
    theirs = {each.name.casefold() for each in entries}
    others = [each for each in staff_on(session, case.id) if each.casefold() not in theirs]
    others += _employee(session, case)
    return [sought(_with_what_tells(session, each), others) for each in entries]


def _employee(session: Session, case: Case) -> list[str]:
    found = session.get(Person, case.employee_id) if case.employee_id else None
    return [found.name] if found else []


def _with_what_tells(session: Session, entry: Registered) -> Registered:
    """With the addresses of whoever of the staff has this name, and a number only they have."""
    called = func.concat(col(Person.given_name), " ", col(Person.family_name))
    people = session.exec(select(Person).where(called == entry.name)).all()
    ids = [each.id for each in people]
    told = [*session.exec(select(Account.username).where(col(Account.person_id).in_(ids)))]
    told += [each.email for each in people if each.email]
    told += [each.phone for each in people if each.phone and _is_only_theirs(session, each)]
    return Registered(entry.label, entry.name, (*entry.also, *told))


def _is_only_theirs(session: Session, person: Person) -> bool:
    """A telephone that rings in the office of a school tells nobody."""
    many = select(func.count()).where(Person.phone == person.phone)
    return session.exec(many).one() == 1


def to_look_at(
    session: Session,
    case: Case,
    planned: PackPlan,
    printed: PrintedPack,
    profile: Profile = Profile.REGISTER,
) -> Looked:
    """A pack that was made, with what was decided of each exhibit in it."""
    items = [item for section in planned.sections for item in section.items]
    there = {each.capture.id: each for each in evidence_on(session, case.id)}
    pupils = [
        each.label
        for each in pseudonyms_on(session, case.id)
        if names_a_pupil(each.kind) and not PROFILES[profile].only_copies
    ]
    placed = list(zip(items, printed.index, strict=True))
    allowed = [
        Allowed(line.first_page, line.last_page, *_decided(session, there[item.capture_id], pupils))
        for item, line in placed
        if item.capture_id in there
    ]
    return Looked(
        printed.kept.opens,
        printed.pages,
        printed.kept.size,
        planned.first_page,
        allowed,
        [(line.first_page, line.last_page, item.called) for item, line in placed],
    )


def _decided(session: Session, item: Item, pupils: list[str]) -> tuple[list[str], frozenset[str]]:
    """The pupils of an exhibit that the panel must see as it is, for a reason that was written; and
    the words of a redacted copy that somebody left as they are.
    """
    if item.copy is not None:
        return [], compared(_left(session, item.capture))
    as_it_is = item.exhibit is not None and item.needs_reason and item.exhibit.pack_reason
    return (pupils if as_it_is else []), frozenset()


def _left(session: Session, capture: Capture) -> Iterator[str]:
    reading = reading_of(session, capture.id)
    pages = words_of(reading) if reading else []
    for page, first, last in left_on(session, capture.id):
        yield " ".join(each.text for each in pages[page - 1][first : last + 1])
