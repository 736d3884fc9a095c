"""Taking out of Casework what two people agreed on: the report of a case, or its exhibits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlmodel import Session

from casework.access import Actor, Permission, require
from casework.case_file.case_report import report_of_case
from casework.case_file.queries import open_case_file
from casework.cases.gateway import perform, standing_now
from casework.database.whose import working_on
from casework.errors import NotFound
from casework.evidence.freezing import require_sound
from casework.hearing_packs.exhibits_zip import Chosen, chosen, zipped
from casework.hearing_packs.exports import CaseExport, ExportKind, TakeExport, export_on
from casework.storage import store


@dataclass(frozen=True)
class TakenOut:
    """A file on its way out."""

    name: str
    media_type: str
    pieces: Iterable[bytes]


def take_out(
    session: Session,
    actor: Actor,
    reference: str,
    number: int,
    today: date,
    once: UUID | None = None,
) -> TakenOut:
    """Record that it is taken, then hand it over: never more than its reader may see.

    Raises:
        NotFound: nobody agreed to it, or its week is over.
        Unsound: an exhibit is not what was taken in; nothing leaves.
    """
    at = datetime.now(UTC)
    row = _open_export(session, actor, reference, number, at)
    file = open_case_file(session, actor, reference, today, most=None)
    if row.what is ExportKind.REPORT:
        perform(session, actor, reference, TakeExport(number=number), at, once=once)
        printed = report_of_case(file, actor, row.reason, at)
        name = f"{file.case.reference}-report-{number}.pdf"
        return TakenOut(name, "application/pdf", [printed.pdf])
    told = chosen(file.evidence, file.case.reference)
    for item in file.evidence:
        if item.capture.id in _captures(told):
            require_sound(store(), item)
    command = TakeExport(number=number, captures=tuple(_captures(told)))
    perform(session, actor, reference, command, at, once=once)
    pieces: Iterator[bytes] = zipped(told, file.case.reference, at)
    return TakenOut(f"{file.case.reference}-exhibits-{number}.zip", "application/zip", pieces)


def _captures(told: Chosen) -> list[UUID]:
    return [each.capture_id for each in told.members]


def _open_export(
    session: Session, actor: Actor, reference: str, number: int, at: datetime
) -> CaseExport:
    standing = standing_now(session, actor, reference)
    require(standing, Permission.MAKE_PACK)
    with working_on(session, standing.of_case):
        row = export_on(session, standing.of_case, number)
    if not row.is_open(at):
        raise NotFound
    return row
