"""What of a case one reader sees: the matrix applied to each section, before anything is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, select

from casework.access import Action, Actor, Role, Standing, Verdict, refusal, require_sight
from casework.access.standing import SUBJECT_SIDE
from casework.allegations.models import Allegation
from casework.allegations.queries import Alleged
from casework.case_file.recording import note_opened
from casework.cases.gateway import standing_now
from casework.cases.models import Case
from casework.database.whose import working_on
from casework.documents.models import IssuedDocument
from casework.evidence.models import CustodyEntry, Handling
from casework.evidence.queries import Item, governing_item, item_on
from casework.hearing_packs.models import HearingPack
from casework.journal import JournalEntry
from casework.letters.governed import EARLY, WITHOUT_OUTCOME, governing
from casework.people.queries import Known
from casework.reports.models import LadoContact, Report

# What governs the letters and reports of a case, all together.
LETTERS = (
    Action.VIEW_ALLEGATIONS,
    Action.VIEW_INVESTIGATION_REPORT,
    Action.VIEW_OUTCOME_LETTER,
)
# What governs the sections of the page of a case.
CASE = (
    Action.VIEW_HEADER,
    Action.VIEW_ALLEGATIONS,
    Action.VIEW_EVIDENCE,
    Action.VIEW_RESTRICTED_EVIDENCE,
    Action.VIEW_SAFEGUARDING,
    Action.VIEW_RECORD_OF_ACCESS,
    Action.VIEW_LIVE_WARNINGS,
)
LOOKS = frozenset({Handling.VIEWED, Handling.COPY_VIEWED})
PACKS = (Action.VIEW_PACK, Action.MAKE_PACK)
EVIDENCE = (Action.VIEW_EVIDENCE, Action.VIEW_RESTRICTED_EVIDENCE)
IN_THE_MATTER = frozenset({Role.REPORTER, Role.WITNESS})
SOURCE_CATEGORY = "A member of staff"  # all that a reader of the category alone is told


def is_theirs(standing: Standing) -> bool:
    """Whether it is the employee or whoever accompanies them who reads."""
    return standing.personas <= SUBJECT_SIDE


@dataclass(frozen=True)
class Part:
    """Somebody with a part in the case, now or before."""

    person: Known
    role: Role
    started_at: datetime
    ended_at: datetime | None


CONCLUDED = ("conclusion", "conclusion_reasons")
FOUND = ("finding", "reasons", "decided_by", "decided_at")


def allegations_for(standing: Standing, alleged: list[Alleged]) -> list[Alleged]:
    """The allegations; what was concluded, found and exhibited only for those who may see that.

    The employee and their companion see those that were put to the employee.
    """
    if not standing.sees(Action.VIEW_ALLEGATIONS):
        return []
    if is_theirs(standing):
        alleged = [each for each in alleged if each.allegation.notified_on]
    return [_as_seen(standing, each) for each in alleged]


def _as_seen(standing: Standing, each: Alleged) -> Alleged:
    unseen: list[str] = []
    if not standing.sees(Action.VIEW_INVESTIGATION_REPORT):
        unseen += CONCLUDED
    if not standing.sees(Action.VIEW_OUTCOME_LETTER):
        unseen += FOUND
    evidence = any(standing.verdict(action) >= Verdict.REDACTED for action in EVIDENCE)
    shown = each.allegation
    if any(getattr(shown, name) is not None for name in unseen):
        blank = dict.fromkeys(unseen)
        shown = Allegation(**(shown.model_dump() | blank))
    return replace(each, allegation=shown, exhibits=each.exhibits if evidence else [])


def documents_for(standing: Standing, documents: list[IssuedDocument]) -> list[IssuedDocument]:
    return [each for each in documents if reads(standing, each)]


def reads(standing: Standing, document: IssuedDocument) -> bool:
    """Whether they read one issued paper: by the matrix, or as whom it was written to."""
    return written_to(standing, document) or standing.sees(governing(document))


def written_to(standing: Standing, document: IssuedDocument) -> bool:
    """Whether it was written to them, and is theirs before the matrix opens letters of its kind."""
    written = document.code in EARLY | WITHOUT_OUTCOME
    return standing.is_employee and standing.knows and written


def governing_pack(pack: HearingPack) -> Action:
    """An issued edition is for its readers, until it is recalled; any other for its makers."""
    return Action.VIEW_PACK if pack.is_read else Action.MAKE_PACK


def packs_for(standing: Standing, packs: list[HearingPack]) -> list[HearingPack]:
    return [each for each in packs if standing.sees(governing_pack(each))]


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
    if is_theirs(standing) or not standing.sees(Action.VIEW_HEADER):
        return []
    if standing.sees(Action.VIEW_REPORTER):
        return parts
    return [each for each in parts if each.role not in IN_THE_MATTER]


def reads_report(standing: Standing) -> bool:
    """Whether they read what was reported: whoever may know its source at least by category, and
    whoever looks after the child."""
    source = standing.verdict(Action.VIEW_REPORTER) >= Verdict.REDACTED
    return source or standing.sees(Action.VIEW_SAFEGUARDING)


def referrals_for(
    standing: Standing, contacts: list[LadoContact]
) -> tuple[list[LadoContact], list[date]]:
    """Contact with the LADO: whole, or only that there was some and on which days."""
    told = standing.verdict(Action.VIEW_SAFEGUARDING)
    if told.sees:
        return contacts, [each.contacted_on for each in contacts]
    redacted = told is Verdict.REDACTED
    return [], [each.contacted_on for each in contacts] if redacted else []


def require_any(standing: Standing, actions: Iterable[Action]) -> None:
    """Refuse whoever sees nothing of what several actions govern, not even redacted.

    Raises:
        NotFound, NotPermitted: as the matrix says.
    """
    asked = list(actions)
    told = max(standing.verdict(each) for each in asked)
    if told < Verdict.REDACTED or told in {Verdict.SECOND_PERSON, Verdict.STEP_UP}:
        raise refusal(told, standing, asked[0])


def require_any_evidence(standing: Standing) -> None:
    """Refuse whoever sees no evidence at all, not even a line of its index.

    Raises:
        NotFound, NotPermitted: as the matrix says.
    """
    require_any(standing, EVIDENCE)


def item_for(session: Session, standing: Standing, case: Case, reference: str) -> Item:
    """One item that this reader may see whole.

    Raises:
        NotPermitted: they may know of the case, and may not see this item.
        NotFound: nothing on this case goes by that reference.
    """
    require_any_evidence(standing)
    with working_on(session, case.id):
        item = item_on(session, case.id, reference)
    require_sight(standing, governing_item(case, item))
    return item


def custody_for(standing: Standing, links: list[CustodyEntry]) -> list[CustodyEntry]:
    """The chain of custody; who looked at an item only for those who see the record of access."""
    told = standing.verdict(Action.VIEW_RECORD_OF_ACCESS)
    if told.sees:
        return links
    if told is Verdict.REDACTED:
        return [each for each in links if each.handling not in LOOKS]
    return []


def seen_entries(standing: Standing, entries: list[JournalEntry]) -> list[JournalEntry]:
    """Entries of the journal; who looked at an original only for who sees all of the record."""
    told = standing.verdict(Action.VIEW_RECORD_OF_ACCESS)
    if told < Verdict.REDACTED:
        return []
    if not told.sees:
        entries = [each for each in entries if not _is_a_look(each)]
    return entries


def unnamed_in_journal(session: Session, standing: Standing, case: Case) -> frozenset[UUID]:
    """Whose names the journal keeps from this reader: whoever reported it."""
    if standing.sees(Action.VIEW_REPORTER):
        return frozenset()
    return frozenset(session.exec(select(Report.reporter_id).where(Report.case_id == case.id)))


def _is_a_look(entry: JournalEntry) -> bool:
    if entry.kind == "CopyOpened":
        return True
    return entry.kind == "EvidenceOpened" and entry.facts["handling"] == Handling.VIEWED


def open_journal(session: Session, actor: Actor, reference: str) -> tuple[Case, Standing]:
    """The case whose journal this reader may read, whole or without who looked.

    Raises:
        NotFound, NotPermitted: as the matrix says.
    """
    standing = standing_now(session, actor, reference)
    told = standing.verdict(Action.VIEW_RECORD_OF_ACCESS)
    if told < Verdict.REDACTED:
        raise refusal(told, standing, Action.VIEW_RECORD_OF_ACCESS)
    note_opened(session, standing.of_case)
    with working_on(session, standing.of_case):
        return session.exec(select(Case).where(Case.id == standing.of_case)).one(), standing
