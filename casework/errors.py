"""Every way casework can refuse. The front doors translate these; casework never speaks HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass


class CaseworkError(Exception):
    """Base of every refusal."""


class NotFound(CaseworkError):
    """It does not exist, or the actor may not know that it does."""


class NotPermitted(CaseworkError):
    """The actor can see the case, but their role on it does not allow this."""


class SignInRefused(CaseworkError):
    """The name and password do not open an account. Never says which of the two was wrong."""


class TooManyTries(SignInRefused):
    """A password was tried too often. Only time helps."""


class StepUpNeeded(CaseworkError):
    """The act asks for proof, given in the last five minutes, of who is at the browser."""


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
