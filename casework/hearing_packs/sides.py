"""Whether both sides read the same: what is in the employee’s pack alone, or hidden from one.

The employee is handed a copy of the hearing pack, so all of it is read by both. What the panel
would not read is what stands only in the employee’s own pack.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, col, select

from casework.cases.models import Case
from casework.hearing_packs.arrangement import PackArrangement
from casework.hearing_packs.copies import PackCopy
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.queries import issued_pack, packs_of
from casework.hearing_packs.recipes import PackKind
from casework.hearing_packs.supplements import ADDED, lines_in
from casework.people.duplicates import same_person
from casework.procedure import Rule

PROFILE, NO_COPY = "profile", "no copy"


@dataclass(frozen=True)
class Sides:
    """The two packs, and each thing that only one side reads, by what it is."""

    ours: HearingPack | None = None
    theirs: HearingPack | None = None
    unlike: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SidesFacts:
    """What issuing a pack rests on, as far as the other side goes."""

    unlike: frozenset[str] = frozenset()
    explained: frozenset[str] = frozenset()


SIDES_RULES: list[Rule[SidesFacts]] = [
    Rule(
        "G-PACK-16",
        "ACAS-12b",
        "Both sides read the same documents, or why they do not is written in the pack",
        lambda facts: facts.unlike <= facts.explained,
    ),
]


def sides_of(session: Session, case: Case, kind: PackKind) -> Sides:
    """What is different between the hearing pack and the employee’s, as they were made last.

    Nothing, of another kind, or as long as there is only one of them.
    """
    if kind not in (PackKind.MANAGEMENT, PackKind.EMPLOYEE):
        return Sides()
    ours, theirs = (_stands(session, case, e) for e in (PackKind.MANAGEMENT, PackKind.EMPLOYEE))
    if ours is None or theirs is None:
        return Sides(ours, theirs)
    unlike = _only_in(theirs, [ours, *_added_to(session, ours)])
    if ours.profile is not theirs.profile:
        hidden = f"hearing pack: {ours.profile.label}; employee’s: {theirs.profile.label}"
        unlike[PROFILE] = f"Whom they hide ({hidden})"
    if not _has_copy(session, case, ours):
        unlike[NO_COPY] = "The hearing pack itself: the employee has no copy of it"
    return Sides(ours, theirs, unlike)


def sides_facts(session: Session, case: Case, kind: PackKind) -> SidesFacts:
    """Why they differ was said of whichever pack could still be changed."""
    told = {what for each in explained_on(session, case.id) for what in each.differs_in}
    return SidesFacts(frozenset(sides_of(session, case, kind).unlike), frozenset(told))


def explained_on(session: Session, case_id: UUID) -> list[PackArrangement]:
    """The reasons that were given on a case, the hearing pack's first."""
    wanted = select(PackArrangement).where(
        PackArrangement.case_id == case_id, col(PackArrangement.why_differs).is_not(None)
    )
    return sorted(session.exec(wanted), key=lambda each: not each.kind.is_of_the_hearing)


def _stands(session: Session, case: Case, kind: PackKind) -> HearingPack | None:
    """The pack of a kind that was issued; before that the one that was made last."""
    made = (e for e in packs_of(session, case.id) if e.kind is kind and e.contents)
    return issued_pack(session, case.id, kind) or next(
        (each for each in made if each.supplements is None and each.recalled_at is None), None
    )


def _added_to(session: Session, pack: HearingPack) -> list[HearingPack]:
    """The supplements that were issued to a pack."""
    every = packs_of(session, pack.case_id)
    return [each for each in every if each.is_read and each.supplements == pack.edition]


def _only_in(theirs: HearingPack, ours: Iterable[HearingPack]) -> dict[str, str]:
    there = {line.what for each in ours for line in lines_in(each)}
    return {
        line.what: line.title
        for line in lines_in(theirs)
        if line.what.startswith(ADDED) and line.what not in there
    }


def _has_copy(session: Session, case: Case, ours: HearingPack) -> bool:
    """Whether the employee can read the hearing pack; one that is not issued they will."""
    if not ours.is_read or case.employee_id is None:
        return True
    wanted = select(PackCopy.id).where(
        PackCopy.pack_id == ours.id,
        col(PackCopy.person_id).in_(same_person(session, case.employee_id)),
        col(PackCopy.closed_at).is_(None),
    )
    return session.exec(wanted).first() is not None
