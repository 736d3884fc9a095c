"""Keeping the register of pseudonyms, and asking for them where somebody writes for others."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import func, select

from casework.access import Permission, require_sight
from casework.cases.gateway import Act, Command, on_case
from casework.cases.pseudonyms import Kind, Pseudonym, next_label
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.text import Line, OptionalProse

MOST_WAYS, LONGEST_WAY = 12, 80


class PseudonymGiven(Event):
    pseudonym_id: UUID
    label: str

    def sentence(self) -> str:
        return f"gave somebody the pseudonym {self.label}"


class PseudonymCorrected(Event):
    pseudonym_id: UUID
    label: str

    def sentence(self) -> str:
        return f"corrected how the name behind {self.label} is written"


class GivePseudonym(Command):
    """Give somebody in a case a pseudonym, which every paper uses from now on (domain RD-2)."""

    permission: ClassVar[Permission] = Permission.GIVE_PSEUDONYM

    kind: Kind = Field(title="who they are")
    name: Line = Field(title="their full name", max_length=LONGEST_WAY)
    also: OptionalProse = Field(default=None, title="other ways their name is written")

    def perform(self, act: Act) -> PseudonymGiven:
        require_sight(act.standing_now(), self.kind.governed_by)
        ways = _ways(self.also)
        taken = select(Pseudonym).where(Pseudonym.case_id == act.case.id)
        for each in act.session.exec(taken):
            if each.name.casefold() == self.name.casefold():
                raise WrongAnswer({"name": f"{self.name} is {each.label} already"})
        many = select(func.count()).where(
            Pseudonym.case_id == act.case.id, Pseudonym.kind == self.kind
        )
        label = next_label(self.kind, act.session.exec(many).one())
        given = Pseudonym(
            case_id=act.case.id,
            kind=self.kind,
            label=label,
            name=self.name,
            also=ways,
            added_by=act.actor.id,
            added_at=act.at,
        )
        act.session.add(given)
        act.session.flush()
        return PseudonymGiven(pseudonym_id=given.id, label=label)


class CorrectPseudonym(Command):
    """Correct how the name behind a pseudonym is written. The pseudonym itself stays."""

    permission: ClassVar[Permission] = Permission.GIVE_PSEUDONYM

    pseudonym_id: UUID = Field(title="the pseudonym")
    name: Line = Field(title="their full name", max_length=LONGEST_WAY)
    also: OptionalProse = Field(default=None, title="other ways their name is written")

    def perform(self, act: Act) -> PseudonymCorrected:
        found = on_case(act, Pseudonym, self.pseudonym_id)
        require_sight(act.standing_now(), found.kind.governed_by)
        found.name, found.also = self.name, _ways(self.also)
        return PseudonymCorrected(pseudonym_id=found.id, label=found.label)


def _ways(written: str | None) -> list[str]:
    """One a line, or with commas between them.

    Raises:
        WrongAnswer: there are too many, or one is too long to be a name.
    """
    told: list[Any] = (written or "").replace(",", "\n").splitlines()
    ways = list(dict.fromkeys(each.strip() for each in told if each.strip()))
    if len(ways) > MOST_WAYS or any(not 1 < len(each) <= LONGEST_WAY for each in ways):
        says = f"Enter up to {MOST_WAYS} other ways, one a line, each of two letters or more"
        raise WrongAnswer({"also": says})
    return ways
