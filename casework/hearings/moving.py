"""What moving a hearing, or refusing to, does: the letter, the new day, every clock set again."""

from typing import Any

from casework.allegations.letterhead import letterhead
from casework.allegations.queries import allegations_on
from casework.cases.gateway import Act
from casework.documents.hearing_letters import RearrangedHearing
from casework.documents.issuing import Issue, issue
from casework.documents.letterhead import Letter
from casework.documents.letters import print_letter
from casework.documents.models import IssuedDocument
from casework.errors import WrongAnswer
from casework.hearings.booking import (
    Slot,
    meeting_of,
    preparation_of,
    require_to_come,
    set_deadlines,
    slot_of,
)
from casework.hearings.models import Hearing
from casework.hearings.queries import to_come

EARLIER = "An earlier day takes a new notice, with its whole time to prepare"
SERVED = "to the employee, as the notice was"


def move(act: Act, slot: Slot, basis: str, reasons: str) -> IssuedDocument:
    """Send L-14, then hold the hearing on the new day.

    Raises:
        WrongAnswer: the day has passed, or comes before the one in the notice.
        LetterIncomplete: the letter lacks something.
    """
    require_to_come(act, slot)
    hearing = to_come(act)
    if slot.day < slot_of(hearing).day:
        raise WrongAnswer({"day": EARLIER})
    document = _send(act, hearing, slot, basis=basis, reasons=reasons, moved=True)
    take_place(act, hearing, slot)
    return document


def take_place(act: Act, hearing: Hearing, slot: Slot) -> None:
    """The hearing is now to be held there and then."""
    hearing.starts_at, hearing.place = slot.moment, slot.place
    set_deadlines(act, slot, pack_issued=hearing.pack_issued_on is not None)


def refuse(act: Act, basis: str, reasons: str) -> IssuedDocument:
    """Tell the employee in writing that the hearing stays where it is."""
    hearing = to_come(act)
    return _send(act, hearing, slot_of(hearing), basis=basis, reasons=reasons, moved=False)


def _send(act: Act, hearing: Hearing, slot: Slot, **told: Any) -> IssuedDocument:
    letter = RearrangedHearing(
        **letter_start(act),
        was_on=slot_of(hearing).day,
        hearing=meeting_of(act, slot, hearing.presenter_id),
        preparation=preparation_of(act, slot.day),
        **told,
    )
    return send(act, letter, SERVED)


def letter_start(act: Act) -> dict[str, Any]:
    """What every letter about the hearing carries: the policies are those of what is heard."""
    alleged = allegations_on(act.session, act.case.id)
    heard = [each for each in alleged if each.allegation.to_hearing]
    return letterhead(act.session, act.case, heard, act.today)


def send(act: Act, letter: Letter, served_how: str) -> IssuedDocument:
    """Print a letter, keep it under the next number, and return what was kept."""
    what = Issue(letter.code, letter.subject, act.actor.name, act.at, served_how)
    return issue(act.session, act.case.id, print_letter(letter), what)
