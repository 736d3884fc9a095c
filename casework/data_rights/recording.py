"""Recording a request, looking for whom it is about, and holding what was found until its end."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Asked
from sqlmodel import Session, col, func, select

from casework import journal
from casework.access import CASEWORK, Actor, TrustPermission, require_in_trust
from casework.cases.models import Case
from casework.data_rights.acting import lock_cases
from casework.data_rights.clock import counted
from casework.data_rights.finding import Found, FoundItem, Sought, find
from casework.data_rights.kinds import RequestKind
from casework.data_rights.models import DataRequest, DataRequestCase, DataRequestItem
from casework.database.whose import every_case
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.people.duplicates import same_person
from casework.people.queries import known_by_id
from casework.retention.holding import HoldPlaced
from casework.retention.models import Hold, HoldKind
from casework.text import Day, Line, OptionalDay, OptionalLine, OptionalProse, Prose
from casework.working_days import local_day

OWN = "Somebody other than whoever asks must record it"
FUTURE = "Enter a day that is not in the future"
MOST_WAYS = 12


class DataRequestRecorded(Event):
    reference: str
    kind: RequestKind
    due_on: date
    cases: int

    def sentence(self) -> str:
        return f"recorded {self.reference}: {self.kind.label.lower()}"


class FoundInDataRequest(Event):
    """In the chain of each case in which somebody was found. Says nothing of who asked."""

    reference: str

    def sentence(self) -> str:
        return f"found something in the case for the request {self.reference}"


class RecordRequest(BaseModel):
    """Record what somebody asks about their own data; its clock runs, and what is found is held.

    Answered within one month (UK GDPR art 12(3)); a complaint is acknowledged within 30 days (Data
    Protection Act 2018 s.164A). To destroy what was asked for is an offence (s.173).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.ANSWER_DATA_REQUESTS

    kind: RequestKind = Asked(title="what they ask")
    person_id: UUID | None = Asked(default=None, title="their entry in the staff list")
    from_name: Line = Asked(title="the name of whoever the data are about")
    also: OptionalProse = Asked(default=None, title="other ways their name is written")
    on_behalf: OptionalLine = Asked(default=None, title="who asks for them, and by which authority")
    reply_to: Line = Asked(title="where the answer goes")
    received_on: Day = Asked(title="the day it arrived")
    about: Prose = Asked(title="what they ask for, in their words")
    identity_how: OptionalLine = Asked(default=None, title="how they showed who they are")
    identity_on: OptionalDay = Asked(default=None, title="the day they showed it")

    def perform(self, session: Session, actor: Actor, at: datetime) -> DataRequestRecorded:
        """Keep it, look for them in every case, and hold every case in which they are.

        Raises:
            NotPermitted: the actor does not answer requests about data.
            WrongAnswer: it is theirs, is recorded already, or an answer cannot be right.
        """
        require_in_trust(actor, self.permission)
        with session.begin_nested(), every_case(session):
            self._check(session, actor, local_day(at))
            request = self._made(session, actor, at)
            found = keep_found(session, request, actor, at)
            event = DataRequestRecorded(
                reference=request.reference,
                kind=request.kind,
                due_on=request.due_on,
                cases=len(found.parts),
            )
            journal.append(session, None, actor, event, at)
        return event

    def _check(self, session: Session, actor: Actor, today: date) -> None:
        days = {"received_on": self.received_on, "identity_on": self.identity_on}
        wrong = {name: FUTURE for name, day in days.items() if day and day > today}
        if (self.identity_how is None) != (self.identity_on is None):
            field = "identity_on" if self.identity_how else "identity_how"
            wrong[field] = "Say both how and on which day, or leave both empty"
        if len(_ways(self.also)) > MOST_WAYS:
            wrong["also"] = f"Enter up to {MOST_WAYS} other ways, one a line"
        wrong |= self._wrong_person(session, actor)
        if wrong:
            raise WrongAnswer(wrong)

    def _wrong_person(self, session: Session, actor: Actor) -> dict[str, str]:
        if self.person_id and not known_by_id(session, [self.person_id]):
            return {"person_id": "Choose somebody from the staff list"}
        return {"person_id": OWN} if self.person_id in same_person(session, actor.id) else {}

    def _made(self, session: Session, actor: Actor, at: datetime) -> DataRequest:
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext("data_requests"))))
        same = select(DataRequest).where(
            DataRequest.kind == self.kind,
            DataRequest.received_on == self.received_on,
            DataRequest.from_name == self.from_name,
            col(DataRequest.ended_at).is_(None),
        )
        if before := session.exec(same).first():
            says = f"It is recorded already, as {before.reference}"
            raise WrongAnswer({"from_name": says})
        last = session.exec(select(func.max(DataRequest.number))).one()
        clock = counted(self.kind, self.received_on, (), extended=False)
        request = DataRequest(
            **self.model_dump(exclude={"also"}),
            number=(last or 0) + 1,
            also=_ways(self.also),
            due_on=clock.due_on,
            counted=clock.facts,
            searched={},
            recorded_by=actor.id,
            recorded_at=at,
        )
        session.add(request)
        session.flush()
        return request


def _ways(written: str | None) -> list[str]:
    told = (written or "").replace(",", "\n").splitlines()
    return list(dict.fromkeys(each.strip() for each in told if each.strip()))


def keep_found(session: Session, request: DataRequest, actor: Actor, at: datetime) -> Found:
    """Look for whom a request is about; keep what is new of it, and hold each case it is in.

    A case is locked before it is held, as every act on it locks it: an approval of its deletion
    that comes later finds the hold, and one that came before is looked at again when it begins.
    """
    found = find(session, sought_of(session, request))
    cases = {each.id: each for each in lock_cases(session, found.parts)}
    before = {row.case_id: row for row in rows_of(session, request)}
    for case_id, case in cases.items():
        if row := before.get(case_id):
            row.parts = found.parts[case_id]
        else:
            _hold(session, request, case, found.parts[case_id], (actor, at))
    _keep_items(session, request, [each for each in found.items if each.case_id in cases])
    request.searched_at = at
    request.searched = {"tables": found.looked, "found": len(found.items), "cases": len(cases)}
    session.flush()
    return found


def _hold(
    session: Session,
    request: DataRequest,
    case: Case,
    parts: list[str],
    by: tuple[Actor, datetime],
) -> None:
    """Keep a case as found, and hold it until the request is answered. Its chain says so."""
    actor, at = by
    kind = _holds_as(request.kind)
    hold = Hold(
        case_id=case.id,
        kind=kind,
        ends_itself=True,
        reason=f"{request.reference} is not answered",
        set_by=actor.id,
        set_at=at,
    )
    session.add(hold)
    session.flush()
    row = DataRequestCase(case_id=case.id, request_id=request.id, hold_id=hold.id, parts=parts)
    session.add(row)
    case.held_since = case.held_since or local_day(at)
    found = FoundInDataRequest(reference=request.reference)
    journal.append(session, case.id, CASEWORK, found, at)
    journal.append(session, case.id, CASEWORK, HoldPlaced(kind=kind), at)


def _holds_as(kind: RequestKind) -> HoldKind:
    return HoldKind.DATA_COMPLAINT if kind is RequestKind.COMPLAINT else HoldKind.DATA_REQUEST


def sought_of(session: Session, request: DataRequest) -> Sought:
    """Whom a request is about: all their entries, and every way their name is written."""
    ids = same_person(session, request.person_id) if request.person_id else set()
    names = [each.name for each in known_by_id(session, ids).values()]
    ways = tuple(dict.fromkeys([request.from_name, *names, *request.also]))
    return Sought(frozenset(ids), ways)


def rows_of(session: Session, request: DataRequest) -> list[DataRequestCase]:
    wanted = select(DataRequestCase).where(DataRequestCase.request_id == request.id)
    return list(session.exec(wanted))


def _keep_items(session: Session, request: DataRequest, items: list[FoundItem]) -> None:
    wanted = select(DataRequestItem).where(DataRequestItem.request_id == request.id)
    kept = {(each.place, each.thing_id): each for each in session.exec(wanted)}
    number = max((each.number for each in kept.values()), default=0)
    for item in items:
        if (item.place, item.id) in kept:
            continue
        number += 1
        session.add(
            DataRequestItem(
                request_id=request.id,
                case_id=item.case_id,
                number=number,
                place=item.place,
                thing=item.thing,
                thing_id=item.id,
                title=item.title,
                on_day=item.on,
                how=item.how,
                hidden=[],
            )
        )
    session.flush()
