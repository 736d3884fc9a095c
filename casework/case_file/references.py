"""References: what may be said of a person on a day, for whoever answers for the Trust.

It is worked out anew each time, never kept and never sent. Who looked is recorded before it is
shown. What was deleted under retention gives nothing.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from casework.access import Actor, TrustPermission, require_in_trust
from casework.case_file.recording import note_read
from casework.case_file.reference_rules import (
    Decided,
    GivenWarning,
    Told,
    spent,
    to_remove,
    told_of,
)
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.standing import standings_of
from casework.database.whose import every_case
from casework.errors import NotFound, NotPermitted
from casework.interruptions.models import Resignation
from casework.journal import Event, of_kind
from casework.outcomes.models import Outcome
from casework.people.duplicates import same_person, surviving
from casework.people.models import Person
from casework.people.queries import Known, known, search_staff
from casework.people.warnings import FormalWarning
from casework.reports.tracks import SafeguardingConclusion
from casework.retention.personnel import removal_of
from casework.working_days import local_day

EVER = date(1900, 1, 1)
_APPEALED = text(
    "SELECT EXISTS (SELECT FROM appeals AS a WHERE a.case_id = :case "
    "AND (a.in_time OR a.accepted_late IS NOT FALSE) "
    "AND NOT EXISTS (SELECT FROM appeal_decisions AS d WHERE d.case_id = :case))"
)


class ReferenceRead(Event):
    """Somebody was shown what may be said of a person."""

    person_id: UUID
    on: str

    def sentence(self) -> str:
        return f"read what a reference may say on {self.on}"

    def concerns(self) -> tuple[str, str] | None:
        return ("person", str(self.person_id))


@dataclass(frozen=True)
class Reference:
    """What may be said of one person on a day, what may not, and what their file holds."""

    person: Known
    on: date
    employment: str
    told: list[Told]
    spent: int
    to_remove: list[str]
    settled: bool

    @property
    def said(self) -> list[Told]:
        return [each for each in self.told if each.said]

    @property
    def not_said(self) -> list[Told]:
        return [each for each in self.told if not each.said]


def people_to_refer(session: Session, actor: Actor, words: str) -> list[Known]:
    """Staff whose name holds every word, also those who left.

    Raises:
        NotPermitted: they do not answer for the Trust.
    """
    require_in_trust(actor, TrustPermission.GIVE_REFERENCES)
    return search_staff(session, words, EVER) if words.strip() else []


def reference_for(session: Session, actor: Actor, person_id: UUID, on: date) -> Reference:
    """What a reference may say of a person on a day. That it was read is written down with it.

    Raises:
        NotPermitted: they do not answer for the Trust, or not for this person: it is themselves, or
            a conflict or a seal keeps something about them from this reader.
        NotFound: there is no such person.
    """
    require_in_trust(actor, TrustPermission.GIVE_REFERENCES)
    with every_case(session):
        if session.get(Person, person_id) is None:
            raise NotFound
        person = session.get_one(Person, surviving(session, person_id))
        theirs = same_person(session, person.id)
        cases = _cases_of(session, theirs)
    standings = standings_of(session, actor, [each.reference for each in cases])
    hidden = any(
        each.reference not in standings or not standings[each.reference].knows for each in cases
    )
    if actor.id in theirs or hidden:
        raise NotPermitted(TrustPermission.GIVE_REFERENCES)
    note_read(session, ReferenceRead(person_id=person.id, on=on.isoformat()))
    with every_case(session):
        decided = [_decided(session, each, theirs, on) for each in cases]
        settled = any(of_kind(session, each.id, "SettlementRiderIssued") for each in cases)
        return Reference(
            person=known(session, person.id),
            on=on,
            employment=_employment(person, on),
            told=told_of(decided, on),
            spent=spent(decided),
            to_remove=to_remove(decided),
            settled=settled,
        )


def _cases_of(session: Session, theirs: set[UUID]) -> list[Case]:
    """Every case about them that is still there; what is being deleted gives nothing."""
    wanted = select(Case).where(
        col(Case.employee_id).in_(theirs), col(Case.disposing_since).is_(None)
    )
    return list(session.exec(wanted.order_by(col(Case.opened_at))))


def _decided(session: Session, case: Case, theirs: set[UUID], on: date) -> Decided:
    outcome = session.exec(select(Outcome).where(Outcome.case_id == case.id)).first()
    left = session.exec(select(Resignation).where(Resignation.case_id == case.id)).first()
    child, in_references = _of_a_child(session, case.id, left, on)
    removal = removal_of(session, case.id)
    gone = outcome is not None and outcome.stands.is_dismissal
    return Decided(
        reference=case.reference,
        open=case.stage is not Stage.CLOSED,
        warnings=_warnings(session, case.id, theirs, on),
        safeguarding=child,
        in_references=in_references,
        off_the_file=removal is not None and not removal.consents,
        kept_by_consent=removal is not None and removal.consents,
        dismissed=outcome.stands.label if outcome and gone else None,
        ended_on=outcome.employment_ends_on if outcome and gone else None,
        appeal_open=session.execute(_APPEALED, {"case": case.id}).scalar_one(),
        resigned_on=left.last_day if left else None,
    )


def _of_a_child(
    session: Session, case_id: UUID, left: Resignation | None, on: date
) -> tuple[str | None, bool]:
    """How an allegation about a child ended by that day, and whether references hold it."""
    wanted = select(SafeguardingConclusion).where(SafeguardingConclusion.case_id == case_id)
    found = session.exec(wanted).first()
    if found:
        if local_day(found.concluded_at) > on:
            return None, False
        return found.outcome.value, found.in_references
    if left and left.safeguarding:
        return left.safeguarding.value, left.safeguarding.value == "substantiated"
    return None, False


def _warnings(
    session: Session, case_id: UUID, theirs: set[UUID], on: date
) -> tuple[GivenWarning, ...]:
    wanted = select(FormalWarning).where(
        FormalWarning.case_id == case_id,
        col(FormalWarning.person_id).in_(theirs),
        FormalWarning.given_on <= on,
    )
    return tuple(
        GivenWarning(
            each.level.label,
            each.given_on,
            each.spent_on,
            each.withdrawn_on is not None,
            each.is_live(on),
        )
        for each in session.exec(wanted.order_by(col(FormalWarning.given_on)))
    )


def _employment(person: Person, on: date) -> str:
    left = person.left_on if person.left_on and person.left_on <= on else None
    until = f"to {left:%-d %B %Y}" if left else "and still employed"
    return f"{person.job_title}, from {person.employed_from:%-d %B %Y} {until}."
