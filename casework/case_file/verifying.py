"""Everything that is kept, read again and compared: originals, their chains, issued papers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from casework.database import reading_as_casework
from casework.documents.models import IssuedDocument
from casework.evidence.custody import found_under
from casework.evidence.freezing import due, verify_one
from casework.evidence.models import Capture, CustodyEntry, Found
from casework.evidence.sealing import each_chain, faults
from casework.evidence.seals import unmatched
from casework.hearing_packs.models import HearingPack
from casework.journal.proving import Proof
from casework.storage import Store


@dataclass(frozen=True)
class Problem:
    """Something that is not as it was written, or that cannot be told at the moment."""

    says: str
    found: Found


SAYS = {
    Found.ALTERED: "is not what was kept",
    Found.MISSING: "is missing from the store",
    Found.UNREADABLE: "cannot be read",
}


def originals(session: Session, store: Store, at: datetime) -> Iterator[Problem]:
    """Every original. One that changed or is gone is frozen, as in the background."""
    for capture_id in session.exec(select(Capture.id).order_by(col(Capture.taken_in_at))):
        verdict = verify_one(store, capture_id, at)
        if verdict and verdict.found is not Found.SOUND:
            yield Problem(f"The original {capture_id} {SAYS[verdict.found]}", verdict.found)


def chains(session: Session) -> Iterator[Problem]:
    """Every item's chain of custody, recomputed, and compared with what the journal says of it."""
    by_id = {each.id: each for each in session.exec(select(Capture))}
    ordered = select(CustodyEntry).order_by(col(CustodyEntry.capture_id), col(CustodyEntry.number))
    links = session.exec(ordered.execution_options(yield_per=1_000))
    seen = set()
    for capture_id, of_one in each_chain(links):
        seen.add(capture_id)
        capture = by_id[capture_id]
        for fault in [*faults(of_one, capture.sha256), *unmatched(session, capture, of_one)]:
            yield Problem(f"Custody of {capture_id}: {fault}", Found.ALTERED)
    for capture_id in by_id.keys() - seen:
        yield Problem(f"Custody of {capture_id}: the chain is missing", Found.ALTERED)


def papers(session: Session, store: Store) -> Iterator[Problem]:
    """Every issued paper and every edition of a pack."""
    kept = [(each.key, each.sha256) for each in session.exec(select(IssuedDocument))]
    for pack in session.exec(select(HearingPack)):
        if pack.key and pack.sha256:
            kept.append((pack.key, pack.sha256))
    for key, expected in kept:
        found = found_under(store, key, expected)
        if found is not Found.SOUND:
            yield Problem(f"The issued paper {key} {SAYS[found]}", found)


def check_what_is_kept(proof: Proof, store: Store, at: datetime) -> None:
    """Originals, their chains of custody, and papers; what changed is frozen with this."""
    with reading_as_casework() as session:
        found = [*originals(session, store, at), *chains(session), *papers(session, store)]
    for each in found:
        told = proof.unknown if each.found is Found.UNREADABLE else proof.altered
        told.append(each.says)


def verify_due(store: Store, now: datetime, until: datetime, clock: type[datetime]) -> int:
    """Read again what is due, until time is up; how many are not what was taken in."""
    wrong = 0
    for capture_id in due(now):
        if clock.now(now.tzinfo) >= until:
            break
        verdict = verify_one(store, capture_id, now)
        wrong += verdict is not None and verdict.found.freezes
    return wrong
