"""The contents of a pack as its page shows them before it is made, and what is unusual in it."""

from datetime import UTC, datetime

from sqlmodel import Session

from casework.case_file.beside_pack import beside_listing
from casework.case_file.queries import CaseFile
from casework.evidence.queries import evidence_on
from casework.hearing_packs.listing import Listed, listing
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.recipes import PackKind
from casework.hearing_packs.shape import (
    BY_DAY,
    Advice,
    Shape,
    advised,
    same_files,
    volumes_of,
)
from casework.hearing_packs.supplements import lines_in


def kind_in(written: str) -> PackKind:
    """Which pack an address names; the one of the hearing, where it names none."""
    return PackKind(written) if written in set(PackKind) else PackKind.MANAGEMENT


def place_of(reference: str, kind: PackKind) -> str:
    """Where the pack of a kind is looked at."""
    more = "" if kind.is_of_the_hearing else f"?kind={kind.value}"
    return f"/cases/{reference}/hearing{more}"


def contents_now(session: Session, file: CaseFile, kind: PackKind) -> list[Listed]:
    """What would be in a pack if it were made now."""
    beside = beside_listing(session, file.case)
    return listing(session, file.case, kind, beside, datetime.now(UTC))


def advice(
    session: Session, file: CaseFile, sections: list[Listed], shown: HearingPack | None
) -> list[Advice]:
    """What a reader of the pack would stumble over. None of it stops the pack."""
    if not sections:
        return []
    going = [each for section in sections for each in section.going]
    exhibits = {each.exhibit for each in going if each.exhibit}
    items = [e for e in evidence_on(session, file.case.id) if e.reference in exhibits]
    shape = Shape(
        pages=going[-1].last if going else 0,
        size=(shown.size or 0) if shown else 0,
        days=tuple(
            (section.title, tuple(each.day for each in section.going if each.day))
            for section in sections
            if section.title in BY_DAY
        ),
        same_file=same_files((each.reference, each.capture.sha256) for each in items),
    )
    return list(advised(shape))


def volumes(pack: HearingPack | None) -> list[tuple[int, int]]:
    """The volumes of a pack on paper; nothing, when it goes into one."""
    found = volumes_of(list(lines_in(pack))) if pack else []
    if pack is None or len(found) < 2:
        return []
    return [*found[:-1], (found[-1][0], pack.last_page)]  # its last page is in no line
