"""What an act would print, before it is done. The act is tried whole and undone whole."""

from datetime import datetime

from sqlmodel import Session

from casework.access import Actor
from casework.cases.gateway import Command, perform
from casework.documents.previewing import Preview, Previewed, previewing
from casework.errors import WrongAnswer

NOTHING = "With these answers no letter is printed, or a second person decides first"
# Prints a paper although it is sent by nobody: somebody takes it to an authority.
PREPARES = frozenset({"PrepareReferral"})


class _NothingPrinted(Exception):
    """The act came to its end without a paper."""


def prints(command: type[Command]) -> bool:
    """Whether an act issues a letter or another paper."""
    return "served_how" in command.model_fields or command.__name__ in PREPARES


def preview(
    session: Session,
    actor: Actor,
    reference: str,
    command: Command,
    at: datetime | None = None,
    *,
    names_checked: bool = False,
) -> Preview:
    """The paper as it would be issued now, each gap in it marked. Nothing of it is kept.

    Raises:
        NotFound, StepUpNeeded, NotPermitted, NamesSomebody, ProcedureBreach, WrongAnswer,
            OutOfDate: as `perform` does, before the paper is reached.
        WrongAnswer: no paper is printed.
    """
    try:
        with session.begin_nested(), previewing():
            perform(session, actor, reference, command, at, names_checked=names_checked)
            raise _NothingPrinted
    except Previewed as seen:
        return seen.preview
    except _NothingPrinted:
        raise WrongAnswer({"form": NOTHING}) from None
