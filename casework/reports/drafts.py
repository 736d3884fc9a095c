"""A report while it is being written: saved often, resumed anywhere, sent once."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from pydantic import BaseModel, ValidationError
from sqlalchemy import event, inspect
from sqlmodel import Session, col, select

from casework.access import Actor, TrustPermission, require_in_trust
from casework.cases.gateway import begin, perform
from casework.errors import FileRefused, NotFound, WrongAnswer
from casework.evidence.intake import Received, clean_name, receive
from casework.evidence.rules import Collected
from casework.reports.attaching import attached
from casework.reports.collecting import (
    collected_in,
    is_stopped,
    note_stop,
    require_no_image,
    wrong_about_files,
)
from casework.reports.commands import LogReport
from casework.reports.models import DraftFile, ReportDraft
from casework.settings import settings
from casework.storage import Store, new_key
from casework.storage.names import DRAFTS
from casework.text import plainly

KEPT_DAYS = 14


def start(session: Session, actor: Actor, at: datetime) -> ReportDraft:
    """Begin a new draft.

    Raises:
        NotPermitted: the actor is not somebody who reports breaches.
    """
    require_in_trust(actor, TrustPermission.REPORT_BREACH)
    draft = ReportDraft(id=uuid4(), reporter_id=actor.id, answers={}, started_at=at, saved_at=at)
    session.add(draft)
    session.flush()
    return draft


def mine(session: Session, actor: Actor, draft_id: UUID, *, lock: bool = False) -> ReportDraft:
    """One of the actor's own drafts; anybody else's does not exist.

    Raises:
        NotFound: no such draft of this person.
    """
    wanted = select(ReportDraft).where(
        ReportDraft.id == draft_id, ReportDraft.reporter_id == actor.id
    )
    draft = session.exec(wanted.with_for_update() if lock else wanted).first()
    if draft is None:
        raise NotFound
    return draft


def drafts_of(session: Session, actor: Actor) -> list[ReportDraft]:
    """Drafts that have not been sent, the latest first."""
    wanted = select(ReportDraft).where(
        ReportDraft.reporter_id == actor.id, col(ReportDraft.sent_as).is_(None)
    )
    return list(session.exec(wanted.order_by(col(ReportDraft.saved_at).desc())))


def save(draft: ReportDraft, step: str, answers: dict[str, Any], at: datetime) -> None:
    """Keep what was typed on a step, right or wrong: answers are judged when they are sent."""
    draft.answers = {**draft.answers, **answers}
    draft.step, draft.saved_at = step, at


def files_of(session: Session, draft: ReportDraft) -> list[DraftFile]:
    wanted = select(DraftFile).where(DraftFile.draft_id == draft.id)
    return list(session.exec(wanted.order_by(col(DraftFile.added_at), col(DraftFile.id))))


def new_file_key(draft: ReportDraft) -> str:
    return new_key(DRAFTS, draft.id)


def take_file(
    session: Session, store: Store, draft: ReportDraft, name: str, chunks: Iterable[bytes]
) -> DraftFile:
    """Stream a file into the store and add it to a draft.

    Raises:
        FileRefused: it is empty, too large, or one too many; nothing of it is kept.
        StoreUnavailable: the store could not take it; nothing of it is kept.
    """
    require_no_image(draft)
    _require_room(session, draft, clean_name(name))
    received = receive(store, new_file_key(draft), name, chunks)
    return add_file(session, draft, received, datetime.now(UTC))


def add_file(session: Session, draft: ReportDraft, received: Received, at: datetime) -> DraftFile:
    """Note a file that the store has just taken in for this draft.

    Raises:
        FileRefused: the draft has as many files as one report may have.
    """
    require_no_image(draft)
    _require_room(session, draft, received.name)
    file = DraftFile(
        id=uuid4(),
        draft_id=draft.id,
        name=received.name,
        kind=received.recognised.kind,
        name_agrees=received.recognised.name_agrees,
        size=received.size,
        sha256=received.sha256,
        key=received.key,
        added_at=at,
        found={
            "examined": received.examined.model_dump(mode="json"),
            "scanned": received.scanned.model_dump(mode="json"),
        },
    )
    session.add(file)
    draft.saved_at = at
    session.flush()
    return file


def _require_room(session: Session, draft: ReportDraft, name: str) -> None:
    most = settings().upload_files
    if len(files_of(session, draft)) >= most:
        raise FileRefused(f"“{name}” was not added: a report can have {most} files")


def remove_file(session: Session, store: Store, draft: ReportDraft, file_id: UUID) -> None:
    """Take a file out of a draft.

    Raises:
        NotFound: the draft has no such file.
    """
    file = session.get(DraftFile, file_id)
    if file is None or file.draft_id != draft.id:
        raise NotFound
    _drop(session, store, file)


def stop_for_image(
    session: Session, store: Store, actor: Actor, draft: ReportDraft, at: datetime
) -> None:
    """Reach the hard stop, or leave it again. Nothing that was added to the draft is kept.

    Which of its files it may be is not found out by looking: all of them go.
    """
    noted, stopped = draft.answers.get("stop_noted"), is_stopped(draft.answers)
    if stopped:
        for file in files_of(session, draft):
            _drop(session, store, file)
    if stopped and not noted:
        note_stop(session, actor, at)
    draft.answers = {**draft.answers, "stop_noted": stopped}


def _drop(session: Session, store: Store, file: DraftFile) -> None:
    """Take a file's row away, and its bytes once that is certain."""
    key = file.key
    session.delete(file)
    session.flush()

    def discard(ended: Session) -> None:
        # Not after a savepoint: what follows may yet fail, and the draft keeps its file.
        if not ended.in_nested_transaction() and inspect(file).deleted:
            store.discard_draft(key)

    # After the commit: bytes may outlive their row, a row never its bytes.
    event.listen(session, "after_commit", discard)


def send(session: Session, store: Store, actor: Actor, draft_id: UUID, at: datetime) -> str:
    """Send a draft as a report, once, and return its reference.

    Sending the same draft again returns the same reference and changes nothing.

    Raises:
        NotFound: no such draft. WrongAnswer, ProcedureBreach: the report cannot be sent.
    """
    draft = mine(session, actor, draft_id, lock=True)
    if draft.sent_as:
        return draft.sent_as
    files = files_of(session, draft)
    if files and (wrong := wrong_about_files(draft.answers)):
        raise WrongAnswer(wrong)
    collected = collected_in(draft.answers) if files else Collected()
    case = begin(session, actor, read_answers(draft), at)
    for file in files:
        key = new_key("evidence", case.id)
        store.adopt(file.key, key)
        command = attached(session, case.id, file, key, collected)
        perform(session, actor, case.reference, command, at)
        _drop(session, store, file)
    draft.sent_as, draft.answers = case.reference, {}
    return case.reference


def read_answers(draft: ReportDraft) -> LogReport:
    """The draft's answers as a report.

    Raises:
        WrongAnswer: something is missing or cannot be right; each field is named.
    """
    asked = answered(draft.answers, LogReport)
    try:
        return LogReport.model_validate(asked)
    except ValidationError as wrong:
        raise WrongAnswer(plainly(LogReport, wrong)) from wrong


def answered(answers: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """The answers a model asks for; one that was cleared is missing."""
    asked = {key: answers.get(key) for key in model.model_fields}
    return {key: value for key, value in asked.items() if value is not None}


def tidy(session: Session, store: Store, at: datetime) -> int:
    """Delete drafts that nobody has touched for 14 days; of those sent, only the empty shell."""
    old = select(ReportDraft).where(col(ReportDraft.saved_at) < at - timedelta(days=KEPT_DAYS))
    gone = list(session.exec(old))
    for draft in gone:
        _delete(session, store, draft)
    return len(gone)


def discard(session: Session, store: Store, draft: ReportDraft) -> None:
    """Delete a draft and its files. What was sent is a report, and stays."""
    if draft.sent_as is None:
        _delete(session, store, draft)


def _delete(session: Session, store: Store, draft: ReportDraft) -> None:
    for file in files_of(session, draft):
        _drop(session, store, file)
    session.delete(draft)
