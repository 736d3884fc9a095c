"""A journal that is signed: a signer, shelves of its own, and checks against them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from casework.database import reading_as_casework
from casework.journal.delivering import deliver
from casework.journal.keys import Signer
from casework.journal.models import Checkpoint
from casework.journal.places import Shelf
from casework.journal.places.folder import Folder
from casework.journal.proving import Proof, prove
from casework.journal.signing import sign
from tests.world import at


@dataclass
class Kept:
    """Two folders outside the database, a key beside them, and a clock that is ours."""

    state: Path
    now: datetime = field(default_factory=at)

    @property
    def signer(self) -> Signer:
        return Signer(self.state / "keys/checkpoint.key", "casework.test/journal")

    @property
    def shelves(self) -> list[Shelf]:
        return [Folder(self.state / "one"), Folder(self.state / "two")]

    def checkpoint(self) -> Checkpoint:
        """Sign what is there and take it everywhere."""
        self.now += timedelta(minutes=1)
        made = sign(self.signer, self.shelves, self.now)
        assert made
        assert deliver(self.shelves, self.now) == len(self.shelves)
        return made

    def proof(self, session: Session | None = None) -> Proof:
        if session is not None:
            return self._proof(session)
        with reading_as_casework() as reading:
            return self._proof(reading)

    def _proof(self, session: Session) -> Proof:
        return prove(session, self.shelves, self.signer.public_key(), self.signer.memory())
