"""What was just recorded, said on the page that an act leads back to."""

from sqlmodel import Session

from casework import journal
from casework.access import Actor
from casework.case_file.queries import CaseFile


def said_by(session: Session, actor: Actor, file: CaseFile, number: int) -> str:
    """The sentence of an entry of this case, only to whoever made it."""
    entry = journal.entry(session, file.case.id, number) if number else None
    if entry is None or entry.actor_id != actor.id:
        return ""
    return f"{entry.sentence[:1].upper()}{entry.sentence[1:]}."
