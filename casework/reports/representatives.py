"""When the employee represents a union: its full-time official hears of it first, if they agree."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.database.of_case import rows_of
from casework.documents.outside_papers import UnionNotice
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.reports.rules import UnionFacts
from casework.reports.side_tracks import keep, opened
from casework.reports.tracks import UnionRepresentative
from casework.text import OptionalDay, OptionalLine

ABOUT = (
    "The person named above represents your union with us. Formal action about a matter at work "
    "is being considered. Nothing has been decided. They agreed that we tell you now, so that you "
    "can advise them and speak to us early."
)


class RepresentativeRecorded(Event):
    is_representative: bool
    official_told: bool
    refused: bool

    def sentence(self) -> str:
        if not self.is_representative:
            return "recorded that the employee does not represent a union"
        if self.official_told:
            return "recorded that a union official was told, with the employee’s agreement"
        if self.refused:
            return "recorded that the employee does not want a union official told"
        return "recorded that the employee represents a union: an official is told first"


class RecordUnionRepresentative(Command):
    """Record whether the employee represents a union, and tell its official (Acas Code para 30).

    The official is told only with the employee's agreement; formal action waits for either.
    """

    permission: ClassVar[Permission] = Permission.RECORD_DUTY

    is_representative: bool = Field(title="whether the employee represents a union")
    union_name: OptionalLine = Field(default=None, title="the union")
    agreed: bool | None = Field(default=None, title="whether they agree that an official is told")
    official: OptionalLine = Field(default=None, title="the official who was told")
    contacted_on: OptionalDay = Field(default=None, title="the day the official was told")

    def perform(self, act: Act) -> RepresentativeRecorded:
        self._require_answers(act)
        kept = UnionRepresentative(
            case_id=act.case.id,
            recorded_by=act.actor.id,
            recorded_at=act.at,
            **self.model_dump(),
        )
        if self.official and self.contacted_on:
            paper = UnionNotice(
                **opened(act),
                to=f"{self.official}, {self.union_name}",
                agreement=f"Given. The official was told on {self.contacted_on:%-d %B %Y}.",
                about=ABOUT,
            )
            kept.document_id = keep(act, paper, f"to {self.official}").id
        act.session.add(kept)
        return RepresentativeRecorded(
            is_representative=self.is_representative,
            official_told=self.official is not None,
            refused=self.agreed is False,
        )

    def _require_answers(self, act: Act) -> None:
        wrong = {}
        if self.is_representative and self.union_name is None:
            wrong["union_name"] = "Enter the union"
        if self.official and not self.agreed:
            wrong["agreed"] = "Ask the employee first: nobody is told without their agreement"
        if bool(self.official) != bool(self.contacted_on):
            field = "official" if self.official is None else "contacted_on"
            wrong[field] = "Enter both who was told and on which day"
        if self.contacted_on and self.contacted_on > act.today:
            wrong["contacted_on"] = "Enter a day that is not in the future"
        if wrong:
            raise WrongAnswer(wrong)


def union_facts(session: Session, case_id: UUID) -> UnionFacts:
    """What was recorded last of the employee and their union."""
    ever = rows_of(session, UnionRepresentative, case_id)
    last = max(ever, key=lambda each: each.recorded_at, default=None)
    if last is None:
        return UnionFacts(asked=False)
    return UnionFacts(
        asked=True,
        is_representative=last.is_representative,
        official_told=last.contacted_on is not None,
        refused=last.agreed is False,
    )
