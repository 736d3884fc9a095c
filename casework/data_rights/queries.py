"""Reading requests about data, for whoever answers them."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from casework.access import Actor, TrustPermission, require_in_trust
from casework.cases.names import names_in
from casework.data_rights.acting import Seen, request_for, require_confirmed, seen_by
from casework.data_rights.contents import capture_of, copy_for, hide, words_of
from casework.data_rights.deciding import items_by_id
from casework.data_rights.kinds import Giving, RequestKind, Thing
from casework.data_rights.letters import letters_of
from casework.data_rights.models import (
    DataRequest,
    DataRequestItem,
    DataRequestLetter,
    DataRequestStop,
)
from casework.data_rights.waiting import stops_of
from casework.database.whose import every_case
from casework.errors import NotFound
from casework.people.duplicates import same_person
from casework.people.models import Person
from casework.people.queries import Known, known_by_id
from casework.redaction.queries import names_sought

ANSWERS = TrustPermission.ANSWER_DATA_REQUESTS


@dataclass(frozen=True)
class FoundIn:
    """One case and what was found in it."""

    seen: Seen
    items: list[DataRequestItem]

    @property
    def undecided(self) -> int:
        return sum(each.giving is None for each in self.items)


@dataclass(frozen=True)
class RequestFile:
    """A request with everything of it that its reader may see."""

    request: DataRequest
    found: list[FoundIn]
    stops: list[DataRequestStop]
    letters: list[DataRequestLetter]

    @property
    def items(self) -> list[DataRequestItem]:
        return [item for each in self.found for item in each.items]

    @property
    def undecided(self) -> int:
        return sum(each.undecided for each in self.found)

    @property
    def stopped(self) -> DataRequestStop | None:
        return next((each for each in self.stops if each.until is None), None)


@dataclass(frozen=True)
class ItemSeen:
    """One item as whoever decides about it reads it."""

    request: DataRequest
    item: DataRequestItem
    seen: Seen
    words: str | None
    file_name: str
    has_copy: bool
    others: list[str]
    as_given: str | None


def register(session: Session, actor: Actor) -> list[DataRequest]:
    """Every request but one's own, the open ones by their day first, then the latest.

    Raises:
        NotPermitted: they do not answer requests about data.
    """
    require_in_trust(actor, ANSWERS)
    with every_case(session):
        own = same_person(session, actor.id)
        wanted = select(DataRequest).where(
            col(DataRequest.person_id).is_(None) | col(DataRequest.person_id).not_in(own)
        )
        order = (col(DataRequest.ended_at).is_not(None), col(DataRequest.due_on))
        return list(session.exec(wanted.order_by(*order, col(DataRequest.number))))


def open_request(session: Session, actor: Actor, number: int) -> RequestFile:
    """One request, with what was found in the cases that this reader may know of.

    Raises:
        NotPermitted: they do not answer requests about data. NotFound: there is none for them.
    """
    require_in_trust(actor, ANSWERS)
    with every_case(session):
        request = request_for(session, actor, number)
        seen = seen_by(session, actor, request)
        items = items_by_id(session, request, seen).values()
        found = [FoundIn(each, [i for i in items if i.case_id == each.case.id]) for each in seen]
        return RequestFile(request, found, stops_of(session, request), letters_of(session, request))


def open_item(session: Session, actor: Actor, number: int, item_number: int) -> ItemSeen:
    """One item with its words, for whoever has proved minutes ago who they are.

    Raises:
        NotFound: no such item for them. StepUpNeeded: the proof is older.
        Unsound: what it shows is not what was kept.
    """
    require_in_trust(actor, ANSWERS)
    with every_case(session):
        request = request_for(session, actor, number)
        seen = {each.case.id: each for each in seen_by(session, actor, request)}
        items = items_by_id(session, request, list(seen.values())).values()
        item = next((each for each in items if each.number == item_number), None)
        if item is None:
            raise NotFound
        require_confirmed(actor)
        return _item(session, request, item, seen[item.case_id])


def _item(session: Session, request: DataRequest, item: DataRequestItem, seen: Seen) -> ItemSeen:
    file = item.thing is Thing.EXHIBIT
    words = None if file else words_of(session, item)
    sought = names_sought(session, item.case_id)
    found = names_in(words or "", sought)
    others = sorted({way for way, _ in found if way.casefold() != request.from_name.casefold()})
    hidden = item.giving is Giving.REDACTED and item.exemption and words is not None
    return ItemSeen(
        request=request,
        item=item,
        seen=seen,
        words=words,
        file_name=capture_of(session, item).capture.name if file else "",
        has_copy=copy_for(session, item) is not None,
        others=others,
        as_given=hide(words, item.hidden, item.exemption) if hidden else None,  # type: ignore
    )


def anybody(session: Session, words: str) -> list[Known]:
    """People of the staff file whose name contains every word, whether or not they have left."""
    full = func.lower(Person.given_name + " " + Person.family_name)
    wanted = select(Person.id).where(col(Person.merged_into_id).is_(None))
    for word in words.lower().split()[:5]:
        wanted = wanted.where(full.contains(word, autoescape=True))
    ordered = wanted.order_by(col(Person.family_name), col(Person.given_name)).limit(20)
    found = known_by_id(session, session.exec(ordered)) if words.strip() else {}
    return sorted(found.values(), key=lambda each: each.listed)


def late(request: DataRequest, today: date) -> bool:
    """Whether its day has passed: to answer it, or to acknowledge a complaint."""
    met = request.kind is RequestKind.COMPLAINT and request.acknowledged_on is not None
    return request.is_open and not met and request.due_on < today
