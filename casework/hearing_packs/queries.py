"""Reading packs, and what stands in the way of a final one."""

from uuid import UUID

from sqlmodel import Session, col, func, select

from casework.cases.models import Case
from casework.database.of_case import rows_of
from casework.documents.issuing import issued_on
from casework.errors import NotFound
from casework.evidence.freezing import unsound_among
from casework.evidence.queries import Item, evidence_on
from casework.hearing_packs.arrangement import profile_now
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearing_packs.papers import APPEAL_NOTICES, OUTCOMES
from casework.hearing_packs.profiles import PROFILES
from casework.hearing_packs.received import not_looked_at, papers_received
from casework.hearing_packs.recipes import PackKind
from casework.hearing_packs.rules import MakingFacts, PackFacts
from casework.hearings.queries import hearing_of
from casework.investigation.models import Investigation
from casework.journal import JournalEntry
from casework.redaction.sound import is_sound
from casework.storage import store


def packs_of(session: Session, case_id: UUID) -> list[HearingPack]:
    """Every edition, the newest first."""
    ever = rows_of(session, HearingPack, case_id)
    return sorted(ever, key=lambda each: each.edition, reverse=True)


def pack_edition(session: Session, case_id: UUID, edition: int) -> HearingPack:
    """One edition.

    Raises:
        NotFound: the case has no such edition.
    """
    wanted = select(HearingPack).where(
        HearingPack.case_id == case_id, HearingPack.edition == edition
    )
    found = session.exec(wanted).first()
    if found is None:
        raise NotFound
    return found


def issued_pack(
    session: Session, case_id: UUID, kind: PackKind = PackKind.MANAGEMENT
) -> HearingPack | None:
    """The issued pack of a kind, which supplements may add to, unless it was recalled."""
    wanted = select(HearingPack).where(
        HearingPack.case_id == case_id,
        HearingPack.status == PackStatus.ISSUED,
        HearingPack.kind == kind,
        col(HearingPack.supplements).is_(None),
        col(HearingPack.recalled_at).is_(None),
    )
    return session.exec(wanted).first()


def next_page(session: Session, issued: HearingPack) -> int:
    """The number of the first page of what is added to an issued pack."""
    wanted = select(HearingPack).where(
        HearingPack.case_id == issued.case_id,
        HearingPack.status == PackStatus.ISSUED,
        HearingPack.supplements == issued.edition,
        col(HearingPack.recalled_at).is_(None),
    )
    last: int = max(each.last_page for each in (issued, *session.exec(wanted)))
    return last + 1


def making_facts(session: Session, case: Case, kind: PackKind, *, supplement: bool) -> MakingFacts:
    """What the rules about asking for a pack need to know."""
    sent = {each.code for each in issued_on(session, case.id)}
    return MakingFacts(
        kind=kind,
        supplement=supplement,
        issued=issued_pack(session, case.id, kind) is not None,
        appeal_notified=bool(sent & APPEAL_NOTICES),
        outcome_sent=bool(sent & OUTCOMES),
        employee_sent=bool(papers_received(session, case.id)),
    )


CHANGES_A_PACK = (
    "ExhibitAdmitted",
    "PackPlaceDecided",
    "CaptureDescribed",
    "CopyReleased",
    "CopyWithdrawn",
    "HearingScheduled",
    "HearingMoved",
    "PostponementDecided",
    "AbsenceNoticeSent",
    "PackArranged",
    "LeftOutOfPack",
    "PutBackIntoPack",
    "EmployeePaperReceived",
    "EmployeePaperWithdrawn",
    "Appointed",
    "PseudonymGiven",
    "PseudonymCorrected",
    "AnonymityAssessed",
    "PackProfileChosen",
    "PackDifferenceExplained",
)


def out_of_date(session: Session, pack: HearingPack) -> bool:
    """Whether something that goes into the pack has changed since it was asked for."""
    since = select(func.count()).where(
        JournalEntry.case_id == pack.case_id,
        col(JournalEntry.kind).in_(CHANGES_A_PACK),
        col(JournalEntry.at) > pack.requested_at,
    )
    return session.exec(since).one() > 0


def _going(session: Session, case: Case) -> list[Item]:
    items = evidence_on(session, case.id)
    return [each for each in items if each.exhibit and each.exhibit.in_pack]


def _unsound(items: list[Item]) -> list[Item]:
    """Whose original is not what was taken in, or whose redacted copy is not what was checked."""
    copies = [each for each in items if each.copy is not None and not is_sound(each.copy)]
    originals = unsound_among(store(), items)
    return [each for each in items if each in copies or each in originals]


def pack_facts(
    session: Session,
    case: Case,
    *,
    check_originals: bool,
    kind: PackKind = PackKind.MANAGEMENT,
) -> PackFacts:
    """What the rules about a final pack need to know.

    Reading every original again takes time, so pages ask without it and making a pack with it.
    """
    going = _going(session, case)
    frozen = [each for each in going if each.capture.frozen_at]
    unsound = _unsound(going) if check_originals else frozen
    return PackFacts(
        stage=case.stage,
        notified=hearing_of(session, case.id) is not None,
        reported=bool(rows_of(session, Investigation, case.id)),
        exhibits_in_pack=len(going),
        pupil_exhibits_without_reason=sum(
            each.needs_reason and each.exhibit is not None and each.exhibit.pack_reason is None
            for each in going
        ),
        unsound=tuple(each.reference for each in unsound),
        held_exhibits=sum(each.capture.scan.is_held for each in going),
        videos_without_words=sum(each.needs_words for each in going),
        undecided_exhibits=sum(each.needs_decision for each in going),
        kind=kind,
        only_copies=PROFILES[profile_now(session, case.id, kind)].only_copies,
        pupil_exhibits_without_copy=sum(each.needs_reason for each in going),
        papers_not_looked_at=not_looked_at(session, papers_received(session, case.id)),
    )
