"""An item's chain of custody for one reader: checked, and as a page to take away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session

from casework.access import Actor, Standing
from casework.case_file.sight import custody_for
from casework.cases.gateway import perform, standing_now
from casework.cases.models import Case
from casework.database.whose import working_on
from casework.documents.custody_report import CustodyReport, Handled, print_custody_report
from casework.documents.printing import PrintedDocument
from casework.evidence.custody import Verdict, chain, verify
from casework.evidence.models import CustodyEntry, Found, Handling
from casework.evidence.queries import Item
from casework.evidence.reporting import ReportCustody
from casework.evidence.sealing import faults
from casework.evidence.seals import unmatched
from casework.people.queries import known
from casework.settings import settings
from casework.storage import store

SEAL = 12  # letters of a hash that are printed
NOT_SHOWN = "Who viewed it is not shown to this reader: {} of the links are left out."
FILE = {
    Found.SOUND: "read again and compared: it is what was taken in",
    Found.ALTERED: "read again and compared: IT IS NOT WHAT WAS TAKEN IN",
    Found.MISSING: "IT IS MISSING from the store",
    Found.UNREADABLE: "it could not be read at the time of this report",
}


@dataclass(frozen=True)
class Checked:
    """The whole chain, oldest first, what of it does not hold, and what this reader sees."""

    links: list[CustodyEntry]
    faults: list[str]
    seen: list[CustodyEntry]

    @property
    def says(self) -> str:
        if self.faults:
            return f"checked, and it does not hold: {'; '.join(self.faults)}"
        several = "each seals the one before it"
        count = len(self.links)
        return "checked: 1 link" if count == 1 else f"checked: {count} links, {several}"


def checked_chain(session: Session, standing: Standing, item: Item) -> Checked:
    """Recompute an item's chain and compare it with the journal. Access was decided before."""
    with working_on(session, standing.of_case):
        links = chain(session, item.capture.id)[::-1]
        found = [*faults(links, item.capture.sha256), *unmatched(session, item.capture, links)]
    return Checked(links, found, custody_for(standing, links))


def custody_report(session: Session, actor: Actor, case: Case, item: Item) -> PrintedDocument:
    """Record that the report is taken, and print it: it ends with that link.

    Raises:
        NotFound, NotPermitted: as the matrix says.
    """
    now = datetime.now(UTC)
    perform(session, actor, case.reference, ReportCustody(capture_id=item.capture.id), now)
    checked = checked_chain(session, standing_now(session, actor, case.reference), item)
    file = verify(store(), item.capture)
    return print_custody_report(_report(session, actor, case, item, checked, file, now))


def _report(
    session: Session,
    actor: Actor,
    case: Case,
    item: Item,
    checked: Checked,
    file: Verdict,
    now: datetime,
) -> CustodyReport:
    capture = item.capture
    unseen = len(checked.links) - len(checked.seen)
    return CustodyReport(
        trust=settings().trust_name,
        reference=case.reference,
        item=f"Exhibit {item.exhibit.reference}" if item.exhibit else "File not admitted yet",
        title=item.title,
        what_it_is=capture.kind.label,
        size=capture.size,
        sha256=capture.sha256,
        taken_in_at=capture.taken_in_at,
        taken_in_by=known(session, capture.taken_in_by).name,
        made_at=now,
        made_by=actor.name,
        file_found=FILE[file.found],
        chain_found=checked.says,
        holds=file.found is Found.SOUND and not checked.faults,
        handled=grouped(checked.seen),
        left_out=NOT_SHOWN.format(unseen) if unseen else "",
    )


def grouped(links: Sequence[CustodyEntry]) -> tuple[Handled, ...]:
    """The acts in their order; looks that follow one another are told together."""
    told: list[list[CustodyEntry]] = []
    for each in links:
        viewed = each.handling is Handling.VIEWED
        if viewed and told and told[-1][-1].handling is Handling.VIEWED:
            told[-1].append(each)
        else:
            told.append([each])
    return tuple(_together(each) for each in told)


def _together(links: list[CustodyEntry]) -> Handled:
    first, last = links[0], links[-1]
    names = list(dict.fromkeys(each.person_name for each in links))
    reason = f": {first.reason}" if first.reason else ""
    if len(links) == 1:
        numbers, what = str(first.number), f"{first.handling.label}{reason}"
    else:
        numbers, what = f"{first.number}–{last.number}", f"Viewed {len(links)} times"
    return Handled(
        numbers=numbers,
        what=what,
        who=names[0] if len(names) == 1 else f"{len(names)} people",
        at=last.at,
        seal=last.hash[:SEAL],
    )
