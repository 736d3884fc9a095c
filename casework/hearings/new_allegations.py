"""Something new that comes up before the hearing: it is heard only after a notice of its own."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission
from casework.allegations.commands import AllegationMade, MakeAllegation
from casework.allegations.models import Allegation
from casework.cases.gateway import Act
from casework.cases.stages import Stage
from casework.errors import Breach, ProcedureBreach
from casework.hearings.queries import to_come
from casework.text import Prose


class NewAllegationPut(AllegationMade):
    looked_into: str

    def sentence(self) -> str:
        return (
            f"put allegation {self.number}, under clause {self.clause}, which came up before the "
            "hearing and needs a new notice"
        )


class PutNewAllegation(MakeAllegation):
    """Put something new that came up (Strouthos v London Underground).

    The hearing is not held until a new notice says it, with its whole time to prepare.
    """

    permission: ClassVar[Permission] = Permission.SCHEDULE_HEARING

    for_others: ClassVar[frozenset[str]] = MakeAllegation.for_others | {"looked_into"}

    looked_into: Prose = Field(title="what was looked into before it is put")

    def perform(self, act: Act) -> NewAllegationPut:
        if act.case.stage is not Stage.HEARING:
            says = "Something new is put before the hearing is held, never after it"
            raise ProcedureBreach(Breach("G-CHG-3", "CHARGE", says))
        to_come(act)
        made = self.make(act)
        act.session.get_one(Allegation, UUID(str(made.allegation_id))).to_hearing = True
        return NewAllegationPut(**made.model_dump(), looked_into=self.looked_into)
