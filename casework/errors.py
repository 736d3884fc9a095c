"""Every way casework can refuse. The front doors translate these; casework never speaks HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


class CaseworkError(Exception):
    """Base of every refusal."""


class Refused(CaseworkError):
    """What access refuses. Says, for the journal alone, on which case and what was asked for."""

    def __init__(self, says: object = "", *, case_id: UUID | None = None, asked: str = "") -> None:
        super().__init__(says)
        self.case_id, self.asked = case_id, asked


class NotFound(Refused):
    """It does not exist, or the actor may not know that it does."""


class NotPermitted(Refused):
    """The actor can see the case, but their role on it does not allow this."""


class StepUpNeeded(Refused):
    """They may do this once they have proved again, minutes ago at most, who they are."""


class SignInRefused(CaseworkError):
    """The name and password do not open an account. Never says which of the two was wrong."""


class TooManyTries(SignInRefused):
    """A password was tried too often. Only time helps."""


@dataclass(frozen=True)
class Breach:
    """One requirement of the procedure that is not met: its rule, its source, and its words."""

    rule: str
    source: str
    says: str


class ProcedureBreach(CaseworkError):
    """The act would break the disciplinary procedure."""

    def __init__(self, *breaches: Breach) -> None:
        super().__init__("; ".join(breach.says for breach in breaches))
        self.breaches = breaches


class WrongAnswer(CaseworkError):
    """An answer cannot be right. Names the field and says what to do about it."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        super().__init__("; ".join(answers.values()))
        self.answers = dict(answers)


class NamesSomebody(WrongAnswer):
    """Words that go to others name somebody who has a pseudonym. The writer may mean another."""


class OutOfDate(CaseworkError):
    """Somebody else changed this first. Carries their words, so that nobody's are lost."""

    def __init__(self, says: str, theirs: Mapping[str, str]) -> None:
        super().__init__(says)
        self.theirs = dict(theirs)


class FileRefused(CaseworkError):
    """A file cannot be taken. The sentence names the file and says why."""


class DatabaseUnavailable(CaseworkError):
    """The database cannot be started or reached. One sentence a newcomer can act on."""


class StoreUnavailable(CaseworkError):
    """The evidence store cannot be written or read, for example because the disk is full."""


class Unsound(CaseworkError):
    """What is kept is not what was taken in. The sentence names it; nothing of it is shown."""


class JournalUnavailable(CaseworkError):
    """The journal cannot be written, so nothing may be shown or done. Only time helps."""


class CheckpointRefused(CaseworkError):
    """The journal does not continue what was last signed, so nothing is signed. Says where."""


class DeliveryFailed(CaseworkError):
    """A place outside the database did not take a checkpoint. It is tried again."""
