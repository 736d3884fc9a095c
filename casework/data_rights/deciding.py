"""Deciding, item by item, what of what was found is given, with the test about others."""

from uuid import UUID

from pydantic import Field as Asked
from sqlmodel import Session, col, select

from casework.data_rights.acting import OnRequest, Seen, Work, seen_by
from casework.data_rights.contents import copy_for, fit_to_give_whole, not_there, words_of
from casework.data_rights.kinds import EXEMPTIONS, Giving, OtherPeople, RequestKind, Thing
from casework.data_rights.models import DataRequest, DataRequestItem
from casework.data_rights.rules import GIVING_RULES, ItemFacts
from casework.errors import NotFound, WrongAnswer
from casework.journal import Event
from casework.procedure import require
from casework.text import OptionalLine, OptionalProse

MOST_PASSAGES = 60
AT_RELEASE = "A copy was asked to be released: send it back before you change a decision"


class DataItemsDecided(Event):
    reference: str
    giving: Giving
    items: list[int]

    def sentence(self) -> str:
        counted = f"{len(self.items)} item{'' if len(self.items) == 1 else 's'}"
        return f"decided about {counted} of {self.reference}: {self.giving.label.lower()}"


class DecideItems(OnRequest):
    """Decide about items that were found: given, hidden in part, withheld, or not about them.

    What is about others goes only where they agreed or where it is reasonable (DPA 2018 Sch 2
    para 16); what is withheld names its exemption.
    """

    confirmed = True

    items: list[UUID] = Asked(min_length=1, max_length=200, title="which items")
    giving: Giving = Asked(title="what is done with it")
    others: OtherPeople = Asked(title="whether it is about others too")
    exemption: OptionalLine = Asked(default=None, title="the exemption")
    why: OptionalProse = Asked(default=None, title="the reason")
    hidden: OptionalProse = Asked(default=None, title="the words that are hidden")

    def act(self, work: Work) -> DataItemsDecided:
        request = work.request
        if request.kind is not RequestKind.ACCESS:
            raise WrongAnswer({"giving": "Only a request for a copy is decided item by item"})
        if request.asked_at is not None:
            raise WrongAnswer({"giving": AT_RELEASE})
        if self.exemption is not None and self.exemption not in EXEMPTIONS:
            raise WrongAnswer({"exemption": "Choose an exemption of the register"})
        found = items_by_id(work.session, request, seen_by(work.session, work.actor, request))
        chosen = [found[each] for each in self.items if each in found]
        if len(chosen) != len(self.items):
            raise NotFound
        for item in chosen:
            self._decide(work, item)
        numbers = sorted(each.number for each in chosen)
        return DataItemsDecided(reference=request.reference, giving=self.giving, items=numbers)

    def _decide(self, work: Work, item: DataRequestItem) -> None:
        passages = self._passages(work.session, item)
        copy = copy_for(work.session, item) if self.giving is Giving.REDACTED else None
        whole = self.giving is Giving.WHOLE
        facts = ItemFacts(
            whole=whole,
            held_back=self.giving in (Giving.REDACTED, Giving.WITHHELD),
            redacted=self.giving is Giving.REDACTED,
            others=self.others is not OtherPeople.NOBODY,
            reasonable=self.others is not OtherPeople.NOT_REASONABLE,
            exempted=self.exemption is not None,
            reasoned=self.why is not None,
            hides=bool(copy or passages),
            fit=not whole or fit_to_give_whole(work.session, item),
        )
        require(GIVING_RULES, facts)
        item.giving, item.others = self.giving, self.others
        held_back = self.giving in (Giving.REDACTED, Giving.WITHHELD)
        item.exemption = self.exemption if held_back else None
        item.why, item.hidden = self.why, passages
        item.copy_id = copy.id if copy else None
        item.decided_by, item.decided_at = work.actor.id, work.at

    def _passages(self, session: Session, item: DataRequestItem) -> list[str]:
        """The words to hide, one a line; each must stand in the item."""
        if self.giving is not Giving.REDACTED or item.thing is Thing.EXHIBIT:
            return []
        told = [each.strip() for each in (self.hidden or "").splitlines() if each.strip()]
        passages = list(dict.fromkeys(told))
        if len(passages) > MOST_PASSAGES:
            raise WrongAnswer({"hidden": f"Hide up to {MOST_PASSAGES} passages, or withhold it"})
        if missing := not_there(words_of(session, item), passages):
            raise WrongAnswer({"hidden": f"Item {item.number} does not say “{missing[0]}”"})
        return passages


def items_by_id(
    session: Session, request: DataRequest, seen: list[Seen]
) -> dict[UUID, DataRequestItem]:
    """What was found in the cases that a handler may know of, in order of number."""
    theirs = [each.case.id for each in seen]
    wanted = select(DataRequestItem).where(
        DataRequestItem.request_id == request.id, col(DataRequestItem.case_id).in_(theirs)
    )
    ordered = session.exec(wanted.order_by(col(DataRequestItem.number)))
    return {each.id: each for each in ordered}
