"""What of a case one reader sees: the matrix applied to each section, before anything is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from casework.access import Action, Actor, Role, Standing, Verdict, refusal
from casework.cases.gateway import standing_now
from casework.cases.models import Case
from casework.documents.models import IssuedDocument
from casework.evidence.models import CustodyEntry, Handling
from casework.evidence.queries import Item
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.people.queries import Known
from casework.reports.models import LadoContact

NOTICES = frozenset({"L-10", "L-12", "L-13"})
# What governs the letters and reports of a case, all together.
LETTERS = (
    Action.VIEW_ALLEGATIONS,
    Action.VIEW_INVESTIGATION_REPORT,
    Action.VIEW_OUTCOME_LETTER,
)
EVIDENCE = (Action.VIEW_EVIDENCE, Action.VIEW_RESTRICTED_EVIDENCE)
IN_THE_MATTER = frozenset({Role.REPORTER, Role.WITNESS})
SOURCE_CATEGORY = "A member of staff"  # all that a reader of the category alone is told


@dataclass(frozen=True)
class Part:
    """Somebody with a part in the case, now or before."""

    person: Known
    role: Role
    started_at: datetime
    ended_at: datetime | None


def governing(document: IssuedDocument) -> Action:
    """The action that governs one issued paper."""
    if document.code in NOTICES:
        return Action.VIEW_ALLEGATIONS
    letter = document.code.startswith("L-")
    return Action.VIEW_OUTCOME_LETTER if letter else Action.VIEW_INVESTIGATION_REPORT


def documents_for(standing: Standing, documents: list[IssuedDocument]) -> list[IssuedDocument]:
    return [each for each in documents if standing.sees(governing(each))]


def governing_pack(pack: HearingPack) -> Action:
    """An issued edition is for its readers; any other is for whoever makes packs."""
    return Action.VIEW_PACK if pack.status is PackStatus.ISSUED else Action.MAKE_PACK


def packs_for(standing: Standing, packs: list[HearingPack]) -> list[HearingPack]:
    return [each for each in packs if standing.sees(governing_pack(each))]


def is_restricted(case: Case, item: Item) -> bool:
    """Whether an item identifies a pupil, or may do so because nobody has admitted it yet."""
    return item.exhibit.shows_pupil if item.exhibit else case.pupil_involved


def governing_item(case: Case, item: Item) -> Action:
    restricted = is_restricted(case, item)
    return Action.VIEW_RESTRICTED_EVIDENCE if restricted else Action.VIEW_EVIDENCE


def evidence_for(
    standing: Standing, case: Case, items: Iterable[Item]
) -> tuple[list[Item], list[Item]]:
    """The items that are shown, and those of which only the line in the index is."""
    shown, listed = [], []
    for item in items:
        told = standing.verdict(governing_item(case, item))
        if told.sees:
            shown.append(item)
        elif told is Verdict.REDACTED:
            listed.append(item)
    return shown, listed


def parts_for(standing: Standing, parts: list[Part]) -> list[Part]:
    """Everybody with a part; who reported and who saw it only for those who may know."""
    if standing.sees(Action.VIEW_REPORTER):
        return parts
    return [each for each in parts if each.role not in IN_THE_MATTER]


def referrals_for(
    standing: Standing, contacts: list[LadoContact]
) -> tuple[list[LadoContact], list[date]]:
    """Contact with the LADO: whole, or only that there was some and on which days."""
    told = standing.verdict(Action.VIEW_SAFEGUARDING)
    if told.sees:
        return contacts, [each.contacted_on for each in contacts]
    redacted = told is Verdict.REDACTED
    return [], [each.contacted_on for each in contacts] if redacted else []


def require_any_evidence(standing: Standing) -> None:
    """Refuse whoever sees no evidence at all, not even a line of its index.

    Raises:
        NotFound, NotPermitted: as the matrix says.
    """
    told = max(standing.verdict(each) for each in EVIDENCE)
    if told < Verdict.REDACTED:
        raise refusal(told, standing, Action.VIEW_EVIDENCE)


def custody_for(standing: Standing, links: list[CustodyEntry]) -> list[CustodyEntry]:
    """The chain of custody; who looked at an item only for those who see the record of access."""
    told = standing.verdict(Action.VIEW_RECORD_OF_ACCESS)
    if told.sees:
        return links
    if told is Verdict.REDACTED:
        return [each for each in links if each.handling is not Handling.VIEWED]
    return []


def open_journal(session: Session, actor: Actor, reference: str) -> Case:
    """The case whose journal this reader may read, whole or without who looked.

    Raises:
        NotFound, NotPermitted: as the matrix says.
    """
    standing = standing_now(session, actor, reference)
    told = standing.verdict(Action.VIEW_RECORD_OF_ACCESS)
    if told < Verdict.REDACTED:
        raise refusal(told, standing, Action.VIEW_RECORD_OF_ACCESS)
    return session.exec(select(Case).where(Case.reference == reference)).one()
