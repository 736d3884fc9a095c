"""Break-glass: reading one case for an hour without a part on it, seen by others at once.

Never on a case that concerns whoever asks, nor on a sealed one; and an answer that refuses never
tells whether there is such a case.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, select

from casework import jobs
from casework.access import Actor, Persona, Standing, TrustPermission, require_in_trust
from casework.cases.gateway import Act, on_case
from casework.cases.independence import BreakGlass
from casework.cases.models import Case
from casework.cases.outside import FromOutside, concerned, concerns, decide
from casework.cases.standing import standing_of
from casework.database.whose import every_case, working_on
from casework.errors import StepUpNeeded, WrongAnswer
from casework.journal import Event, JournalEntry
from casework.people.queries import Known, known_by_id
from casework.text import Prose
from casework.working_days import add_working_days

FOR, REVIEWED_WITHIN, SHORTEST_REASON = timedelta(minutes=60), 2, 20
NO_SUCH = "No case that can be opened this way has that reference"


class BreakGlassOpened(Event):
    reason: str
    ends_at: datetime

    def sentence(self) -> str:
        return "opened the case under break-glass, to read it for an hour"


class BreakGlassReviewed(Event):
    opening_id: UUID
    justified: bool
    words: str

    def sentence(self) -> str:
        found = "justified" if self.justified else "not justified"
        return f"reviewed a break-glass opening and found it {found}"


class OpenUnderBreakGlass(FromOutside):
    """Read one case for an hour, with a reason, while others are told."""

    permission: ClassVar[TrustPermission] = TrustPermission.BREAK_GLASS
    step_up: ClassVar[bool] = True

    reason: Prose = Field(title="why you must read this case now", min_length=SHORTEST_REASON)

    def perform(self, act: Act) -> BreakGlassOpened:
        opening = BreakGlass(
            case_id=act.case.id,
            person_id=act.actor.id,
            reason=self.reason,
            opened_at=act.at,
            ends_at=act.at + FOR,
            review_due_on=add_working_days(act.today, REVIEWED_WITHIN),
        )
        act.session.add(opening)
        act.session.flush()
        told = {"opening_id": str(opening.id)}
        jobs.enqueue(act.session, jobs.TELL_OVERSEERS, lock=str(opening.id), **told)
        return BreakGlassOpened(reason=self.reason, ends_at=opening.ends_at)


def open_under_break_glass(
    session: Session, actor: Actor, reference: str, reason: str, at: datetime
) -> JournalEntry:
    """Open a case by its reference for an hour.

    Raises:
        NotPermitted: this person's place in the trust never allows it.
        StepUpNeeded: they must first prove again who they are.
        WrongAnswer: no case that can be opened so has this reference.
    """
    require_in_trust(actor, TrustPermission.BREAK_GLASS)
    if not actor.confirmed:
        raise StepUpNeeded
    asked = OpenUnderBreakGlass(reason=reason)
    standing = standing_of(session, actor, reference.strip().upper(), at)
    if standing is None or concerns(standing) or standing.shut_out or standing.parts:
        raise WrongAnswer({"reference": NO_SUCH})
    if standing.case_id is None or standing.break_glass:
        raise WrongAnswer({"reference": "You have this case open under break-glass already"})
    return decide(session, actor, standing.case_id, asked, at)


def open_until(session: Session, standing: Standing, at: datetime) -> datetime | None:
    """When this person's reading of a case under break-glass ends; None when they have a part."""
    if Persona.BREAK_GLASS not in standing.personas:
        return None
    theirs = select(BreakGlass.ends_at).where(
        BreakGlass.case_id == standing.of_case,
        BreakGlass.person_id == standing.person_id,
        BreakGlass.ends_at > at,
    )
    with working_on(session, standing.of_case):
        return session.exec(theirs.order_by(col(BreakGlass.ends_at).desc())).first()


def open_now(session: Session, actor: Actor, at: datetime) -> list[tuple[str, datetime]]:
    """The references this person reads under break-glass, and until when."""
    with every_case(session):  # each row is theirs
        found = session.exec(
            select(Case.reference, BreakGlass.ends_at)
            .join(Case, col(Case.id) == BreakGlass.case_id)
            .where(BreakGlass.person_id == actor.id, BreakGlass.ends_at > at)
            .order_by(col(BreakGlass.ends_at))
        )
        return [(reference, ends_at) for reference, ends_at in found]


class ReviewBreakGlass(FromOutside):
    """Say whether an opening under break-glass was justified. Nobody reviews their own."""

    permission: ClassVar[TrustPermission] = TrustPermission.REVIEW_BREAK_GLASS

    opening_id: UUID
    justified: bool = Field(title="whether it was justified")
    words: Prose = Field(title="what you found")

    def perform(self, act: Act) -> BreakGlassReviewed:
        opening = on_case(act, BreakGlass, self.opening_id)
        if opening.person_id == act.actor.id:
            raise WrongAnswer({"justified": "Somebody else must review what you opened"})
        if opening.reviewed_at is not None:
            raise WrongAnswer({"justified": "This opening was reviewed before"})
        opening.reviewed_at, opening.reviewed_by = act.at, act.actor.id
        opening.justified, opening.review_words = self.justified, self.words
        return BreakGlassReviewed(opening_id=opening.id, justified=self.justified, words=self.words)


@dataclass(frozen=True)
class Opened:
    """One opening as its reviewers see it: who, when, why; of the case only its reference."""

    opening: BreakGlass
    reference: str
    by: Known


def openings_to_review(session: Session, actor: Actor) -> list[Opened]:
    """Every opening nobody has reviewed yet, but one's own and those of cases about oneself."""
    with every_case(session):
        rows = session.exec(
            select(BreakGlass, Case)
            .join(Case, col(Case.id) == BreakGlass.case_id)
            .where(col(BreakGlass.reviewed_at).is_(None), BreakGlass.person_id != actor.id)
            .order_by(col(BreakGlass.opened_at))
        ).all()
    names = known_by_id(session, [opening.person_id for opening, _ in rows])
    told = [Opened(opening, case.reference, names[opening.person_id]) for opening, case in rows]
    return [each for each in told if not concerned(session, actor, each.reference)]
