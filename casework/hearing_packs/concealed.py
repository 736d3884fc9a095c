"""Whom one pack hides by its profile, and what they are called in it."""

from sqlmodel import Session, select

from casework.cases.models import Case
from casework.cases.names import Registered
from casework.cases.pseudonyms import Kind, pseudonyms_on
from casework.hearing_packs.papers import kept_back
from casework.hearing_packs.profiles import PROFILES, Profile
from casework.investigation.witnesses import accounts_on
from casework.people.queries import known_by_id
from casework.reports.models import Report

WITNESS = "A witness who is not named"
REPORTER = "Whoever reported it"


def registered_in(session: Session, case: Case, profile: Profile) -> list[Registered]:
    """The entries of the register that a pack of this profile keeps to.

    A witness who asked not to be named is among them, whatever the profile says of witnesses.
    """
    hides = PROFILES[profile].registered
    back = {each.casefold() for each in kept_back(session, case)}
    return [
        each.registered
        for each in pseudonyms_on(session, case.id)
        if each.kind in hides or each.name.casefold() in back
    ]


def spoken_in(session: Session, case: Case, profile: Profile) -> list[Registered]:
    """Everybody who has another name in such a pack."""
    entries = registered_in(session, case, profile)
    theirs = {each.name.casefold() for each in entries}
    return [*entries, *_beside(session, case, profile, theirs)]


def hidden_entries(session: Session, case: Case, profile: Profile) -> list[Registered]:
    """Everybody who is sought in the final bytes, by what they are called."""
    entries = spoken_in(session, case, profile)
    theirs = {each.name.casefold() for each in entries}
    back = [each for each in kept_back(session, case) if each.casefold() not in theirs]
    return [*entries, *(Registered(WITNESS, each) for each in back)]


def witnesses_as(session: Session, case: Case, profile: Profile) -> dict[str, str]:
    """What each witness is called in a pack that names none of them."""
    if not PROFILES[profile].every_witness:
        return {}
    names = dict.fromkeys(each.name for each in accounts_on(session, case.id))
    labels = {each.name: each.label for each in registered_in(session, case, profile)}
    return {
        name: labels.get(name, f"Witness {_letter(at)}") for at, name in enumerate(names, start=1)
    }


def _beside(session: Session, case: Case, profile: Profile, theirs: set[str]) -> list[Registered]:
    """Every witness, and whoever reported it: unless the register has a name for them."""
    if not PROFILES[profile].every_witness:
        return []
    told = dict(witnesses_as(session, case, profile))
    reporters = session.exec(select(Report.reporter_id).where(Report.case_id == case.id)).all()
    for each in known_by_id(session, list(reporters)).values():
        told.setdefault(each.name, REPORTER)
    return [Registered(as_, name) for name, as_ in told.items() if name.casefold() not in theirs]


def _letter(number: int) -> str:
    """A to Z, then AA: a label that the register, which counts witnesses, never gives."""
    letters = ""
    while number:
        number, at = divmod(number - 1, 26)
        letters = chr(ord("A") + at) + letters
    return letters


def names_a_pupil(kind: Kind) -> bool:
    """Whether an entry is a pupil, or somebody by whom a pupil is known."""
    return kind in (Kind.PUPIL, Kind.PARENT)
