"""The letters about an interruption: a resignation (L-36), criminal proceedings (L-37)."""

from typing import Any

from casework.allegations.letterhead import letterhead
from casework.allegations.queries import allegations_on
from casework.cases.gateway import Act
from casework.documents.issuing import Issue, issue
from casework.documents.letterhead import Letter
from casework.documents.letters import print_letter
from casework.documents.models import IssuedDocument


def head(act: Act, served_how: str) -> dict[str, Any]:
    """What every letter carries, with the policies of what is alleged."""
    alleged = allegations_on(act.session, act.case.id)
    return {**letterhead(act.session, act.case, alleged, act.today), "delivery": served_how}


def sent(act: Act, letter: Letter, served_how: str) -> IssuedDocument:
    """Print it, keep it, and say how it was sent."""
    what = Issue(letter.code, letter.subject, act.actor.name, act.at, served_how)
    return issue(act.session, act.case.id, print_letter(letter), what)
