"""Stopping the making of a pack before it is done."""

from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.errors import Breach, ProcedureBreach
from casework.hearing_packs.models import PackStatus
from casework.hearing_packs.queries import pack_edition
from casework.journal import Event


class PackStopped(Event):
    edition: int

    def sentence(self) -> str:
        return f"stopped the making of edition {self.edition} of the hearing pack"


class StopPack(Command):
    """Stop the making of an edition. Nothing of it is kept, and another can be asked for."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK
    waits: ClassVar[bool] = False

    edition: int = Field(title="the edition")

    def perform(self, act: Act) -> PackStopped:
        pack = pack_edition(act.session, act.case.id, self.edition)
        if pack.status is not PackStatus.BUILDING:
            says = "Only a pack that is still being made can be stopped"
            raise ProcedureBreach(Breach("G-PACK-2", "ACAS-09b", says))
        pack.status, pack.step = PackStatus.FAILED, "Stopped"
        pack.failure = f"{act.actor.name} stopped it"
        return PackStopped(edition=pack.edition)
