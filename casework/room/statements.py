"""A statement typed in the room: printed as it stands, and handed in like any other paper."""

from datetime import UTC, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from casework.access import Actor
from casework.cases.gateway import done_already, perform, standing_now
from casework.documents.employee_statement import EmployeeStatement, print_statement
from casework.errors import WrongAnswer
from casework.evidence.intake import receive
from casework.journal import JournalEntry
from casework.room.models import PaperKind
from casework.room.papers import Described, SendMyPaper, paper_of, supplied
from casework.settings import settings
from casework.storage import Store, new_key
from casework.text import OptionalLine, Prose

TITLE = "Statement of the employee"


class TypedStatement(BaseModel):
    """What the employee wrote, and whether they sign it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    words: Prose = Field(title="your statement")
    is_true: bool = Field(default=False, title="whether it is true")
    signed_as: OptionalLine = Field(default=None, title="your full name")

    def require_whole(self) -> None:
        """Refuse a signature without the declaration, and the declaration without a signature.

        Raises:
            WrongAnswer: at the half that is missing.
        """
        if self.is_true and self.signed_as is None:
            raise WrongAnswer({"signed_as": "Enter your full name to sign"})
        if self.signed_as is not None and not self.is_true:
            raise WrongAnswer({"is_true": "Tick that it is true, or leave the signature empty"})


def send_statement(
    session: Session,
    store: Store,
    actor: Actor,
    reference: str,
    told: TypedStatement,
    once: UUID | None = None,
) -> JournalEntry:
    """Print a typed statement and hand it in.

    Raises:
        NotFound, NotPermitted, ProcedureBreach: as `perform` does.
        WrongAnswer: half of the signature is missing.
        StoreUnavailable: it could not be kept.
    """
    told.require_whole()
    if done := done_already(session, actor, reference, SendMyPaper, once):
        return done
    printed = print_statement(
        EmployeeStatement(
            trust=settings().trust_name,
            reference=reference,
            employee=actor.name,
            title=TITLE,
            words=told.words,
            signed_as=told.signed_as or "",
            written_at=datetime.now(UTC),
        )
    )
    key = new_key("evidence", standing_now(session, actor, reference).of_case)
    arrived = receive(store, key, "statement.pdf", [printed.pdf])
    described = Described(
        what=PaperKind.STATEMENT, title=TITLE, words=told.words, signed_as=told.signed_as
    )
    collected = supplied(suspected_image=False, confirmed=True)
    command = paper_of(SendMyPaper, arrived, collected, described)
    return perform(session, actor, reference, command, once=once)
