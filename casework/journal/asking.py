"""By what somebody acts: the account, session and request behind an entry."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

_TAG = re.compile(r"[A-Za-z0-9._:-]{1,64}\Z", re.ASCII)
_KEY = "casework.journal.asked"


@dataclass(frozen=True)
class Asked:
    """The account, and tags of the session and request. Never the secret of a session.

    Raises:
        ValueError: a tag is not a short ASCII id; nothing else may reach a leaf.
    """

    account: UUID | None = None
    session: str | None = None
    request: str | None = None
    address: str | None = None
    agent: str | None = None

    def __post_init__(self) -> None:
        for tag in (self.session, self.request):
            if tag is not None and not _TAG.match(tag):
                raise ValueError("A tag is up to 64 ASCII letters, digits, dots, colons and dashes")

    def told(self) -> dict[str, str]:
        """What only the payload says."""
        said = {"address": self.address, "agent": self.agent}
        return {name: value for name, value in said.items() if value}


NOBODY_SAID = Asked()


def note_asker(session: Session, asked: Asked) -> None:
    """From now on, entries written by this session carry it."""
    session.info[_KEY] = asked


def asked_by(session: Session) -> Asked:
    asked: Asked = session.info.get(_KEY, NOBODY_SAID)
    return asked
