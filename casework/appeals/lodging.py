"""The employee appeals, in their own words. It moves nothing else: others hear it."""

from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.appeals.models import Appeal
from casework.appeals.queries import lodging_facts
from casework.appeals.rules import LODGING_RULES
from casework.cases.gateway import Act, Command
from casework.journal import Event
from casework.procedure import require
from casework.text import Prose


class AppealLodged(Event):
    def sentence(self) -> str:
        return "appealed against the outcome"


class LodgeAppeal(Command):
    """Appeal against the outcome, in writing and saying why (Acas Code para 26)."""

    permission: ClassVar[Permission] = Permission.LODGE_APPEAL

    grounds: Prose = Field(title="why you appeal")

    def perform(self, act: Act) -> AppealLodged:
        require(LODGING_RULES, lodging_facts(act.session, act.case, act.today))
        act.session.add(
            Appeal(
                case_id=act.case.id,
                grounds=self.grounds,
                lodged_by=act.actor.id,
                lodged_at=act.at,
            )
        )
        return AppealLodged()
